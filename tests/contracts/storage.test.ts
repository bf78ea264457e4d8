import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { UTApi } from "uploadthing/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createHttp, type Http } from "@/lib/server/http";
import { createFiles } from "@/lib/server/storage/files";
import { localStorage } from "@/lib/server/storage/local";
import type { Storage } from "@/lib/server/storage/storage";
import { uploadThingOf } from "@/lib/server/storage/upload-token";
import { uploadthingStorage } from "@/lib/server/storage/uploadthing";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";
import { startUploadThingEmulator, type UploadThingEmulator } from "@/tests/support/uploadthing-emulator";

const folder = mkdtempSync(path.join(tmpdir(), "sheet-storage-"));
const source = path.join(folder, "source.jpg");
const target = path.join(folder, "target");
const bytes = Buffer.from("the bytes of a photograph");
const engine = "https://model-api.runcomfy.net/v1";

beforeAll(() => writeFile(source, bytes));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** What every storage keeps. */
function guarantees(storage: () => Storage): void {
  const put = async () => {
    const stored = await storage().put(source, { name: "cups.jpg", mime: "image/jpeg" });
    if (!stored.ok) throw new Error(stored.error.code);
    return stored.value.key;
  };
  test("what was put is read back, byte for byte, and the source stays where it was", async () => {
    const key = await put();
    expect(await storage().read(key, target, bytes.length)).toEqual({ ok: true, value: null });
    expect(await readFile(target)).toEqual(bytes);
    expect(await readFile(source)).toEqual(bytes);
  });
  test("a key that is not there is not_there", async () => {
    expect(await storage().read(`r/${"0".repeat(32)}.jpg`, target, 1000)).toEqual({ ok: false, error: { code: "not_there" } });
  });
  test("more bytes than allowed are too_large", async () => {
    expect(await storage().read(await put(), target, bytes.length - 1)).toEqual({ ok: false, error: { code: "too_large" } });
  });
  test("what was removed is gone; removing it again is no error", async () => {
    const key = await put();
    expect(await storage().remove(key)).toEqual({ ok: true, value: null });
    expect(await storage().read(key, target, 1000)).toEqual({ ok: false, error: { code: "not_there" } });
    expect(await storage().remove(key)).toEqual({ ok: true, value: null });
  });
  test("two like files have two keys", async () => {
    expect(await put()).not.toBe(await put());
  });
}

describe("local storage", () => {
  const files = createFiles(folder);
  const storageAt = (publicUrl?: string) => localStorage({ files, publicUrl, port: 3111 });
  guarantees(() => storageAt());

  test.each(["http://127.0.0.1:4010/v1", "http://localhost:4010/v1", "http://[::1]:4010/v1"])("an engine at %s fetches over loopback", (base) => {
    expect(storageAt("https://studio.test").publicUrl("r/a.jpg", base)).toEqual({ ok: true, value: "http://127.0.0.1:3111/api/files/r/a.jpg" });
  });
  test("the real engine needs a public https address, and is told which variable gives it", () => {
    expect(storageAt("https://studio.test").publicUrl("r/a.jpg", engine)).toEqual({ ok: true, value: "https://studio.test/api/files/r/a.jpg" });
    for (const publicUrl of [undefined, "http://studio.test", "https://192.168.1.5", "https://[fd00::1]:8443", "https://localhost"]) {
      expect(storageAt(publicUrl).publicUrl("r/a.jpg", engine)).toEqual({ ok: false, error: { code: "not_public", variable: "PUBLIC_URL" } });
    }
  });
});

