import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerResponse } from "node:http";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startEmulator, type Emulator, type EmulatorOptions } from "@/lib/emulator/emulator";
import { callerOf, FINISHED_MS, MODEL_PATH, refusalOf } from "@/lib/emulator/fixtures/caller";
import { hostPhotographs, type PhotographHost } from "@/lib/emulator/fixtures/photograph-host";
import { emulatorLimits } from "@/lib/emulator/limits";
import { defaultModel } from "@/lib/models/catalog";

// Pictures take as long as the machine lets them.
vi.setConfig({ testTimeout: 180_000 });

const AT_ONCE = { queue: 0, start: 0, perImage: 0 };
/** Longer than any test: what waits goes on waiting. */
const NEVER_MS = 600_000;

let dataDir: string;
let host: PhotographHost;
const running: Emulator[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "emulator-"));
  host = await hostPhotographs(laid);
});
afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close();
  await host.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<Omit<EmulatorOptions, "token">> & { token?: string } = {}) {
  const emulator = await startEmulator({ dataDir, stageMs: AT_ONCE, ...options });
  running.push(emulator);
  return { emulator, caller: callerOf(emulator.url, options.token) };
}
const input = (more: Record<string, unknown> = {}) => ({ images: [host.url("cups.jpg")], text: "Generate 2 images at dusk", sequential_image_generation_options: 2, seed: 7, ...more });

const png = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#888" } }).png().toBuffer();
const redirect = (to: string) => (response: ServerResponse) => { response.writeHead(302, { location: to, "set-cookie": "a=b" }).end(); };
const laid: Record<string, Buffer | ((response: ServerResponse) => void)> = {
  "small.png": await png(14, 20),
  "long.png": await png(330, 100),
  "wide.png": await png(6000, 2500),
  "fits.png": await png(60, 60),
  "text.jpg": Buffer.from("not a picture"),
  "cut.jpg": (await sharp(await png(900, 900)).jpeg().toBuffer()).subarray(0, 700),
  "heavy.png": Buffer.concat([await png(100, 100), Buffer.alloc(10_000_001)]),
  "vector.png": Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'/>"),
  "moved": redirect("/cups.jpg"),
  "loop": redirect("/loop"),
  "private": (response) => { response.writeHead(403).end(); },
};

test("a submit goes through queue and work to pictures of the asked size, in the words of the contract", async () => {
  const { caller, emulator } = await start();
  const submitted = await caller.accepted(input());
  expect(submitted.status_url).toBe(`${emulator.url}/requests/${submitted.request_id}/status`);
  const done = await caller.finished(submitted.request_id);
  expect(done).toMatchObject({ status: "succeeded", cost: 0.06 });
  expect((await caller.call("GET", submitted.status_url)).body).toEqual({ request_id: submitted.request_id, status: "completed", status_url: submitted.status_url, result_url: submitted.result_url });
  const pictures = await caller.pictures(submitted.request_id);
  expect(pictures).toHaveLength(2);
  for (const { bytes } of pictures) expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 2560, height: 1440 });
});

test("cost is told only when asked for, and a query that means nothing is ignored", async () => {
  const { caller } = await start({ stageMs: { queue: NEVER_MS } });
  const { result_url } = await caller.accepted(input());
  const plain = await caller.call("GET", `${result_url}?what=ever`);
  expect(plain).toMatchObject({ status: 200, body: { status: "in_queue", finished_at: null } });
  expect(plain.body).not.toHaveProperty("cost");
});

test("places in the queue count from 1, move up, and are told only while waiting", async () => {
  const { caller } = await start({ stageMs: { queue: NEVER_MS } });
  const [first, second, third] = [await caller.accepted(input()), await caller.accepted(input()), await caller.accepted(input())];
  const place = async ({ status_url }: { status_url: string }) => (await caller.call("GET", status_url)).body;
  expect(await place(third)).toMatchObject({ status: "in_queue", queue_position: 3 });
  await caller.call("POST", first.cancel_url);
  expect(await place(second)).toMatchObject({ queue_position: 1 });
  expect(await place(third)).toMatchObject({ queue_position: 2 });
  expect(await place(first)).not.toHaveProperty("queue_position");
});

