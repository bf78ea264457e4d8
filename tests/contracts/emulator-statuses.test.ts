import { expect } from "vitest";
import { z } from "zod";
import { AT_ONCE, CLIP_PATH, holdLines, plainPng, QUICK_PATH, textWith, WAITING } from "@/lib/emulator/fixtures/bench";
import { FINISHED_MS } from "@/lib/emulator/fixtures/caller";
import { contractLines } from "@/lib/emulator/fixtures/contract-lines";

const BLANKS = { "white.png": await plainPng("#fff"), "black.png": await plainPng("#000"), "grey.png": await plainPng("#888") };
const spokenSchema = z.object({ status: z.string() });
const HELD_IN_WORK = { ...AT_ONCE, start: 600_000 };

holdLines("statuses", contractLines.statuses, {
  async status(setUp) {
    const { caller, quickInput } = await setUp({ stageMs: HELD_IN_WORK });
    const word = async (address: string) => (await caller.call("GET", address)).body;
    const running = await caller.accepted(quickInput(), QUICK_PATH);
    await expect.poll(() => word(running.status_url), { timeout: FINISHED_MS }).toMatchObject({ status: "in_progress" });
    const waiting = await caller.accepted(quickInput(), QUICK_PATH);
    expect(await word(waiting.status_url)).toMatchObject({ status: "in_queue" });
    await caller.call("POST", waiting.cancel_url);
    expect(await word(waiting.status_url)).toMatchObject({ status: "cancelled" });
    const swift = await setUp();
    const done = await swift.caller.accepted(swift.quickInput(), QUICK_PATH);
    await swift.caller.finished(done.request_id);
    expect((await swift.caller.call("GET", done.status_url)).body).toMatchObject({ status: "completed" });
  },
  async completed(setUp) {
    const { caller, host, quickInput } = await setUp({}, BLANKS);
    const { request_id, status_url } = await caller.accepted(quickInput({ image_url: host.url("white.png") }), QUICK_PATH);
    expect(await caller.finished(request_id)).toMatchObject({ status: "failed" });
    expect((await caller.call("GET", status_url)).body).toMatchObject({ status: "completed" });
  },
  async result(setUp) {
    const { caller, quickInput } = await setUp({ stageMs: HELD_IN_WORK });
    const running = await caller.accepted(quickInput(), QUICK_PATH);
    await expect.poll(() => caller.result(running.request_id), { timeout: FINISHED_MS }).toMatchObject({ status: "in_progress", finished_at: null });
    const waiting = await caller.accepted(quickInput(), QUICK_PATH);
    expect(await caller.result(waiting.request_id)).toMatchObject({ status: "in_queue" });
    await caller.call("POST", waiting.cancel_url);
    expect(await caller.result(waiting.request_id)).toMatchObject({ status: "cancelled", finished_at: textWith(/Z$/), cost: 0 });
    const swift = await setUp({}, BLANKS);
    const good = await swift.caller.accepted(swift.quickInput(), QUICK_PATH);
    const bad = await swift.caller.accepted(swift.quickInput({ image_url: swift.host.url("white.png") }), QUICK_PATH);
    expect(await swift.caller.finished(good.request_id)).toMatchObject({ status: "succeeded" });
    expect(await swift.caller.finished(bad.request_id)).toMatchObject({ status: "failed" });
  },
  async otherWords(setUp) {
    const { caller, host, quickInput } = await setUp({}, BLANKS);
    const spoken = new Set<string>();
    const listen = async (address: string) => spoken.add(spokenSchema.parse((await caller.call("GET", address)).body).status);
    for (const image_url of [host.url("cups.jpg"), host.url("white.png")]) {
      const { request_id, status_url } = await caller.accepted(quickInput({ image_url }), QUICK_PATH);
      await expect.poll(async () => {
        await listen(status_url);
        return (await caller.result(request_id)).finished_at;
      }, { timeout: FINISHED_MS, interval: 10 }).not.toBeNull();
      await listen(status_url);
    }
    expect(["in_queue", "in_progress", "completed", "cancelled"]).toEqual(expect.arrayContaining([...spoken]));
    expect(spoken).toContain("completed");
  },
  async output(setUp) {
    const { caller, host, input, quickInput } = await setUp();
    const clipOf = (number_of_clips: number) => ({ start_image_url: host.url("cups.jpg"), number_of_clips });
    const outputOf = async (body: unknown, path?: string) => {
      const { request_id } = await caller.accepted(body, path);
      return (await caller.finished(request_id)).output;
    };
    expect(await outputOf(quickInput(), QUICK_PATH)).toEqual({ image: textWith(/^http/) });
    expect(await outputOf(input())).toEqual({ images: [textWith(/\/1-.+\.jpg$/), textWith(/\/2-.+\.jpg$/)] });
    expect(await outputOf(clipOf(1), CLIP_PATH)).toEqual({ video: textWith(/\.webm$/) });
    expect(await outputOf(clipOf(2), CLIP_PATH)).toEqual({ videos: [textWith(/\/1-.+\.webm$/), textWith(/\/2-.+\.webm$/)] });
  },
  async error(setUp) {
    const { caller, host, quickInput } = await setUp({ balanceUsd: 1 }, BLANKS);
    const failed = async (name: string, prompt = "at night") => {
      const { request_id } = await caller.accepted(quickInput({ image_url: host.url(name), prompt }), QUICK_PATH);
      const done = await caller.finished(request_id);
      expect(done).not.toHaveProperty("output");
      return done;
    };
    expect(await failed("white.png")).toMatchObject({ status: "failed", cost: 0, error: "Nothing to edit: image 1 is blank." });
    expect(await failed("black.png")).toMatchObject({ status: "failed", cost: 0, error: { type: "empty_reference", message: "Image 1 is black.", image: 1 } });
    expect(await failed("cups.jpg", "with a gun on the table")).toMatchObject({ status: "failed", error: { type: "content_filtered", images: [1] } });
    expect(await caller.ledger()).toMatchObject({ balance_usd: 1, posts: [{ billed_usd: 0 }, { billed_usd: 0 }, { billed_usd: 0 }] });
    const { request_id } = await caller.accepted(quickInput({ image_url: host.url("grey.png") }), QUICK_PATH);
    expect(await caller.finished(request_id)).toMatchObject({ status: "succeeded" });
  },
  async echo(setUp) {
    const { caller, input } = await setUp({ echoesInput: true, stageMs: WAITING });
    const { request_id } = await caller.accepted(input());
    expect((await caller.result(request_id)).input).toEqual(input());
  },
});