describe("UploadThing", () => {
  let service: UploadThingEmulator;
  let proxy: FaultProxy;
  let http: Http;
  let storage: Storage;
  // The library writes to the console whenever one of its getters is touched, by itself too.
  const quiet = [vi.spyOn(console, "log"), vi.spyOn(console, "warn")];

  beforeAll(async () => {
    for (const spy of quiet) spy.mockImplementation(() => {});
    service = await startUploadThingEmulator();
    proxy = await startFaultProxy({ target: service.url });
    http = createHttp(() => [proxy.url, service.url].map((address) => new URL(address).origin));
  });
  beforeEach(() => { storage = uploadthingStorage({ token: service.token, ingestUrl: proxy.url, apiUrl: proxy.url, filesBase: `${proxy.url}/f`, http }); });
  afterEach(() => { proxy.faults.clear(); });
  afterAll(async () => {
    for (const spy of quiet) spy.mockRestore();
    await http.close();
    await proxy.close();
    await service.close();
  });
  guarantees(() => storage);

  test("a public host is for every engine; one of this machine only for an engine beside it, and the variable is told", () => {
    expect(storage.publicUrl("abc", "http://127.0.0.1:4010/v1")).toEqual({ ok: true, value: `${proxy.url}/f/abc` });
    expect(storage.publicUrl("abc", engine)).toEqual({ ok: false, error: { code: "not_public", variable: "UPLOADTHING_UFS_HOST" } });
    const inside = uploadthingStorage({ token: service.token, ingestUrl: proxy.url, apiUrl: proxy.url, filesBase: "https://10.0.0.5/a/emulated", http });
    expect(inside.publicUrl("abc", engine)).toEqual({ ok: false, error: { code: "not_public", variable: "UPLOADTHING_UFS_HOST" } });
    const far = uploadthingStorage({ token: service.token, ingestUrl: proxy.url, apiUrl: proxy.url, filesBase: "https://emulated.ufs.sh/f", http });
    for (const base of [engine, "http://127.0.0.1:4010/v1"]) expect(far.publicUrl("abc", base)).toEqual({ ok: true, value: "https://emulated.ufs.sh/f/abc" });
  });
  test("the environment of the process moves nothing: what was not set goes to UploadThing's own hosts", async () => {
    vi.stubEnv("UPLOADTHING_API_URL", proxy.url);
    vi.stubEnv("UPLOADTHING_INGEST_URL", proxy.url);
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      asked.push(new URL(new Request(input, init).url).host);
      return Response.json({}, { status: 503 });
    };
    const set = uploadThingOf({ UPLOADTHING_TOKEN: service.token });
    const far = set && uploadthingStorage({ ...set, http: { ...http, fetch } });
    await far?.put(source, { name: "cups.jpg", mime: "image/jpeg" });
    await far?.remove("abc");
    vi.unstubAllEnvs();
    expect(asked).toEqual(["emu1.ingest.uploadthing.com", "api.uploadthing.com"]);
  });
  test("the emulator lists what is stored, page by page, and counts its bytes, as the library's server side asks", async () => {
    const api = new UTApi({ token: service.token, ingestUrl: service.url, apiUrl: service.url, fetch: http.fetch, logLevel: "None" });
    await api.deleteFiles([...service.files.keys()]);
    for (const name of ["cups.jpg", "oranges.jpg", "blossom.jpg"]) await storage.put(source, { name, mime: "image/jpeg" });
    const [first, second] = [await api.listFiles({ limit: 2 }), await api.listFiles({ limit: 2, offset: 2 })];
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect([...first.files, ...second.files].map(({ name, size, status }) => [name, size, status])).toEqual(["cups.jpg", "oranges.jpg", "blossom.jpg"].map((name) => [name, bytes.length, "Uploaded"]));
    expect(await api.getUsageInfo()).toMatchObject({ filesUploaded: 3, appTotalBytes: 3 * bytes.length });
  });
  test("the emulator takes nothing from one who has another key", async () => {
    const { appId } = service;
    const stranger = Buffer.from(JSON.stringify({ apiKey: "sk_of_somebody_else", appId, regions: ["emu1"] })).toString("base64");
    const theirs = uploadthingStorage({ token: stranger, ingestUrl: proxy.url, apiUrl: proxy.url, filesBase: `${proxy.url}/f`, http });
    const stored = await storage.put(source, { name: "cups.jpg", mime: "image/jpeg" });
    const key = stored.ok ? stored.value.key : "";
    expect(await theirs.put(source, { name: "cups.jpg", mime: "image/jpeg" })).toEqual({ ok: false, error: { code: "unavailable" } });
    expect(await theirs.remove(key)).toEqual({ ok: false, error: { code: "unavailable" } });
    expect(service.files.has(key)).toBe(true);
  });
  test("a file keeps its name and type", async () => {
    const stored = await storage.put(source, { name: "cups.jpg", mime: "image/jpeg" });
    expect(service.files.get(stored.ok ? stored.value.key : "")).toMatchObject({ name: "cups.jpg", type: "image/jpeg" });
  });
  test.each([["500", { kind: "status", status: 500 }], ["a reset", { kind: "resetBefore" }], ["a page", { kind: "html" }]] as const)("%s is unavailable, never thrown and never not_there", async (_name, fault) => {
    proxy.faults.plant({ path: /^(?!\/f\/)/, fault });
    expect(await storage.put(source, { name: "cups.jpg", mime: "image/jpeg" })).toEqual({ ok: false, error: { code: "unavailable" } });
    expect(await storage.remove("abc")).toEqual({ ok: false, error: { code: "unavailable" } });
  });
  test.each([["500", { kind: "status", status: 500 }], ["a reset", { kind: "resetBefore" }], ["half a file", { kind: "truncatedFile" }], ["a redirect to a private address", { kind: "redirect", to: "http://10.0.0.1/x" }]] as const)("reading through %s is unavailable", async (_name, fault) => {
    const stored = await storage.put(source, { name: "cups.jpg", mime: "image/jpeg" });
    proxy.faults.plant({ path: /^\/f\//, fault });
    expect(await storage.read(stored.ok ? stored.value.key : "", target, 1000)).toEqual({ ok: false, error: { code: "unavailable" } });
  });
  test("an endless file ends at the cap", async () => {
    proxy.faults.plant({ path: /^\/f\//, fault: { kind: "endlessBody", contentType: "image/jpeg" } });
    expect(await storage.read("abc", target, 1_000_000)).toEqual({ ok: false, error: { code: "too_large" } });
  });
});