test("what waits can be cancelled and is not billed; what has begun cannot", async () => {
  const { caller } = await start({ stageMs: { queue: 0, start: NEVER_MS }, balanceUsd: 1 });
  const begun = await caller.accepted(input());
  await expect.poll(async () => (await caller.result(begun.request_id)).status, { timeout: FINISHED_MS }).toBe("in_progress");
  const waiting = await caller.accepted(input());
  expect((await caller.ledger()).balance_usd).toBeCloseTo(0.88);
  expect(await caller.call("POST", waiting.cancel_url)).toEqual({ status: 202, body: { request_id: waiting.request_id, status: "cancelled", outcome: "cancelled" } });
  expect(await caller.call("POST", begun.cancel_url)).toEqual({ status: 202, body: { request_id: begun.request_id, status: "in_progress", outcome: "not_cancellable" } });
  expect((await caller.ledger()).balance_usd).toBeCloseTo(0.94);
  expect(await caller.result(waiting.request_id)).toMatchObject({ status: "cancelled", cost: 0 });
});

test("the catalog's entry carries the published schema and a price", async () => {
  const { caller } = await start({ priceUsdPerOutput: 0.04 });
  expect(await caller.call("GET", MODEL_PATH)).toMatchObject({ status: 200, body: { model_id: defaultModel.model.id, base_price_usd: 0.04, price_unit: "output", input_schema: { required: ["images", "text"] } } });
});

test.each([
  ["an unknown field", { colour: "red" }, ["body", "colour"]],
  ["no prompt", { text: undefined }, ["body", "text"]],
  ["a long prompt", { text: "x".repeat(601) }, ["body", "text"]],
  ["no images", { images: [] }, ["body", "images"]],
  ["an unknown size", { image_size: "1:1" }, ["body", "image_size"]],
  ["a data address", { images: ["data:image/png;base64,AAAA"] }, ["body", "images", 0]],
])("%s is refused with its field", async (_, more, loc) => {
  const { caller } = await start();
  const refused = refusalOf(await caller.submit(input(more)));
  expect(refused).toMatchObject({ status: 422, error_code: 422001 });
  expect(refused.detail?.map((detail) => detail.loc)).toContainEqual(loc);
});

test("references and images together are at most fifteen", async () => {
  const { caller } = await start({ stageMs: { queue: NEVER_MS } });
  const images = Array.from({ length: 10 }, () => host.url("fits.png"));
  expect(refusalOf(await caller.submit(input({ images, sequential_image_generation_options: 6 })))).toMatchObject({ status: 422, detail: [{ loc: ["body", "sequential_image_generation_options"] }] });
  await caller.accepted(input({ images, sequential_image_generation_options: 5 }));
});

test.each([
  ["small.png", "The uploaded image width and height must exceed 14 pixels."],
  ["wide.png", "The uploaded image width and height must not exceed 6000 pixels."],
  ["long.png", "The aspect ratio range should be 1:3 to 3:1."],
  ["heavy.png", "File size must be less than 10 MB."],
  ["text.jpg", "The uploaded image must be jpeg or png."],
  ["vector.png", "The uploaded image must be jpeg or png."],
  ["cut.jpg", "The uploaded image could not be read."],
  ["private", "The file could not be fetched: HTTP 403."],
  ["absent.jpg", "The file could not be fetched: HTTP 404."],
  ["loop", "The file could not be fetched: more than 3 redirects."],
])("the reference %s is refused: %s", async (name, msg) => {
  const { caller } = await start();
  const refused = refusalOf(await caller.submit(input({ images: [host.url("cups.jpg"), host.url(name)] })));
  expect(refused).toMatchObject({ status: 422, error_code: 422001, detail: [{ loc: ["body", "images", 1], msg }] });
});

