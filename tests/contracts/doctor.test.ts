import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startEmulator, type Emulator } from "@/lib/emulator/emulator";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok, type Result } from "@/lib/result";
import { migrate } from "@/lib/server/db/migrate";
import { openPostgres } from "@/lib/server/db/postgres";
import { openSqlite } from "@/lib/server/db/sqlite";
import { checkBalance } from "@/lib/server/doctor/check-balance";
import { checkClock } from "@/lib/server/doctor/check-clock";
import { checkDatabase } from "@/lib/server/doctor/check-database";
import { checkDrift } from "@/lib/server/doctor/check-drift";
import { checkEngine, type Prices } from "@/lib/server/doctor/check-engine";
import { checkFolder } from "@/lib/server/doctor/check-folder";
import { checkBinaries, checkEnvironment, checkNode } from "@/lib/server/doctor/check-machine";
import { checkPublicUrl } from "@/lib/server/doctor/check-public-url";
import { checkStorage } from "@/lib/server/doctor/check-storage";
import type { RealEngine } from "@/lib/server/doctor/engine";
import { examine, type Finding } from "@/lib/server/doctor/finding";
import { createHttp, type Answer, type CallFailure, type DownloadFailure, type Http } from "@/lib/server/http";
import { log } from "@/lib/server/log";
import { runcomfyProvider } from "@/lib/server/provider/runcomfy";
import type { Storage } from "@/lib/server/storage/storage";
import { startPostgres, whyNoPostgres, type TestPostgres } from "@/tests/contracts/support/postgres";
import { runCommand } from "@/tests/contracts/support/command";
import { openFileDoor } from "@/tests/contracts/support/file-door";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";

const token = "sentinel-token-of-the-doctor-test";
const folder = mkdtempSync(path.join(tmpdir(), "sheet-doctor-"));
const { model } = defaultModel;
const prices: Prices = { fixedMicroUsd: undefined, capPerTakeMicroUsd: 1_000_000 };
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const mends = (todo: RegExp, says: RegExp = /./) => ({ state: "mend", says: matching(says), todo: matching(todo) });
const good = (says: RegExp) => ({ state: "good", says: matching(says) });
const unseen = (says: RegExp) => ({ state: "unseen", says: matching(says) });

let emulator: Emulator;
let proxy: FaultProxy;
let http: Http;
const engineWith = (changes: Partial<RealEngine> = {}): RealEngine => ({ kind: "real", baseUrl: proxy.url, balanceUrl: new URL(proxy.url).origin, token, ...changes });
const providerOf = ({ baseUrl, token: own }: RealEngine) => runcomfyProvider({ baseUrl, token: own, http, log });

