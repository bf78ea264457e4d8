import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startEmulator, type Emulator } from "@/lib/emulator/emulator";
import type * as Limits from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { toInput } from "@/lib/models/draft-input";
import { createHttp, type Http } from "@/lib/server/http";
import type { Provider, SubmitError } from "@/lib/server/provider/provider";
import { runcomfyProvider } from "@/lib/server/provider/runcomfy";
import { listeningLog } from "@/tests/contracts/support/take-fixture";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";
import type { Fault } from "@/tests/support/faults";
import { gate } from "@/tests/support/gate";

// The deadline as it is would make its test as long as it is.
vi.mock("@/lib/limits", async (original) => {
  const { limits, ...others } = await original<typeof Limits>();
  return { ...others, limits: { ...limits, callMs: 1500 } };
});

const folder = mkdtempSync(path.join(tmpdir(), "sheet-provider-"));
const token = "a-token-of-the-test";
const modelId = defaultModel.model.id;
const smallest = [...defaultModel.sizes].sort((a, b) => a.width * a.height - b.width * b.height)[0]?.value ?? "";

let emulator: Emulator;
let proxy: FaultProxy;
let http: Http;
let listening = listeningLog();
let referenceUrl = "";
const references = createServer();

beforeAll(async () => {
  const photograph = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#c63" } }).jpeg().toBuffer();
  references.on("request", (_message, response) => void response.writeHead(200, { "content-type": "image/jpeg" }).end(photograph));
  await new Promise<void>((resolve) => { references.listen(0, "127.0.0.1", resolve); });
  const address = references.address();
  referenceUrl = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/cups.jpg`;
  // Long enough in the queue for a cancel; the second emulator of the run below has no wait.
  emulator = await startEmulator({ dataDir: path.join(folder, "emulator"), token, stageMs: { queue: 600_000, start: 0, perImage: 0 } });
  proxy = await startFaultProxy({ target: emulator.url });
  http = createHttp(() => [new URL(proxy.url).origin, new URL(emulator.url).origin, "http://127.0.0.1:1", "http://nowhere.invalid"]);
});
beforeEach(() => { listening = listeningLog(); });
afterEach(() => {
  proxy.faults.clear();
  proxy.requests.splice(0);
});
afterAll(async () => {
  await http.close();
  await proxy.close();
  await emulator.close();
  references.closeAllConnections();
  references.close();
  rmSync(folder, { recursive: true, force: true });
});

const providerAt = (baseUrl: string, withToken: string | null = token): Provider => runcomfyProvider({ baseUrl, token: withToken ?? undefined, http, log: listening.log });
const provider = () => providerAt(proxy.url);
const inputOf = (count: number) => toInput(defaultModel, { ...defaultModel.emptyDraft(), prompt: `Generate ${count} images`, count, size: smallest }, [referenceUrl]);
/** Asked for in a test, when the reference has its address. */
const input = () => inputOf(1);
const noting = () => vi.fn<() => Promise<void>>(async () => {});
const postsAtPeer = () => proxy.requests.filter(({ method, path: asked, forwarded }) => method === "POST" && asked.includes("/models/") && forwarded).length;
const postsAtProxy = () => proxy.requests.filter(({ method }) => method === "POST").length;
const strike = (fault: Fault, times = 1) => proxy.faults.plant({ path: /./, times, fault });
const told = (status: number, body?: unknown): Fault => ({ kind: "status", status, body });

async function submitted(): Promise<string> {
  const answer = await provider().submit(modelId, input(), noting());
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value.requestId;
}

describe("against the emulator", () => {
  test("a submit is one POST; beforeSend ran once, before the peer had the whole of it", async () => {
    let heardBefore = -1;
    const beforeSend = vi.fn(async () => { heardBefore = postsAtProxy(); });
    const answer = await provider().submit(modelId, input(), beforeSend);
    expect(answer.ok && answer.value.requestId).toMatch(/^[\w-]{1,128}$/);
    expect([beforeSend.mock.calls.length, heardBefore, postsAtPeer()]).toEqual([1, 0, 1]);
  });
  test("a waiting request tells its place, is cancelled once, and then is not cancellable", async () => {
    const requestId = await submitted();
    expect(await provider().status(requestId)).toMatchObject({ ok: true, value: { state: "in_queue" } });
    expect(await provider().result(requestId)).toMatchObject({ ok: true, value: { state: "running" } });
    expect(await provider().cancel(requestId)).toEqual({ ok: true, value: "cancelled" });
    expect(await provider().cancel(requestId)).toEqual({ ok: true, value: "not_cancellable" });
    expect(await provider().status(requestId)).toEqual({ ok: true, value: { state: "ended" } });
    expect(await provider().result(requestId)).toMatchObject({ ok: true, value: { state: "cancelled" } });
  });
  test("a run ends with files and what it cost", async () => {
    const swift = await startEmulator({ dataDir: path.join(folder, "swift"), stageMs: { queue: 0, start: 0, perImage: 0 } });
    const near = createHttp(() => [new URL(swift.url).origin]);
    const there = runcomfyProvider({ baseUrl: swift.url, token: undefined, http: near, log: listening.log });
    const answer = await there.submit(modelId, inputOf(2), noting());
    const requestId = answer.ok ? answer.value.requestId : "";
    await expect.poll(async () => (await there.status(requestId)), { timeout: 15_000 }).toEqual({ ok: true, value: { state: "ended" } });
    const result = await there.result(requestId);
    expect(result).toMatchObject({ ok: true, value: { state: "succeeded", costMicroUsd: 60_000 } });
    expect(result.ok && result.value.state === "succeeded" ? result.value.urls.map((url) => new URL(url).origin) : []).toEqual([new URL(swift.url).origin, new URL(swift.url).origin]);
    await near.close();
    await swift.close();
  });
  test("the price of an output is the catalog's, in micro-dollars", async () => {
    expect(await provider().pricePerOutput(modelId)).toEqual({ ok: true, value: 30_000 });
  });
  test("a request that is not there is not_found; without the token, token_refused", async () => {
    expect(await provider().status("req_nowhere")).toEqual({ ok: false, error: { code: "not_found" } });
    expect(await provider().cancel("req_nowhere")).toEqual({ ok: false, error: { code: "not_found" } });
    expect(await providerAt(proxy.url, null).status("req_nowhere")).toEqual({ ok: false, error: { code: "token_refused" } });
    expect(await providerAt(proxy.url, "another").submit(modelId, input(), noting())).toEqual({ ok: false, error: { code: "token_refused" } });
  });
  test("an input that does not fit is refused with the field that does not", async () => {
    const answer = await provider().submit(modelId, { ...input(), prompt: "x".repeat(601) }, noting());
    expect(answer).toMatchObject({ ok: false, error: { code: "refused" } });
    expect(JSON.stringify(answer)).toContain("prompt");
  });
});

describe("a submit that fails", () => {
  type Row = { name: string; fault: Fault; code: SubmitError["code"]; peerSaw: number };
  const rows: Row[] = [
    { name: "422 with the field", fault: told(422, { error_code: 422001, error_message: "no", detail: [{ loc: ["body", "prompt"], msg: "too long" }] }), code: "refused", peerSaw: 0 },
    { name: "400 without a code", fault: told(400, "Bad request"), code: "refused", peerSaw: 0 },
    { name: "401", fault: told(401), code: "token_refused", peerSaw: 0 },
    { name: "403", fault: told(403), code: "token_refused", peerSaw: 0 },
    { name: "code 400004", fault: told(400, { error_code: 400004 }), code: "token_refused", peerSaw: 0 },
    { name: "402", fault: told(402), code: "balance_empty", peerSaw: 0 },
    { name: "code 400002, as text", fault: told(400, { error_code: "400002" }), code: "balance_empty", peerSaw: 0 },
    { name: "HTTP 200 with an error_code", fault: told(200, { error_code: 422001, error_message: "no", request_id: "req_1" }), code: "refused", peerSaw: 0 },
    { name: "429", fault: told(429), code: "rate_limited", peerSaw: 0 },
    { name: "429 in HTML", fault: { kind: "html", status: 429 }, code: "rate_limited", peerSaw: 0 },
    { name: "500", fault: told(500, { error_code: 500001 }), code: "uncertain", peerSaw: 0 },
    { name: "HTTP 200 with a 5xx code", fault: told(200, { error_code: 500001 }), code: "uncertain", peerSaw: 0 },
    { name: "502 in HTML", fault: { kind: "html", status: 502 }, code: "uncertain", peerSaw: 0 },
    { name: "404 without a code", fault: told(404), code: "uncertain", peerSaw: 0 },
    { name: "408", fault: told(408), code: "uncertain", peerSaw: 0 },
    { name: "200 in HTML", fault: { kind: "html" }, code: "uncertain", peerSaw: 0 },
    { name: "200 without a request id", fault: told(200, { status_url: "x" }), code: "uncertain", peerSaw: 0 },
    { name: "a request id that is a path", fault: told(200, { request_id: "../../models" }), code: "uncertain", peerSaw: 0 },
    { name: "a redirect", fault: { kind: "redirect", to: "https://elsewhere.test/" }, code: "uncertain", peerSaw: 0 },
    { name: "broken JSON", fault: { kind: "malformedJson" }, code: "uncertain", peerSaw: 1 },
    { name: "half a JSON", fault: { kind: "truncatedJson" }, code: "uncertain", peerSaw: 1 },
    { name: "a reset after it was done", fault: { kind: "resetAfter" }, code: "uncertain", peerSaw: 1 },
    { name: "a reset in between", fault: { kind: "resetBefore" }, code: "uncertain", peerSaw: 0 },
    { name: "an endless answer", fault: { kind: "endlessBody" }, code: "uncertain", peerSaw: 0 },
    { name: "an answer that breaks off", fault: { kind: "truncatedFile" }, code: "uncertain", peerSaw: 1 },
  ];
  test.each(rows)("$name: $code, and it is sent no second time", async ({ fault, code, peerSaw }) => {
    strike(fault);
    const beforeSend = noting();
    const answer = await provider().submit(modelId, input(), beforeSend);
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect([beforeSend.mock.calls.length, postsAtProxy(), postsAtPeer()]).toEqual([1, 1, peerSaw]);
  });
  test("no answer within the deadline is uncertain, though the peer took it", async () => {
    const door = gate();
    strike({ kind: "hold", release: door.passed, at: "answer" });
    expect(await provider().submit(modelId, input(), noting())).toMatchObject({ ok: false, error: { code: "uncertain" } });
    expect(postsAtPeer()).toBe(1);
    door.open();
  });
  test("429 tells how long to wait, where the answer did", async () => {
    strike({ kind: "status", status: 429, retryAfterSeconds: 12 });
    expect(await provider().submit(modelId, input(), noting())).toEqual({ ok: false, error: { code: "rate_limited", retryAfterMs: 12_000 } });
    strike({ kind: "status", status: 429 });
    expect(await provider().submit(modelId, input(), noting())).toEqual({ ok: false, error: { code: "rate_limited", retryAfterMs: null } });
  });
  test.each(["http://127.0.0.1:1/v1", "http://nowhere.invalid/v1", "http://10.0.0.1/v1"])("%s is unreachable for certain: nothing was stamped", async (baseUrl) => {
    const beforeSend = noting();
    expect(await providerAt(baseUrl).submit(modelId, input(), beforeSend)).toEqual({ ok: false, error: { code: "unreachable", retryAfterMs: null } });
    expect(beforeSend).not.toHaveBeenCalled();
  });
  test("where beforeSend throws, the peer hears nothing", async () => {
    const answer = await provider().submit(modelId, input(), async () => { throw new Error("no longer to be sent"); });
    expect(answer).toMatchObject({ ok: false, error: { code: "unreachable" } });
    await submitted();
    expect(postsAtProxy()).toBe(1);
  });
});

describe("a read that fails", () => {
  test.each<[string, Fault]>([
    ["500", told(500, { error_code: 500001 })], ["502 in HTML", { kind: "html", status: 502 }], ["200 in HTML", { kind: "html" }], ["404 without a code", told(404)],
    ["429", told(429)], ["broken JSON", { kind: "malformedJson" }], ["half a JSON", { kind: "truncatedJson" }], ["a reset", { kind: "resetBefore" }],
    ["a reset after it was done", { kind: "resetAfter" }], ["an endless answer", { kind: "endlessBody" }], ["a redirect", { kind: "redirect", to: "https://elsewhere.test/" }],
    ["HTTP 200 with an error_code", told(200, { error_code: 500001, status: "completed" })], ["an array", told(200, [1])],
  ])("%s is unavailable, never an end", async (_name, fault) => {
    strike(fault, 4);
    for (const answer of [await provider().status("req_1"), await provider().result("req_1"), await provider().cancel("req_1"), await provider().pricePerOutput(modelId)]) {
      expect(answer).toMatchObject({ ok: false, error: { code: "unavailable" } });
    }
  });
  test("a wait that was asked for is passed on", async () => {
    strike({ kind: "status", status: 429, retryAfterSeconds: 3 });
    expect(await provider().status("req_1")).toMatchObject({ ok: false, error: { retryAfterMs: 3000 } });
  });
  test("404001 is not_found, with HTTP 200 as well", async () => {
    strike(told(200, { error_code: 404001 }));
    expect(await provider().status("req_1")).toEqual({ ok: false, error: { code: "not_found" } });
  });
  test("the token refused is told apart", async () => {
    strike(told(403));
    expect(await provider().result("req_1")).toEqual({ ok: false, error: { code: "token_refused" } });
  });
  test("an outcome that nobody knows decides nothing", async () => {
    strike(told(202, { outcome: "perhaps" }));
    expect(await provider().cancel("req_1")).toMatchObject({ ok: false, error: { code: "unavailable" } });
  });
});

test("a failed run that carries its error as a code has ended: it is not asked for again for ever", async () => {
  strike(told(200, { status: "failed", error_code: 422001, error_message: "the picture is empty" }));
  expect(await provider().result("req_1")).toEqual({
    ok: true, value: { state: "failed", message: "the picture is empty", costMicroUsd: null, body: '{"status":"failed","error_code":422001,"error_message":"the picture is empty"}' },
  });
});

describe("words", () => {
  const statusOf = async (body: unknown) => {
    strike(told(200, body));
    return provider().status("req_1");
  };
  const resultOf = async (body: unknown) => {
    strike(told(200, body));
    const answer = await provider().result("req_1");
    if (!answer.ok) return answer.error;
    const { body: asItCame, ...result } = answer.value;
    expect(asItCame).toBe(JSON.stringify(body));
    return result;
  };
  test.each(["in_queue", "pending", "waiting", "IN_QUEUE"])("%s waits", async (status) => {
    expect(await statusOf({ status, queue_position: 3 })).toEqual({ ok: true, value: { state: "in_queue", queuePosition: 3 } });
    expect(await statusOf({ status, queue_position: "soon" })).toEqual({ ok: true, value: { state: "in_queue", queuePosition: null } });
  });
  test.each(["in_progress", "starting", "processing"])("%s runs, and is worth no line", async (status) => {
    expect(await statusOf({ status })).toEqual({ ok: true, value: { state: "in_progress" } });
    expect(listening.events).toEqual([]);
  });
  test.each(["completed", "succeeded", "failed", "error", "cancelled", "canceled"])("%s has ended", async (status) => {
    expect(await statusOf({ status })).toEqual({ ok: true, value: { state: "ended" } });
  });
  test("an unknown word, or none, is still working, and is said in the log", async () => {
    for (const status of ["pondering", undefined, 7]) {
      expect(await statusOf({ status })).toEqual({ ok: true, value: { state: "in_progress" } });
      expect(await resultOf({ status })).toEqual({ state: "running" });
    }
    expect(listening.of("provider.unknown_status")[0]).toEqual({ requestId: "req_1", word: "pondering" });
    expect(listening.of("provider.unknown_status")).toHaveLength(6);
  });
  test.each<[string, unknown, string[]]>([
    ["image", { image: "https://f.test/1" }, ["https://f.test/1"]],
    ["image as a list", { image: ["https://f.test/1", "https://f.test/2"] }, ["https://f.test/1", "https://f.test/2"]],
    ["images", { images: ["https://f.test/1", "https://f.test/2"] }, ["https://f.test/1", "https://f.test/2"]],
    ["images as one", { images: "https://f.test/1" }, ["https://f.test/1"]],
    ["video", { video: "https://f.test/1" }, ["https://f.test/1"]],
    ["videos", { videos: ["https://f.test/1"] }, ["https://f.test/1"]],
    ["a bad address between good ones", { images: ["https://f.test/1", "", null, "https://f.test/3"] }, ["https://f.test/1", "https://f.test/3"]],
    ["one address under two names", { image: "https://f.test/1", images: ["https://f.test/1"] }, ["https://f.test/1"]],
  ])("files are found under %s", async (_name, output, urls) => {
    expect(await resultOf({ status: "succeeded", output, input: { images: ["https://f.test/echo"] } })).toEqual({ state: "succeeded", urls, costMicroUsd: null });
  });
  test("an end without a file is a failure, never an empty success", async () => {
    for (const output of [undefined, {}, { images: [] }, "https://f.test/1"]) {
      expect(await resultOf({ status: "completed", output })).toMatchObject({ state: "failed", message: null });
    }
  });
  test.each<[unknown, string]>([
    [{ error: "The model broke" }, "The model broke"],
    [{ error: { code: 7, why: "no" } }, '{"code":7,"why":"no"}'],
    [{ error_message: "said", detail: [{ loc: ["body", "images", 0], msg: "too large" }] }, "said images.0: too large"],
    [{ detail: "only this" }, "only this"],
  ])("an error of any shape is shown: %j", async (body, message) => {
    expect(await resultOf({ status: "failed", ...Object(body) })).toEqual({ state: "failed", message, costMicroUsd: null });
  });
  test("the cost is rounded up to a micro-dollar; what is no cost is not told", async () => {
    expect(await resultOf({ status: "failed", cost: 0.0300001 })).toMatchObject({ costMicroUsd: 30_001 });
    expect(await resultOf({ status: "failed", cost: "0.5" })).toMatchObject({ costMicroUsd: 500_000 });
    for (const cost of [null, -1, "much", undefined]) expect(await resultOf({ status: "failed", cost })).toMatchObject({ costMicroUsd: null });
  });
  test.each<[string, unknown, number | null]>([
    ["a number", { base_price_usd: 0.035, price_unit: "output" }, 35_000], ["no unit told", { base_price_usd: 0.035 }, 35_000], ["none", {}, null],
    ["a text", { base_price_usd: "cheap" }, null], ["negative", { base_price_usd: -1 }, null], ["by the second", { base_price_usd: 0.1, price_unit: "second" }, null],
  ])("a price that is %s", async (_name, body, price) => {
    strike(told(200, body));
    expect(await provider().pricePerOutput(modelId)).toEqual({ ok: true, value: price });
  });
});
