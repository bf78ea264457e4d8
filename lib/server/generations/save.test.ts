import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { err, ok } from "@/lib/result";
import type { DownloadFailure } from "@/lib/server/http";
import { readGeneration } from "@/lib/server/generations/read";
import { openFollower, type Follower } from "@/tests/contracts/support/follower";
import { start } from "@/tests/contracts/support/take-fixture";

let bench: Follower;
beforeEach(async () => { bench = await openFollower(); });
afterEach(() => bench.close());

const picture = (background: string, width = 1600) => sharp({ create: { width, height: 900, channels: 3, background } });
const addresses = (count: number) => Array.from({ length: count }, (_, at) => `https://f.test/${at + 1}`);

async function saving(files: number, count = files) {
  const id = await bench.queued({ count });
  bench.hand.says("status", ok({ state: "ended" }));
  bench.hand.says("result", ok({ state: "succeeded", urls: addresses(files), costMicroUsd: null }));
  await bench.step(id);
  return id;
}
const serve = (frame: number, file: Buffer) => void bench.download.files.set(`https://f.test/${frame}`, ok(file));
const fails = (frame: number, failure: DownloadFailure) => void bench.download.files.set(`https://f.test/${frame}`, err(failure));
const statesOf = async (id: string) => (await bench.outputs(id)).map(({ state }) => state);

test("each picture is kept under its own hash, measured, with thumbnails and a placeholder; then the take is completed", async () => {
  const id = await saving(2);
  const [first, second] = [await picture("#c63").png().toBuffer(), await picture("#36c", 800).jpeg().toBuffer()];
  serve(1, first);
  serve(2, second);
  expect(await bench.run(id)).toBeGreaterThan(0);
  expect(await bench.outputs(id)).toMatchObject([
    { state: "delivered", media: "image", mime: "image/png", width: 1600, height: 900, bytes: first.length },
    { state: "delivered", media: "image", mime: "image/jpeg", width: 800, height: 900, bytes: second.length },
  ]);
  for (const { file_key, thumb_small_key, thumb_large_key, placeholder } of await bench.outputs(id)) {
    for (const key of [file_key, thumb_small_key, thumb_large_key]) expect(await bench.files.find(key ?? "")).not.toBeNull();
    expect(placeholder).toMatch(/^[\w+/]+=*$/);
  }
  expect(await readFile(bench.files.pathOf((await bench.outputs(id))[0]?.file_key ?? ""))).toEqual(first);
  expect((await sharp(bench.files.pathOf((await bench.outputs(id))[0]?.thumb_small_key ?? "")).metadata())).toMatchObject({ format: "webp", width: 640, height: 360 });
  expect(await bench.row(id)).toMatchObject({ status: "completed", charge: "charged", settled_at: start });
});

test("a frame shows as soon as it is here, while the next is still on its way", async () => {
  const id = await saving(2);
  serve(1, await picture("#c63").png().toBuffer());
  fails(2, { code: "status", status: 503 });
  await bench.run(id);
  const shown = await readGeneration({ db: bench.db, files: bench.files, modelOf: bench.deps.modelOf, log: bench.deps.log }, id);
  expect(shown).toMatchObject({ status: "saving", outputs: [{ state: "delivered", index: 1 }] });
});

test("what is here is not fetched again after an interruption", async () => {
  const id = await saving(2);
  serve(1, await picture("#c63").png().toBuffer());
  fails(2, { code: "broken", reason: "reset" });
  await bench.run(id);
  serve(2, await picture("#36c").png().toBuffer());
  await bench.run(id);
  expect(bench.download.asked).toEqual(["https://f.test/1", "https://f.test/2", "https://f.test/2"]);
  expect((await bench.row(id)).status).toBe("completed");
});

test("a short group: what was asked for and not made is on record as missing", async () => {
  const id = await saving(2, 4);
  for (const frame of [1, 2]) serve(frame, await picture("#c63").png().toBuffer());
  await bench.run(id);
  expect((await bench.outputs(id)).map(({ frame, state }) => [frame, state])).toEqual([[1, "delivered"], [2, "delivered"], [3, "missing"], [4, "missing"]]);
  expect((await bench.row(id)).status).toBe("completed");
});

test("more than was asked for is kept too", async () => {
  const id = await saving(3, 2);
  for (const frame of [1, 2, 3]) serve(frame, await picture("#c63").png().toBuffer());
  await bench.run(id);
  expect(await statesOf(id)).toEqual(["delivered", "delivered", "delivered"]);
});

/** Runs until so much time has passed, however often it is asked for meanwhile. */
async function through(id: string, spanMs: number): Promise<number[]> {
  const waits: number[] = [];
  for (let passedMs = 0; passedMs < spanMs && (await bench.row(id)).status === "saving"; ) {
    const waitMs = await bench.run(id);
    waits.push(waitMs);
    passedMs += waitMs;
    bench.clock.pass(waitMs);
  }
  return waits;
}