beforeAll(async () => {
  emulator = await startEmulator({ dataDir: path.join(folder, "engine"), token });
  proxy = await startFaultProxy({ target: emulator.url });
  http = createHttp(() => [new URL(proxy.url).origin, "http://127.0.0.1:1"]);
});
afterEach(() => { proxy.faults.clear(); });
afterAll(async () => {
  await http.close();
  await proxy.close();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("as a command", () => {
  const rows = (output: string) => Object.fromEntries([...output.matchAll(/^ {2}(ok {2}|demo|\? {3}|MEND) {2}(\S+(?: \S+)*?) {2,}\S/gm)].map(([, word = "", name = ""]) => [name, word.trim()]));
  const names = ["node", "packages", "environment", "data folder", "database", "engine", "balance", "clock", "schema", "public address", "storage"];

  test("without any account nothing needs doing, and what is demo is called so", async () => {
    const { code, output } = await runCommand("doctor.ts", { DATA_DIR: path.join(folder, "none-yet") });
    expect(Object.keys(rows(output))).toEqual(names);
    expect(rows(output)).toMatchObject({ engine: "demo", balance: "demo", clock: "demo", schema: "demo", database: "ok", storage: "?" });
    expect([code, readdirSync(folder).includes("none-yet")]).toEqual([0, false]);
  });
  test("with an engine and a running studio every row is good, and nothing is left behind", async () => {
    const dataDir = path.join(folder, "studio");
    mkdirSync(dataDir, { mode: 0o700 });
    const db = openSqlite(path.join(dataDir, "contact-sheet.db"));
    await migrate(db);
    await db.destroy();
    const door = await openFileDoor(dataDir);
    const { code, output } = await runCommand("doctor.ts", { DATA_DIR: dataDir, PORT: String(door.port), RUNCOMFY_TOKEN: token, RUNCOMFY_MODEL_API_BASE: proxy.url });
    await door.close();
    expect(rows(output)).toEqual(Object.fromEntries(names.map((name) => [name, "ok"])));
    expect([code, output.includes(token)]).toEqual([0, false]);
    expect(door.asked.map(({ cookie, authorization }) => [cookie, authorization])).toEqual([[undefined, undefined]]);
    expect(readdirSync(path.join(dataDir, "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual([]);
  });
  test("every problem of the environment is named at once, no value is repeated, and the exit code is 1", async () => {
    const { code, output } = await runCommand("doctor.ts", { PORT: "many", CAP_USD_PER_DAY: "a-lot-of-it", UPLOADTHING_TOKEN: "sk_live_by_itself", RUNCOMFY_SERVERLESS_API_BASE: "ftp://balance" });
    for (const name of ["PORT", "CAP_USD_PER_DAY", "UPLOADTHING_TOKEN", "RUNCOMFY_SERVERLESS_API_BASE"]) expect(output).toMatch(new RegExp(`^ +${name} \\S`, "m"));
    expect(output).not.toMatch(/a-lot-of-it|sk_live_by_itself|ftp:/);
    expect([code, rows(output)]).toEqual([1, { node: "ok", packages: "ok", environment: "MEND" }]);
  });
});

describe("one walk over the checks", () => {
  const walk = async (checks: Parameters<typeof examine>[0], deadlineMs = 1000) => {
    const found: [string, string][] = [];
    for await (const { name, finding } of examine(checks, deadlineMs)) found.push([name, finding.state]);
    return found;
  };
  const broken: Finding = { state: "mend", says: "no", todo: "mend it" };
  test("what needs a broken check is not looked at", async () => {
    let looks = 0;
    const second = { name: "second", needs: ["first"], look: async (): Promise<Finding> => { looks += 1; return broken; } };
    expect(await walk([{ name: "first", look: async () => broken }, second])).toEqual([["first", "mend"], ["second", "unseen"]]);
    expect(looks).toBe(0);
  });
  test("a check that throws or has no end is a finding, and the rest is looked at", async () => {
    const never = new Promise<Finding>(() => {});
    expect(await walk([{ name: "throws", look: () => Promise.reject(new Error("x")) }, { name: "hangs", look: () => never }, { name: "last", look: async () => ({ state: "good", says: "" }) }], 1))
      .toEqual([["throws", "mend"], ["hangs", "mend"], ["last", "good"]]);
  });
});

describe("machine", () => {
  test("node", async () => {
    for (const version of ["v20.19.0", "v20.20.2", "v24.0.0"]) expect(await checkNode(">=20.19", version)).toEqual(good(/^v/));
    for (const version of ["v20.18.9", "v18.20.0"]) expect(await checkNode(">=20.19", version)).toEqual(mends(/nodejs\.org/));
  });
  test("packages", async () => {
    const sharp = { name: "sharp", open: async () => "0.35" };
    expect(await checkBinaries([sharp])).toEqual(good(/sharp 0\.35/));
    const finding = await checkBinaries([sharp, { name: "better-sqlite3", open: () => Promise.reject(new Error("was compiled against a different Node.js version\nmore")) }]);
    expect(finding).toEqual({ ...mends(/npm ci/), details: ["better-sqlite3: was compiled against a different Node.js version"] });
  });
  test("environment", async () => {
    expect(await checkEnvironment([], [".env"])).toEqual(good(/\.env/));
    expect(await checkEnvironment(["PORT is wrong", "HOST too"], [])).toEqual({ ...mends(/\.env\.example/, /2 variables/), details: ["PORT is wrong", "HOST too"] });
  });
});

describe("data folder", () => {
  const look = (dataDir: string, free = 50e9) => checkFolder({ dataDir, freeBytes: async () => free, platform: "linux" });
  const made = (name: string, mode = 0o700) => {
    const place = path.join(folder, name);
    mkdirSync(place);
    chmodSync(place, mode);
    return place;
  };
  test("there, and to be made", async () => {
    expect(await look(made("own"))).toEqual(good(/50\.0 GB free/));
    expect(await look(path.join(folder, "a", "b"))).toEqual(good(/first start/));
  });
  test("a file, a folder for all, a secret for all, a full disk", async () => {
    writeFileSync(path.join(folder, "a-file"), "");
    expect(await look(path.join(folder, "a-file"))).toEqual(mends(/DATA_DIR/, /is a file/));
    expect(await look(made("for-all", 0o755))).toEqual(mends(/^chmod -R go= /, /755/));
    const withSecret = made("with-secret");
    writeFileSync(path.join(withSecret, "secret"), "x", { mode: 0o644 });
    expect(await look(withSecret)).toEqual(mends(/^chmod/, /secret \(644\)/));
    expect(await look(made("full"), 10e6)).toEqual(mends(/Make room/));
  });
  test.skipIf(process.getuid?.() === 0)("a folder that this user may not write", async () => {
    expect(await look(made("closed", 0o500))).toEqual(mends(/chown/));
  });
});

describe("database", () => {
  const shipped = readdirSync(path.resolve(import.meta.dirname, "../../lib/server/db/migrations")).flatMap((name) => /^(\d{4}-[\w-]+)\.ts$/.exec(name)?.[1] ?? []).sort();
  const isThere = async () => true;
  const sqliteAt = (file: string, own = shipped) => checkDatabase({ kind: "SQLite", exists: isThere, open: async () => openSqlite(file), shipped: own });

  test("SQLite: whole, one migration behind, and used by a later version; the probe leaves nothing", async () => {
    const file = path.join(folder, "whole.db");
    const db = openSqlite(file);
    await migrate(db);
    expect(await sqliteAt(file)).toEqual(good(new RegExp(`^SQLite 3.*${shipped.length} of ${shipped.length} migrations; written and taken back`)));
    expect(await sqliteAt(file, [...shipped, "9999-next"])).toEqual(good(/the next start brings 9999-next/));
    expect(await sqliteAt(file, shipped.slice(1))).toEqual(mends(/newer/, new RegExp(shipped[0] ?? "")));
    expect((await db.introspection.getTables()).map(({ name }) => name)).not.toContain("doctor_probe");
    await db.destroy();
  });
  test("SQLite: not made yet is not made by looking; what is no database is a finding", async () => {
    const open = () => Promise.reject(new Error("must not be opened"));
    expect(await checkDatabase({ kind: "SQLite", exists: async () => false, open, shipped })).toEqual(good(/first start/));
    const file = path.join(folder, "text.db");
    await writeFile(file, "this is a letter, not a database. ".repeat(200));
    expect(await sqliteAt(file)).toEqual(mends(/Keep a copy/, /not a database/));
  });

  const why = whyNoPostgres();
  describe.skipIf(why !== null)(`Postgres${why === null ? "" : ` (${why})`}`, () => {
    let server: TestPostgres;
    const look = (database: string) => checkDatabase({ kind: "Postgres", exists: isThere, open: async () => openPostgres(server.urlOf(database)), shipped });
    beforeAll(async () => { server = await startPostgres(); }, 60_000);
    afterAll(() => server.close());
    beforeEach(async () => {
      await server.run("drop database if exists doctor");
      await server.run("create database doctor");
    });

    test("whole; the probe leaves nothing", async () => {
      const db = openPostgres(server.urlOf("doctor"));
      await migrate(db);
      expect(await look("doctor")).toEqual(good(/^Postgres \d+.*written and taken back/));
      expect((await sql`select to_regclass('doctor_probe') as found`.execute(db)).rows).toEqual([{ found: null }]);
      await db.destroy();
    });
    test("a database that is not there, and one that may not be written", async () => {
      expect(await look("nowhere")).toEqual(mends(/DATABASE_URL/, /nowhere/));
      await server.run("alter database doctor set default_transaction_read_only = on");
      expect(await look("doctor")).toEqual(mends(/own the database/, /read-only/));
    });
  });
});

describe("engine", () => {
  const look = (engine: RealEngine, own: Partial<Prices> = {}) => checkEngine({ engine, provider: providerOf(engine), modelId: model.id, prices: { ...prices, ...own } });
  test("the token is good and the price told; or set by hand", async () => {
    expect(await look(engineWith())).toEqual(good(/takes the token; one picture costs \$0\.03 \(the catalog\)/));
    expect(await look(engineWith(), { fixedMicroUsd: 40_000 })).toEqual(good(/\$0\.04 \(PRICE_USD_PER_OUTPUT\)/));
  });
  test("refused token, no token, engine gone, model gone, no price, price over the cap", async () => {
    expect(await look(engineWith({ token: "another" }))).toEqual(mends(/Copy RUNCOMFY_TOKEN again/));
    expect(await look(engineWith({ token: undefined }))).toEqual(mends(/Set RUNCOMFY_TOKEN/));
    expect(await look(engineWith({ baseUrl: "http://127.0.0.1:1/v1" }))).toEqual(mends(/online/, /ECONNREFUSED/));
    expect(await look(engineWith(), { capPerTakeMicroUsd: 20_000 })).toEqual(mends(/CAP_USD_PER_TAKE/));
    proxy.faults.plant({ path: /\/models\//, times: 1, fault: { kind: "status", status: 200, body: { model_id: model.id } } });
    expect(await look(engineWith())).toEqual(mends(/PRICE_USD_PER_OUTPUT/));
    proxy.faults.plant({ path: /\/models\//, times: 1, fault: { kind: "status", status: 404, body: { error_code: 404001 } } });
    expect(await look(engineWith())).toEqual(mends(/RUNCOMFY_MODEL_API_BASE/));
  });
});

describe("balance", () => {
  const look = (own: Partial<Prices> = {}) => checkBalance({ engine: engineWith(), http, prices: { ...prices, ...own } });
  const told = (body: unknown, status = 200) => proxy.faults.plant({ path: "/prod/v2/balance", times: 1, fault: { kind: "status", status, body } });
  test("told, empty, less than one picture, and not told", async () => {
    expect(await look()).toEqual(good(/^\$1000000\.00 left/));
    told({ balance_usd: 0, currency: "USD" });
    expect(await look()).toEqual(mends(/Top the account up/));
    told({ balance_usd: "0.01", currency: "USD" });
    expect(await look({ fixedMicroUsd: 30_000 })).toEqual(mends(/Top the account up/, /less than one picture/));
    told({ error_code: 500001 }, 500);
    expect(await look()).toMatchObject({ state: "unseen" });
  });
});

describe("clock", () => {
  const look = (aheadMs: number, baseUrl = proxy.url) => checkClock({ engine: engineWith({ baseUrl }), http, now: () => Date.now() + aheadMs });
  test("right, ahead, behind, and no answer", async () => {
    expect(await look(0)).toEqual(good(/within/));
    expect(await look(300_000)).toEqual(mends(/set-ntp/, /^(299|300|301) s ahead of/));
    expect(await look(-7_200_000)).toEqual(mends(/set-ntp/, /^7(199|200|201) s behind/));
    expect(await look(0, "http://127.0.0.1:1/v1")).toMatchObject({ state: "unseen" });
  });
});

describe("schema", () => {
  const look = () => checkDrift({ engine: engineWith(), http, shipped: model });
  const told = (body: unknown) => proxy.faults.plant({ path: `/v1/models/${model.id}`, times: 1, fault: { kind: "status", status: 200, body } });
  test("as shipped; also where only the list tells it", async () => {
    expect(await look()).toEqual(good(/as shipped, 7 fields/));
    told({ model_id: model.id });
    expect(await look()).toEqual(good(/as shipped, 7 fields/));
  });
  test("changed: a readable line a field; and unreadable", async () => {
    told({ model_id: model.id, input_schema: { properties: { text: { type: "string", maxLength: 800 } }, required: ["text"] } });
    expect(await look()).toEqual({
      ...mends(/Update the studio/, /has changed/),
      details: ["- images: gone", "- sequential_image_generation_options: gone", "- image_size: gone", "- seed: gone", "- optimize_prompt_options: gone", "- sequential_image_generation: gone", '~ text: default "Generate 3 images of a beautiful sunset over a calm ocean." -> none; maxLength 600 -> 800'],
    });
    told({ model_id: model.id, input_schema: { properties: "none" } });
    expect(await look()).toMatchObject({ state: "unseen" });
  });
});

const answers = (call: Result<Answer, CallFailure>, download: (url: string, file: string) => Promise<Result<{ bytes: number }, DownloadFailure>> = async () => err({ code: "status", status: 500 })): Http => ({
  call: async () => call, download, measure: () => Promise.reject(new Error("not asked for here")), fetch: () => Promise.reject(new Error("not asked for here")), close: async () => {}, abort: () => {},
});
const said = (status: number, body: unknown = {}): Result<Answer, CallFailure> => ok({ status, body: JSON.stringify(body), retryAfterMs: null });

describe("public address", () => {
  const far = { isEngineNear: false, storageKind: "local" } as const;
  const at = (call: Result<Answer, CallFailure>, publicUrl = "https://studio.test") => checkPublicUrl({ ...far, publicUrl, http: answers(call) });
  const never = (reason: string): Result<Answer, CallFailure> => err({ code: "never_sent", reason });
  test("well, and not needed", async () => {
    expect(await at(said(200, { ok: true }))).toEqual(good(/leads to a studio/));
    expect(await checkPublicUrl({ ...far, isEngineNear: true, publicUrl: undefined, http })).toEqual(good(/not needed/));
    expect(await checkPublicUrl({ ...far, storageKind: "uploadthing", publicUrl: undefined, http })).toEqual(good(/UploadThing/));
  });
  test("not set, not https, gone, private, a log-in in front, another site, a studio that is not well", async () => {
    expect(await checkPublicUrl({ ...far, publicUrl: undefined, http })).toEqual(mends(/PUBLIC_URL, or set UPLOADTHING_TOKEN/));
    expect(await at(said(200), "http://studio.test")).toEqual(mends(/https/, /not https/));
    expect(await at(never("Error: getaddrinfo ENOTFOUND studio.test"))).toEqual(mends(/DNS/));
    expect(await checkPublicUrl({ ...far, publicUrl: "https://10.1.2.3", http })).toEqual(mends(/Nobody outside/, /inside a network/));
    expect(await at(never("ForbiddenAddress: studio.test has no public address"))).toEqual(mends(/public DNS server/, /DNS gives a private address .* elsewhere it may be another/));
    for (const status of [302, 401, 403]) expect(await at(said(status))).toEqual(mends(/without a log-in/));
    expect(await at(said(404))).toEqual(mends(/PORT/));
    expect(await at(said(503, { ok: false }))).toEqual(mends(/log/, /not well/));
  });
});

describe("storage", () => {
  const kept = new Map<string, Buffer>();
  const place: Storage = {
    kind: "local",
    publicUrl: (key) => ok(`https://files.test/${key}`),
    read: async () => err({ code: "not_there" }),
    async put(file) {
      const { readFile } = await import("node:fs/promises");
      kept.set("key", await readFile(file));
      return ok({ key: "key" });
    },
    async remove(key) { kept.delete(key); return ok(null); },
  };
  const hands = (change: (bytes: Buffer) => Buffer = (bytes) => bytes) => answers(said(200), async (_url, file) => {
    const bytes = change(kept.get("key") ?? Buffer.alloc(0));
    await writeFile(file, bytes);
    return ok({ bytes: bytes.length });
  });
  const fails = (failure: DownloadFailure) => answers(said(200), async () => err(failure));
  const look = (over: Http, own: Partial<Storage> = {}) => checkStorage({ storage: { ...place, ...own }, http: over, engineBaseUrl: "https://engine.test/v1" });
  afterEach(() => { expect(kept.size, "the test file is taken away again").toBe(0); });

  test("written, read back as somebody else, removed", async () => {
    expect(await look(hands())).toEqual(good(/read back from https:\/\/files\.test without a cookie, removed/));
  });
  test("no public address, and a studio that does not run, are said where they belong", async () => {
    expect(await look(hands(), { publicUrl: () => err({ code: "not_public", variable: "PUBLIC_URL" }) })).toEqual(unseen(/PUBLIC_URL/));
    expect(await look(fails({ code: "broken", reason: "Error: connect ECONNREFUSED 127.0.0.1:3000" }))).toEqual(unseen(/does not run/));
  });
  test("takes nothing, removes nothing, hands out something else or nothing", async () => {
    expect(await look(hands(), { kind: "uploadthing", put: async () => err({ code: "unavailable" }) })).toEqual(mends(/UPLOADTHING_TOKEN/));
    expect(await look(hands(), { remove: async (key) => { kept.delete(key); return err({ code: "unavailable" }); } })).toEqual(mends(/by hand/, /key/));
    expect(await look(hands((bytes) => Buffer.from(bytes).fill(0, 10)))).toEqual(mends(/rewrite/));
    expect(await look(fails({ code: "status", status: 404 }))).toEqual(mends(/another DATA_DIR/));
    expect(await look(fails({ code: "status", status: 403 }))).toEqual(mends(/no cookies/));
    expect(await look(fails({ code: "too_large" }))).toEqual(mends(/log-in page/));
    expect(await look(fails({ code: "forbidden_address" }))).toEqual(mends(/public DNS server/, /DNS gives a private address/));
    expect(await look(fails({ code: "broken", reason: "certificate has expired" }))).toEqual(mends(/certificate/));
    await expect(look(answers(said(200), () => Promise.reject(new Error("disk"))))).rejects.toThrow("disk");
  });
});
