import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callerOf } from "@/lib/emulator/fixtures/caller";
import { startEmulator, type Emulator, type EmulatorOptions } from "@/lib/emulator/emulator";
import { defaultModel } from "@/lib/models/catalog";
import { limits } from "@/lib/limits";
import { createPeers } from "@/scripts/peers";
import { readSettings } from "@/scripts/settings";
import { smokeDeps } from "@/scripts/smoke-command";
import { agreeTo } from "@/scripts/smoke-consent";
import { runSmoke, type SmokeDeps } from "@/scripts/smoke-run";
import { stepsOn } from "@/scripts/smoke-step";
import { printableWithout } from "@/scripts/terminal";
import { runCommand, startCommand } from "@/tests/contracts/support/command";
import { openFileDoor, type FileDoor } from "@/tests/contracts/support/file-door";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";
import type { Fault } from "@/tests/support/faults";

const token = "sentinel-token-of-the-smoke-test";
const folder = mkdtempSync(path.join(tmpdir(), "sheet-smoke-"));
const post = { method: "POST", path: new RegExp(`/models/${defaultModel.model.id}$`) };

let dataDir = "";
let door: FileDoor;
let emulator: Emulator;
let proxy: FaultProxy;
const opened: (() => Promise<void>)[] = [];

async function openEngine(options: Partial<EmulatorOptions> = {}): Promise<void> {
  emulator = await startEmulator({ dataDir: mkdtempSync(path.join(folder, "engine-")), token, stageMs: { queue: 0, start: 0, perImage: 0 }, ...options });
  proxy = await startFaultProxy({ target: emulator.url });
  opened.push(() => proxy.close(), () => emulator.close());
}
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(folder, "data-"));
  door = await openFileDoor(dataDir);
});
beforeEach(() => { door.asked.splice(0); });
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});
afterAll(async () => {
  await door.close();
  rmSync(folder, { recursive: true, force: true });
});