test("a file that does not come is asked for through a day, ever more seldom, before it is lost; the others stay, and so does the charge", async () => {
  const id = await saving(2);
  serve(1, await picture("#c63").png().toBuffer());
  fails(2, { code: "status", status: 404 });
  const waits = await through(id, limits.fileLostAfterMs - Math.max(...limits.fileBackoffMs));
  expect(await statesOf(id)).toEqual(["delivered", "pending"]);
  expect(waits.every((waitMs, at) => waitMs >= (waits[at - 1] ?? 0))).toBe(true);
  expect(waits.length).toBeLessThan(200);
  await through(id, limits.fileLostAfterMs);
  expect(await statesOf(id)).toEqual(["delivered", "lost"]);
  expect(await bench.row(id)).toMatchObject({ status: "completed", charge: "charged" });
});

test("an hour without a network loses nothing", async () => {
  const id = await saving(1);
  fails(1, { code: "broken", reason: "no network" });
  await through(id, 60 * 60_000);
  serve(1, await picture("#c63").png().toBuffer());
  await through(id, 15 * 60_000);
  expect(await statesOf(id)).toEqual(["delivered"]);
});

test.each<DownloadFailure>([{ code: "forbidden_address" }, { code: "too_large" }])("%j is lost at once: asking again changes nothing", async (failure) => {
  const id = await saving(1);
  fails(1, failure);
  await bench.run(id);
  expect(bench.download.asked).toHaveLength(1);
  expect(await statesOf(id)).toEqual(["lost"]);
});

test("a full disk in the middle of a download is our trouble, and the file is asked for again", async () => {
  const id = await saving(1);
  const full = { ...bench.deps.http, download: () => Promise.reject(Object.assign(new Error("no space left"), { code: "ENOSPC" })) };
  bench.clock.pass(2 * limits.fileLostAfterMs);
  expect(await bench.run(id, { http: full })).toBeGreaterThan(0);
  expect(await statesOf(id)).toEqual(["pending"]);
  serve(1, await picture("#c63").png().toBuffer());
  await bench.run(id);
  expect(await statesOf(id)).toEqual(["delivered"]);
});

test("a picture that was cut off on its way is fetched again, never kept", async () => {
  const id = await saving(1);
  const whole = await sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, at) => (at * 7919) % 251)), { raw: { width: 300, height: 300, channels: 3 } }).jpeg().toBuffer();
  serve(1, whole.subarray(0, whole.length / 2));
  await bench.run(id);
  expect(await bench.outputs(id)).toMatchObject([{ state: "pending", attempts: 1 }]);
  serve(1, whole);
  await bench.run(id);
  expect(await statesOf(id)).toEqual(["delivered"]);
});

test.each([["a page", "<!doctype html><h1>Gone</h1>"], ["a drawing", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'], ["nothing", ""]])("%s is no output", async (_name, text) => {
  const id = await saving(1);
  serve(1, Buffer.from(text));
  await through(id, 2 * limits.fileLostAfterMs);
  expect(await statesOf(id)).toEqual(["lost"]);
});

test("a video is kept as it is, without thumbnails", async () => {
  const id = await saving(1);
  const clip = await readFile("tests/support/clip.webm");
  serve(1, clip);
  await bench.run(id);
  const [output] = await bench.outputs(id);
  expect(output).toMatchObject({ state: "delivered", media: "video", mime: "video/webm", bytes: clip.length, thumb_small_key: null, placeholder: null });
  expect(await readFile(bench.files.pathOf(output?.file_key ?? ""))).toEqual(clip);
});

test("a full disk when a file is kept never counts against it", async () => {
  const id = await saving(1);
  serve(1, await picture("#c63").png().toBuffer());
  const full = { ...bench.files, keep: () => Promise.reject(Object.assign(new Error("no space left"), { code: "ENOSPC" })) };
  bench.clock.pass(2 * limits.fileLostAfterMs);
  for (let tries = 0; tries < 8; tries += 1) expect(await bench.run(id, { files: full })).toBeGreaterThan(0);
  expect(await statesOf(id)).toEqual(["pending"]);
  await bench.run(id);
  expect((await bench.row(id)).status).toBe("completed");
});

test("no draft of a file stays behind, whatever came", async () => {
  const id = await saving(3);
  const drafts: string[] = [];
  const files = { ...bench.files, draftFile: () => { const draft = bench.files.draftFile(); drafts.push(draft); return draft; } };
  serve(1, await picture("#c63").png().toBuffer());
  serve(2, Buffer.from("no picture"));
  fails(3, { code: "status", status: 404 });
  await bench.run(id, { files });
  expect(drafts.length).toBeGreaterThan(2);
  expect(drafts.filter((draft) => existsSync(draft))).toEqual([]);
});
