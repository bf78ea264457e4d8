import { afterEach, beforeEach, expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { err, ok } from "@/lib/result";
import type { ReadError } from "@/lib/server/provider/provider";
import { openFollower, pollMs, type Follower } from "@/tests/contracts/support/follower";
import { price, start } from "@/tests/contracts/support/take-fixture";

let bench: Follower;
beforeEach(async () => { bench = await openFollower(); });
afterEach(() => bench.close());

const reads = (error: ReadError) => bench.hand.says("status", err(error));
const notFound: ReadError = { code: "not_found" };
const ended = ok({ state: "ended" as const });
const failureOf = async (id: string): Promise<unknown> => JSON.parse((await bench.row(id)).failure_json ?? "null");

test("the place in the queue is shown as it changes, and nothing is written while it stays", async () => {
  const id = await bench.queued();
  bench.hand.says("status", ok({ state: "in_queue", queuePosition: 2 }));
  expect(await bench.step(id)).toBe(pollMs);
  const { version, queue_position } = await bench.row(id);
  expect(queue_position).toBe(2);
  await bench.step(id);
  expect((await bench.row(id)).version).toBe(version);
});

test("work that begins is stamped once", async () => {
  const id = await bench.queued();
  bench.hand.says("status", ok({ state: "in_progress" }));
  bench.clock.pass(5000);
  await bench.step(id);
  const { version } = await bench.row(id);
  bench.clock.pass(5000);
  await bench.step(id);
  expect(await bench.row(id)).toMatchObject({ status: "in_progress", started_at: start + 5000, queue_position: null, version });
});

test.each<[string, number | null, number]>([["told", 70_000, 70_000], ["not told: the maximum", null, 4 * price], ["told as nothing", 0, 0]])("a success is saved, and charged as %s", async (_name, costMicroUsd, charged) => {
  const id = await bench.queued();
  bench.hand.says("status", ended);
  bench.hand.says("result", ok({ state: "succeeded", urls: ["https://f.test/1", "https://f.test/2"], costMicroUsd, body: '{"status":"succeeded"}' }));
  expect(await bench.step(id)).toBe(0);
  expect(await bench.row(id)).toMatchObject({ status: "saving", charge: "charged", charged_micro_usd: charged, result_json: '{"status":"succeeded"}' });
  expect((await bench.outputs(id)).map(({ source_url }) => source_url)).toEqual(["https://f.test/1", "https://f.test/2"]);
  expect(await bench.held()).toBe(charged);
});

test.each<[string, number | null, string, number]>([["told", 60_000, "charged", 60_000], ["not told: the maximum", null, "charged", 4 * price], ["told as nothing", 0, "released", 0]])("a failure keeps the provider's words, and its cost as %s", async (_name, costMicroUsd, charge, charged) => {
  const id = await bench.queued();
  bench.hand.says("status", ended);
  bench.hand.says("result", ok({ state: "failed", message: "It broke.", costMicroUsd, body: '{"status":"failed"}' }));
  await bench.step(id);
  expect(await bench.row(id)).toMatchObject({ status: "failed", result_json: '{"status":"failed"}', charge, charged_micro_usd: charged });
  expect(await failureOf(id)).toEqual({ code: "provider_failed", message: "It broke." });
  expect(await bench.held()).toBe(charged);
});

test("a run that the provider cancelled costs nothing", async () => {
  const id = await bench.queued();
  bench.hand.says("status", ended);
  bench.hand.says("result", ok({ state: "cancelled" }));
  await bench.step(id);
  expect(await bench.row(id)).toMatchObject({ status: "cancelled", charge: "released" });
  expect(await bench.held()).toBe(0);
});

test("ended, but the result still says running: asked again, and never settled by it", async () => {
  const id = await bench.queued();
  bench.hand.says("status", ended);
  expect(await bench.step(id)).toBe(pollMs);
  expect((await bench.row(id)).status).toBe("in_queue");
});

test("every read takes its turn: the status and the result", async () => {
  const id = await bench.queued();
  bench.hand.says("status", ended);
  await bench.step(id);
  expect(bench.reads()).toBe(bench.hand.count("status") + bench.hand.count("result"));
});

test("a cancel is the provider's to grant: cancelled gives the money back", async () => {
  const id = await bench.queued();
  await bench.store.askCancel(await bench.row(id));
  await bench.step(id);
  expect(bench.hand.count("status")).toBe(0);
  expect(await bench.row(id)).toMatchObject({ status: "cancelled", charge: "released", cancel: "asked" });
  expect(await bench.held()).toBe(0);
});

test("not_cancellable is an answer: the take goes on and is asked for cancelling no more", async () => {
  const id = await bench.queued();
  await bench.store.askCancel(await bench.row(id));
  bench.hand.says("cancel", ok("not_cancellable"));
  bench.hand.says("status", ok({ state: "in_progress" }));
  await bench.step(id);
  await bench.step(id);
  expect([bench.hand.count("cancel"), bench.hand.count("status")]).toEqual([1, 1]);
  expect(await bench.row(id)).toMatchObject({ status: "in_progress", cancel: "not_cancellable", charge: "reserved" });
});

test("a cancel whose answer is lost is asked again", async () => {
  const id = await bench.queued();
  await bench.store.askCancel(await bench.row(id));
  bench.hand.says("cancel", err({ code: "unavailable", reason: "reset", retryAfterMs: null }), ok("cancelled"));
  expect(await bench.step(id)).toBe(1000);
  await bench.step(id);
  expect((await bench.row(id)).status).toBe("cancelled");
});

test.each<ReadError>([{ code: "unavailable", reason: "HTTP 502", retryAfterMs: null }, { code: "token_refused" }])("%j never ends a paid take: ever slower, and back at full pace once it answers", async (error) => {
  const id = await bench.queued();
  reads(error);
  const waits: number[] = [];
  for (let read = 0; read < 8; read += 1) waits.push(await bench.step(id));
  expect(waits).toEqual([1, 2, 5, 10, 30, 60, 60, 60].map((seconds) => seconds * 1000));
  expect((await bench.row(id)).status).toBe("in_queue");
  bench.hand.says("status", ok({ state: "in_queue", queuePosition: null }));
  expect(await bench.step(id)).toBe(pollMs);
  expect((await bench.row(id)).attempts).toBe(0);
});

test("a wait that the provider asked for is kept", async () => {
  const id = await bench.queued();
  reads({ code: "unavailable", reason: "HTTP 429", retryAfterMs: 20_000 });
  expect(await bench.step(id)).toBe(20_000);
});

test("not found counts as lost only the third time, and only after ten minutes; it stays charged", async () => {
  const id = await bench.queued();
  reads(notFound);
  const statuses: string[] = [];
  for (let strike = 0; strike < limits.lostStrikes; strike += 1) {
    const waitMs = await bench.step(id);
    statuses.push((await bench.row(id)).status);
    bench.clock.pass(waitMs);
  }
  expect(statuses).toEqual(["in_queue", "in_queue", "failed"]);
  expect(bench.clock.now() - start).toBe(limits.lostAfterMs);
  expect(await failureOf(id)).toEqual({ code: "lost_by_provider" });
  expect(await bench.row(id)).toMatchObject({ charge: "charged", charged_micro_usd: 4 * price });
  expect(await bench.held()).toBe(4 * price);
});

test("many strikes in less than ten minutes are not enough", async () => {
  const id = await bench.queued();
  reads(notFound);
  for (let strike = 0; strike < 6; strike += 1) await bench.step(id);
  bench.clock.pass(limits.lostAfterMs - 1);
  await bench.step(id);
  expect((await bench.row(id)).status).toBe("in_queue");
});

test("a request that is found again has a clean record: strikes count in a row", async () => {
  const id = await bench.queued();
  bench.hand.says("status", err(notFound), ok({ state: "in_queue", queuePosition: null }), err(notFound), ok({ state: "in_queue", queuePosition: null }), err(notFound));
  for (let read = 0; read < 5; read += 1) {
    await bench.step(id);
    bench.clock.pass(limits.lostAfterMs);
  }
  expect(await bench.row(id)).toMatchObject({ status: "in_queue", lost_strikes: 1 });
});

test("a row without a request cannot be followed: a bug, said as one", async () => {
  const id = await bench.queued();
  await bench.db.updateTable("generations").set({ request_id: null }).where("id", "=", id).execute();
  await expect(bench.step(id)).rejects.toThrow("without a request");
});

test("a cancel that nobody answers holds nothing up: a take that ended meanwhile is brought home", async () => {
  const id = await bench.queued();
  await bench.store.askCancel(await bench.row(id));
  bench.hand.says("cancel", err({ code: "unavailable", reason: "409", retryAfterMs: null }));
  bench.hand.says("status", ended);
  bench.hand.says("result", ok({ state: "succeeded", urls: ["https://f.test/1"], costMicroUsd: null }));
  await bench.step(id);
  expect((await bench.row(id)).status).toBe("saving");
});

test("trouble with reading is told on the take, and gone with the next answer", async () => {
  const id = await bench.queued();
  bench.hand.says("status", err({ code: "token_refused" }), ok({ state: "in_queue", queuePosition: 1 }));
  await bench.step(id);
  expect((await bench.row(id)).waiting).toBe("token_refused");
  await bench.step(id);
  expect(await bench.row(id)).toMatchObject({ waiting: "none", queue_position: 1 });
});
