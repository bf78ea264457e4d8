import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type * as Limits from "@/lib/limits";
import { createHttp, type Http } from "@/lib/server/http";
import { tryLimit } from "@/lib/server/owners/tries";
import { fetchPicture, type FetchDeps } from "@/lib/server/references/fetch-picture";
import { createFiles } from "@/lib/server/storage/files";

const MOST_BYTES = 100_000;
vi.mock("@/lib/limits", async (original) => {
  const { limits, ...others } = await original<typeof Limits>();
  return { ...others, limits: { ...limits, callMs: 400, fetchMs: 400, imageBytes: 100_000 } };
});

const folder = mkdtempSync(path.join(tmpdir(), "sheet-fetch-"));
const files = createFiles(folder);
let handle: (message: IncomingMessage, response: ServerResponse) => void = (_message, response) => void response.end();
const heard: string[] = [];
const server = createServer((message, response) => {
  heard.push(message.url ?? "");
  handle(message, response);
});
let port = 0;
let photograph: Buffer;
let http: Http;
let deps: FetchDeps;

beforeAll(async () => {
  photograph = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#c63" } }).jpeg().toBuffer();
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
beforeEach(() => {
  heard.splice(0);
  http = createHttp(() => [], { plainHttp: true });
  deps = { http, files, tries: tryLimit(() => 0, { perAddress: 3, inAll: 5, windowMs: 1000 }) };
});
afterEach(() => http.close());
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const answers = (status: number, body: Buffer | string, headers: Record<string, string> = {}) => (_message: IncomingMessage, response: ServerResponse) => void response.writeHead(status, headers).end(body);
const kept = () => readdirSync(path.join(folder, "tmp"));
const fetched = (url: string, ownerId = "ann") => fetchPicture(deps, ownerId, url);

describe("nobody reaches this machine, or a network behind it", () => {
  const inside = () => [
    "http://127.0.0.1", "http://localhost", "http://10.0.0.1", "http://172.16.0.1", "http://192.168.1.1", "http://169.254.169.254/latest/meta-data", "http://0.0.0.0", "http://100.64.0.1",
    "http://[::1]", "http://[::ffff:127.0.0.1]", "http://[::ffff:7f00:1]", "http://[fd00::1]", "http://[fe80::1]", "http://[64:ff9b::7f00:1]",
    "http://2130706433", "http://0x7f000001", "http://017700000001", "http://127.1", "http://0", "https://127.0.0.1", "https://[::ffff:10.0.0.1]",
  ];
  test("by any way to write its address, with or without a port", async () => {
    for (const address of inside()) {
      for (const url of [address, address.replace(/^(https?:\/\/[^/]+)/, `$1:${port}`)]) {
        deps = { ...deps, tries: tryLimit(() => 0, { perAddress: 3, inAll: 5, windowMs: 1000 }) };
        expect([url, await fetched(url)]).toEqual([url, { ok: false, error: { code: "private_address" } }]);
      }
    }
    expect([heard, kept()]).toEqual([[], []]);
  });
  test("nor by a redirect of a public host", async () => {
    // Stands for a public host: the one origin that may be asked here.
    const outside = createHttp(() => [`http://127.0.0.1:${port}`], { plainHttp: true });
    for (const location of ["http://127.0.0.1:1/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/", "http://2130706433/", "http://localhost:1/", "file:///etc/passwd", "ftp://example.org/"]) {
      handle = answers(302, "", { location });
      deps = { ...deps, http: outside, tries: tryLimit(() => 0, { perAddress: 3, inAll: 5, windowMs: 1000 }) };
      expect([location, await fetched(`http://127.0.0.1:${port}/`)]).toEqual([location, { ok: false, error: { code: "private_address" } }]);
    }
    await outside.close();
    expect(kept()).toEqual([]);
  });
  test.each(["", "cups.jpg", "ftp://example.org/a.jpg", "file:///etc/passwd", "javascript:alert(1)", "data:image/png;base64,AAAA", "http://ann:secret@example.org/", "//example.org/a.jpg"])("%j is no address to fetch", async (url) => {
    expect(await fetched(url)).toEqual({ ok: false, error: { code: "invalid_address" } });
  });
});

describe("from a public host", () => {
  const base = () => `http://127.0.0.1:${port}`;
  let outside: Http;
  beforeEach(() => {
    outside = createHttp(() => [base()], { plainHttp: true });
    deps = { ...deps, http: outside };
  });
  afterEach(() => outside.close());

  test("a picture is brought byte for byte, whatever type it is said to be, over a few redirects", async () => {
    handle = (message, response) => {
      const hop = Number(/\d/.exec(message.url ?? "")?.[0] ?? 0);
      (hop < 3 ? answers(302, "", { location: `/${hop + 1}` }) : answers(200, photograph, { "content-type": "text/html" }))(message, response);
    };
    const answer = await fetched(`${base()}/0`);
    expect(answer).toMatchObject({ ok: true, value: { bytes: photograph.length } });
    if (!answer.ok) return;
    expect(readFileSync(answer.value.file)).toEqual(photograph);
    await files.discard(answer.value.file);
  });
  test("a fourth redirect is one too many", async () => {
    handle = answers(302, "", { location: "/again" });
    expect(await fetched(base())).toEqual({ ok: false, error: { code: "unreachable", status: null } });
    expect(heard).toHaveLength(4);
  });
  test.each([["a page", "<!doctype html><img src=x>"], ["a drawing, which could carry a script", '<svg xmlns="http://www.w3.org/2000/svg"/>'], ["nothing", ""], ["a document", "%PDF-1.7"]])("%s is no picture, and is not kept", async (_name, body) => {
    handle = answers(200, body, { "content-type": "image/jpeg" });
    expect([await fetched(base()), kept()]).toEqual([{ ok: false, error: { code: "not_an_image" } }, []]);
  });
  test("what is too large is cut off and not kept", async () => {
    handle = answers(200, Buffer.concat([photograph, Buffer.alloc(MOST_BYTES)]));
    expect([await fetched(base()), kept()]).toEqual([{ ok: false, error: { code: "too_large", limitBytes: MOST_BYTES } }, []]);
  });
  test("what the other side says instead is told; silence ends at the deadline", async () => {
    handle = answers(404, "no");
    expect(await fetched(base())).toEqual({ ok: false, error: { code: "unreachable", status: 404 } });
    handle = () => {};
    expect([await fetched(base()), kept()]).toEqual([{ ok: false, error: { code: "unreachable", status: null } }, []]);
  });
  test("an owner fetches so many at most, and all together so many", async () => {
    handle = answers(404, "");
    for (let nth = 0; nth < 3; nth += 1) await fetched(base());
    expect(await fetched(base())).toEqual({ ok: false, error: { code: "too_many_tries", waitMs: 1000 } });
    for (let nth = 0; nth < 2; nth += 1) expect(await fetched(base(), "bob")).toMatchObject({ error: { code: "unreachable" } });
    expect(await fetched(base(), "cid")).toMatchObject({ error: { code: "too_many_tries" } });
    expect(heard).toHaveLength(5);
  });
});