const environment = (changes: Record<string, string> = {}) => ({ PORT: String(door.port), DATA_DIR: dataDir, RUNCOMFY_TOKEN: token, RUNCOMFY_MODEL_API_BASE: proxy.url, RUNCOMFY_POLL_MS: "100", ...changes });
const smoke = (changes: Record<string, string> = {}, args: readonly string[] = ["--yes"]) => runCommand("smoke.ts", environment(changes), args);
/** The same run within this process, agreed to; the test may put a clock or an address of its own in. */
async function smokeHere(changes: Record<string, string> = {}, own: Partial<SmokeDeps> = {}) {
  const settings = readSettings(environment(changes));
  if (!settings.ok) throw new Error(settings.error.join());
  const peers = createPeers(settings.value);
  opened.unshift(() => peers.http.close());
  const lines: string[] = [];
  const around = { folder: mkdtempSync(path.join(folder, "run-")), signal: new AbortController().signal, agree: async () => ({ ok: true, value: null } as const) };
  const done = await runSmoke({ ...smokeDeps(settings.value, peers, around), ...own }, stepsOn((line) => void lines.push(line), () => 0));
  return { code: done.ok ? 0 : done.error.exitCode, output: lines.join("\n") };
}
const posts = async () => (await callerOf(emulator.url, token).ledger()).posts;
const postsAtPeer = () => proxy.requests.filter(({ method, path: asked }) => method === "POST" && post.path.test(asked)).length;
const referencesLeft = () => {
  const kept = path.join(dataDir, "files", "r");
  return existsSync(kept) ? readdirSync(kept, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0;
};

describe("with a token, over HTTP", () => {
  test("one picture is made, looked at and kept; each step has its row and time, and the sample is gone again", async () => {
    await openEngine();
    const { code, output } = await smoke();
    expect(output).toMatch(/It works\. The engine charged \$0\.03\./);
    expect(code).toBe(0);
    for (const name of ["token", "sample", "address", "submit", "run", "picture"]) expect(output).toMatch(new RegExp(`ok {4}${name} +\\d+\\.\\d s {2}\\S`));
    const [row, ...others] = await posts();
    expect([row?.images_asked, row?.billed_usd, others.length]).toEqual([1, 0.03, 0]);
    const kept = path.join(dataDir, "smoke", `${row?.request_id ?? ""}.jpg`);
    const { width, height } = await sharp(kept).metadata();
    expect(output).toContain(`${width} x ${height}`);
    expect(defaultModel.sizes.some((size) => size.width === width && size.height === height)).toBe(true);
    expect(referencesLeft()).toBe(0);
  });
  test("the token is on no line, and goes to no address but the engine's", async () => {
    await openEngine();
    proxy.faults.plant({ ...post, fault: { kind: "status", status: 422, body: { error_code: 422001, error_message: `\u001b[31m Bearer ${token} may not` } } });
    const { code, output } = await smoke();
    expect(code).toBe(1);
    expect(output).toContain("refused:");
    expect(output).toContain("Bearer [secret] may not");
    expect(output).not.toContain(token);
    expect(output).not.toContain("\u001b");
    expect(door.asked.length).toBeGreaterThan(0);
    for (const { cookie, authorization } of door.asked) expect([cookie, authorization]).toEqual([undefined, undefined]);
  });
  test("news of the run is told, and an interrupt cancels it while it waits", async () => {
    await openEngine({ stageMs: { queue: 600_000, start: 0, perImage: 0 } });
    const running = startCommand("smoke.ts", environment(), ["--yes"]);
    await running.said("in the queue, place 1");
    running.signal("SIGINT");
    const { code, output } = await running.ended;
    expect(output).toContain("It was cancelled: a cancelled request costs nothing.");
    expect(code).toBe(130);
    expect(await posts()).toMatchObject([{ status: "cancelled", billed_usd: 0 }]);
    expect(referencesLeft()).toBe(0);
  });
});

describe("nothing is begun, and nothing spent", () => {
  const nothing = async (changes: Record<string, string>, says: RegExp, args: readonly string[] = ["--yes"]) => {
    const { code, output } = await smoke(changes, args);
    expect(output).toMatch(says);
    expect([code, postsAtPeer(), referencesLeft()]).toEqual([2, 0, 0]);
  };
  test("without a terminal and without --yes", async () => {
    await openEngine();
    await nothing({}, /nobody is there to be asked\n.*-> `npm run smoke -- --yes`/, []);
  });
  test("above CAP_USD_PER_TAKE, naming it", async () => {
    await openEngine();
    await nothing({ CAP_USD_PER_TAKE: "0.02" }, /\$0\.03.*CAP_USD_PER_TAKE allows \$0\.02\n.*-> /);
  });
  test("without a price, naming the variable that gives one", async () => {
    await openEngine();
    proxy.faults.plant({ method: "GET", path: post.path, fault: { kind: "status", status: 200, body: { model_id: defaultModel.model.id } } });
    await nothing({}, /no price\n.*PRICE_USD_PER_OUTPUT/);
  });
  test("without a token, with a broken environment, with a flag that is none", async () => {
    await openEngine();
    await nothing({ RUNCOMFY_TOKEN: "", RUNCOMFY_MODEL_API_BASE: "" }, /RUNCOMFY_TOKEN is not set/);
    await nothing({ CAP_USD_PER_TAKE: "much", RUNCOMFY_POLL_MS: "1" }, /CAP_USD_PER_TAKE .*\n.*RUNCOMFY_POLL_MS /);
    await nothing({}, /--no-questions/, ["--no-questions"]);
  }, 40_000);
  test("a person is asked for the price; anything but yes is no, and --yes is not asked", async () => {
    const asked: string[] = [];
    const terminal = (answer: boolean, isAgreed = false) => ({ isAgreed, isTerminal: true, print: () => {}, ask: async (question: string) => { asked.push(question); return answer; } });
    expect(await agreeTo(30_000, terminal(true))).toEqual({ ok: true, value: null });
    expect(await agreeTo(30_000, terminal(false))).toMatchObject({ ok: false, error: { exitCode: 2 } });
    expect(asked).toEqual([expect.stringContaining("$0.03"), expect.stringContaining("$0.03")]);
    expect(await agreeTo(30_000, terminal(false, true))).toEqual({ ok: true, value: null });
    expect(await agreeTo(30_000, { ...terminal(true), isTerminal: false })).toMatchObject({ ok: false, error: { exitCode: 2 } });
    expect(asked.length).toBe(2);
  });
});

describe("it stops at the first step that fails, and says what to do", () => {
  test("a refused token, before anything is stored", async () => {
    await openEngine();
    const { code, output } = await smokeHere({ RUNCOMFY_TOKEN: "another-token-entirely" });
    expect(output).toMatch(/FAIL {2}token .*the token is refused\n.*-> Copy RUNCOMFY_TOKEN again/);
    expect([code, output.includes("sample"), door.asked.length]).toEqual([1, false, 0]);
  });
  test("a studio that does not run: the reference cannot be fetched, and nothing is sent", async () => {
    await openEngine();
    const { code, output } = await smokeHere({ PORT: "1" });
    expect(output).toMatch(/FAIL {2}address .*\n.*-> Is the studio running/);
    expect([code, postsAtPeer(), referencesLeft()]).toEqual([1, 0, 0]);
  });
  test("no public address for an engine elsewhere: the variable that gives one is named, and nothing is sent", async () => {
    await openEngine();
    const { code, output } = await smokeHere({}, { engineBaseUrl: "https://model-api.runcomfy.net/v1" });
    expect(output).toMatch(/FAIL {2}sample .*no public address\n.*-> Set PUBLIC_URL/);
    expect([code, postsAtPeer(), referencesLeft()]).toEqual([1, 0, 0]);
  });
  test("an empty balance", async () => {
    await openEngine({ balanceUsd: 0 });
    const { code, output } = await smokeHere();
    expect(output).toMatch(/FAIL {2}submit .*the balance is empty\n.*-> Nothing was charged\. Top the account up/);
    expect(code).toBe(1);
  });
  test("an answer that was lost is not asked for again", async () => {
    await openEngine();
    proxy.faults.plant({ ...post, fault: { kind: "resetAfter" } });
    const { code, output } = await smokeHere();
    expect(output).toMatch(/FAIL {2}submit .*no clear answer.*\n.*-> It may have been accepted and charged: it is not sent again/);
    expect([code, postsAtPeer(), (await posts()).length]).toEqual([1, 1, 1]);
  });
  test("a run without an end: asked for as long as it is allowed, then cancelled", async () => {
    await openEngine({ stageMs: { queue: 600_000, start: 0, perImage: 0 } });
    let time = 0;
    const { code, output } = await smokeHere({}, { pollMs: limits.smokeWaitMs / 3, now: () => time, sleep: async (ms) => { time += ms; } });
    expect(output).toMatch(/FAIL {2}run .*no end after 5 minutes\n.*-> It was cancelled/);
    expect([code, proxy.requests.filter(({ path: asked }) => asked.endsWith("/status")).length]).toEqual([1, 3]);
  });
  test("reads that fail now and then are no end", async () => {
    await openEngine();
    proxy.faults.plant({ path: /\/status$/, times: limits.smokeReadTries - 1, fault: { kind: "status", status: 500 } });
    expect(await smokeHere({}, { sleep: async () => {} })).toMatchObject({ code: 0 });
  });
  test.each<[string, RegExp, Fault, RegExp]>([
    ["a run that fails", /\/result$/, { kind: "status", status: 200, body: { status: "failed", error: { reason: "filtered" } } }, /FAIL {2}run .*filtered/],
    ["a request that is no longer known", /\/status$/, { kind: "status", status: 404, body: { error_code: 404001 } }, /FAIL {2}run .*no longer knows the request\n.*-> .*request \S+/],
    ["a result that never comes", /\/result$/, { kind: "status", status: 500 }, /FAIL {2}run .*does not say where it stands/],
    ["a picture that cannot be fetched", /^\/files\//, { kind: "status", status: 410 }, /FAIL {2}picture .*HTTP 410.*\n.*-> It was made, and charged: http/],
    ["a file that is no picture", /^\/files\//, { kind: "html" }, /FAIL {2}picture .*not a picture/],
  ])("%s", async (_name, at, fault, says) => {
    await openEngine();
    proxy.faults.plant({ path: at, fault });
    const { code, output } = await smokeHere({}, { pollMs: 10 });
    expect(output).toMatch(says);
    expect([code, referencesLeft()]).toEqual([1, 0]);
  });
});

test("a secret is left out wherever it stands, and so is what a terminal would obey", () => {
  const printable = printableWithout(["short-one", "short-one-and-more"]);
  expect(printable("a short-one-and-more, a short-one\u001b[2J\u202e!")).toBe("a [secret], a [secret] [2J !");
});