test("a reference is fetched once, through a redirect, without cookies or the token", async () => {
  const { caller } = await start({ token: "secret-token" });
  const { request_id } = await caller.accepted(input({ images: [host.url("moved")] }));
  await caller.finished(request_id);
  expect(host.asked).toEqual(["moved", "cups.jpg"]);
  expect(host.headers.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
  expect(JSON.stringify(host.headers)).not.toContain("secret-token");
});

test("unknown model, unknown request, broken body, huge body and empty balance have their codes", async () => {
  const { caller } = await start({ balanceUsd: 0.05 });
  expect(refusalOf(await caller.call("POST", "models/nobody/nothing", "{}"))).toMatchObject({ status: 400, error_code: 400001 });
  expect(refusalOf(await caller.call("GET", "models/nobody/nothing"))).toMatchObject({ status: 400, error_code: 400001 });
  for (const [method, verb] of [["GET", "status"], ["GET", "result"], ["POST", "cancel"]] as const) {
    expect(refusalOf(await caller.call(method, `requests/nobody/${verb}`))).toMatchObject({ status: 404, error_code: 404001 });
  }
  expect(refusalOf(await caller.call("POST", MODEL_PATH, "{broken"))).toMatchObject({ status: 422, detail: [{ type: "json_invalid" }] });
  expect(refusalOf(await caller.call("POST", MODEL_PATH, "x".repeat(emulatorLimits.bodyBytes + 1)))).toMatchObject({ status: 422, detail: [{ type: "too_large" }] });
  expect(refusalOf(await caller.submit(input()))).toMatchObject({ status: 402, error_code: 400002 });
});

test("with a token every call needs it, and files need none", async () => {
  const { emulator, caller } = await start({ token: "right" });
  for (const stranger of [callerOf(emulator.url), callerOf(emulator.url, "wrong")]) {
    expect(refusalOf(await stranger.submit(input()))).toMatchObject({ status: 401, error_code: 400004 });
    expect(refusalOf(await stranger.call("GET", MODEL_PATH))).toMatchObject({ status: 401, error_code: 400004 });
  }
  const { request_id } = await caller.accepted(input());
  await caller.finished(request_id);
  expect(await callerOf(emulator.url, "right").pictures(request_id)).toHaveLength(2);
});

test.each([
  ["the cups at dusk", 1],
  ["Generate 2 images", 2],
  ["Generate 9 images", 3],
])("%s, at most 3: %i come", async (text, count) => {
  const { caller } = await start();
  const { request_id } = await caller.accepted(input({ text, sequential_image_generation_options: 3 }));
  const done = await caller.finished(request_id);
  expect(await caller.pictures(request_id)).toHaveLength(count);
  expect(done.cost).toBeCloseTo(0.09);
});

test("a seed repeats its pictures, without one each run has its own", async () => {
  const { caller } = await start();
  const run = async (more: Record<string, unknown>) => {
    const { request_id } = await caller.accepted(input(more));
    await caller.finished(request_id);
    return (await caller.pictures(request_id)).map(({ hash }) => hash);
  };
  const [first, again] = [await run({}), await run({})];
  expect(again).toEqual(first);
  const [free, freeAgain] = [await run({ seed: undefined }), await run({ seed: undefined })];
  expect(freeAgain[0]).not.toEqual(free[0]);
});

test("the ledger has every POST that was seen, refused ones too", async () => {
  const { caller } = await start({ stageMs: { queue: NEVER_MS } });
  await caller.submit({ text: "no images" });
  const { request_id } = await caller.accepted(input());
  const { posts } = await caller.ledger();
  expect(posts).toMatchObject([
    { request_id, http_status: 200, images_asked: 2, billed_usd: 0.06, status: "in_queue", body: JSON.stringify(input()) },
    { request_id: null, http_status: 422, error_code: 422001, billed_usd: 0 },
  ]);
});

test("what was accepted is there after a restart, its order and its pictures too", async () => {
  const first = await start({ stageMs: { queue: NEVER_MS } });
  const [one, two] = [await first.caller.accepted(input()), await first.caller.accepted(input())];
  const { posts } = await first.caller.ledger();
  await first.emulator.close();
  await host.close();
  const second = await start();
  expect((await second.caller.ledger()).posts.map((post) => post.request_id)).toEqual(posts.map((post) => post.request_id));
  const done = [await second.caller.finished(one.request_id), await second.caller.finished(two.request_id)];
  expect(done.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
  expect(Date.parse(done[0]?.finished_at ?? "")).toBeLessThanOrEqual(Date.parse(done[1]?.finished_at ?? ""));
});

test("old requests are forgotten with their files, but not in the ledger", async () => {
  let nowMs = 1_000_000;
  const { caller } = await start({ now: () => nowMs });
  const old = await caller.accepted(input());
  await caller.finished(old.request_id);
  nowMs += emulatorLimits.keptMs + 1;
  const fresh = await caller.accepted(input());
  await caller.finished(fresh.request_id);
  await expect.poll(async () => (await caller.call("GET", old.status_url)).status, { timeout: FINISHED_MS }).toBe(404);
  await expect.poll(() => readdir(join(dataDir, "outputs")), { timeout: FINISHED_MS }).toEqual([fresh.request_id]);
  expect((await caller.ledger()).posts).toHaveLength(2);
});

test("a second emulator on one folder does not start", async () => {
  await start();
  await expect(startEmulator({ dataDir })).rejects.toThrow("another emulator uses the folder");
});

test("a web page cannot use it: not to fetch addresses of this computer, nor to read what was asked", async () => {
  const { emulator } = await start();
  const origin = new URL(emulator.url).origin;
  const asked = await fetch(`${emulator.url}/models/${defaultModel.model.id}`, { method: "POST", headers: { origin: "https://evil.example", "content-type": "text/plain" }, body: JSON.stringify(input()) });
  const read = await fetch(`${origin}/ledger`, { headers: { "sec-fetch-site": "cross-site" } });
  expect([asked.status, read.status]).toEqual([404, 404]);
  expect(host.asked).toEqual([]);
});
