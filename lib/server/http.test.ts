import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type * as Limits from "@/lib/limits";
import { createHttp, type Http } from "@/lib/server/http";

// Deadlines as they are would make their tests as long as they are.
vi.mock("@/lib/limits", async (original) => {
  const { limits, ...others } = await original<typeof Limits>();
  return { ...others, limits: { ...limits, callMs: 400, fileMs: 400, fileIdleMs: 400, proofMs: 400 } };
});

type Handle = (message: IncomingMessage, response: ServerResponse) => void;
const folder = mkdtempSync(path.join(tmpdir(), "sheet-http-"));
const target = path.join(folder, "file");
let handle: Handle = (_message, response) => void response.end();
const heard: IncomingMessage[] = [];
const server = createServer((message, response) => {
  heard.push(message);
  handle(message, response);
});
let own = "";
let http: Http;

beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  own = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
beforeEach(() => {
  http = createHttp(() => [own]);
  heard.splice(0);
});
afterEach(() => http.close());
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const answers = (status: number, body = "", headers: Record<string, string> = {}): Handle => (_message, response) => void response.writeHead(status, headers).end(body);
const pour: Handle = (_message, response) => {
  response.writeHead(200);
  const more = () => { while (!response.destroyed && response.write(Buffer.alloc(16_384, "a")));  };
  response.on("drain", more);
  more();
};
const silent: Handle = () => {};

describe("a call", () => {
  test("brings status, text and the wait that was asked for", async () => {
    handle = answers(429, "later", { "retry-after": "7" });
    expect(await http.call({ method: "GET", url: own })).toEqual({ ok: true, value: { status: 429, body: "later", retryAfterMs: 7000 } });
  });
  test.each([["a date", "Wed, 21 Nov 2026 07:28:00 GMT", null], ["a negative wait", "-1", null], ["a very long wait", "1e9", 3_600_000]])("%s as Retry-After", async (_name, told, retryAfterMs) => {
    handle = answers(429, "", { "retry-after": told });
    expect(await http.call({ method: "GET", url: own })).toMatchObject({ value: { retryAfterMs } });
  });
  test("an answer that does not end is cut at the cap", async () => {
    handle = pour;
    expect(await http.call({ method: "GET", url: own, maxBytes: 100_000 })).toEqual({ ok: false, error: { code: "broken", reason: "Error: more than 100000 bytes" } });
  });
  test("no answer ends at the deadline", async () => {
    handle = silent;
    expect(await http.call({ method: "GET", url: own })).toMatchObject({ ok: false, error: { code: "broken" } });
  });
  test("an answer that drips past the deadline ends with it", async () => {
    handle = (_message, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("a"), 50);
      response.on("close", () => { clearInterval(drip); });
    };
    expect(await http.call({ method: "GET", url: own })).toMatchObject({ ok: false, error: { code: "broken" } });
  });
  test("a redirect is an answer, never followed", async () => {
    handle = answers(302, "", { location: `${own}/elsewhere` });
    expect(await http.call({ method: "POST", url: own, body: "{}" })).toMatchObject({ ok: true, value: { status: 302 } });
    expect(heard).toHaveLength(1);
  });
  test.each(["http://127.0.0.1:1/", "http://example.test/", "https://10.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://user:pass@example.test/", "file:///etc/passwd", "nonsense"])("%s is never called", async (url) => {
    expect(await http.call({ method: "POST", url, body: "{}", beforeSend: async () => { throw new Error("must not come so far"); } })).toMatchObject({ ok: false, error: { code: "never_sent" } });
  });
  test("two submits never share a connection: a kept one may just be closing", async () => {
    const ports: unknown[] = [];
    handle = (message, response) => {
      ports.push(message.socket.remotePort);
      answers(200, "{}")(message, response);
    };
    for (let sent = 0; sent < 3; sent += 1) await http.call({ method: "POST", url: own, body: "{}" });
    expect(new Set(ports).size).toBe(3);
  });
});

describe("a download", () => {
  test("brings the file and how long it is", async () => {
    handle = answers(200, "the bytes");
    expect(await http.download(own, target, { maxBytes: 9 })).toEqual({ ok: true, value: { bytes: 9 } });
    expect(readFileSync(target, "utf8")).toBe("the bytes");
  });
  test("one byte more than allowed is too_large, also without a length told", async () => {
    handle = answers(200, "the bytes");
    expect(await http.download(own, target, { maxBytes: 8 })).toEqual({ ok: false, error: { code: "too_large" } });
    handle = pour;
    expect(await http.download(own, target, { maxBytes: 100_000 })).toEqual({ ok: false, error: { code: "too_large" } });
  });
  test("a redirect within the origins is followed, each hop checked", async () => {
    handle = (message, response) => { (message.url === "/last" ? answers(200, "here") : answers(302, "", { location: "/last" }))(message, response); };
    expect((await http.download(`${own}/first`, target, { maxBytes: 100 })).ok).toBe(true);
  });
  test.each(["http://127.0.0.1:1/", "https://10.0.0.1/", "https://169.254.169.254/latest/meta-data", "https://[::ffff:10.0.0.1]/", "http://example.test/", "file:///etc/passwd"])("a redirect to %s goes nowhere", async (location) => {
    handle = answers(302, "", { location });
    expect(await http.download(own, target, { maxBytes: 100 })).toEqual({ ok: false, error: { code: "forbidden_address" } });
    expect(heard).toHaveLength(1);
  });
  test("a name that leads to this machine is as private as its address", async () => {
    expect(await http.download("https://localhost:1/", target, { maxBytes: 100 })).toEqual({ ok: false, error: { code: "forbidden_address" } });
  });
  test("redirects in a circle end", async () => {
    handle = answers(302, "", { location: "/again" });
    expect(await http.download(own, target, { maxBytes: 100 })).toMatchObject({ ok: false, error: { code: "broken", reason: "too many redirects" } });
    expect(heard.length).toBeLessThanOrEqual(4);
  });
  test.each([404, 500, 204])("HTTP %d is told, and no file is written of it", async (status) => {
    rmSync(target, { force: true });
    handle = answers(status, status === 204 ? "" : "a page");
    expect(await http.download(own, target, { maxBytes: 100 })).toEqual({ ok: false, error: { code: "status", status } });
    expect(existsSync(target)).toBe(false);
  });
  test("half a file is broken, and so is silence", async () => {
    handle = (_message, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("half", () => void response.destroy());
    };
    expect(await http.download(own, target, { maxBytes: 10_000 })).toMatchObject({ ok: false, error: { code: "broken" } });
    handle = silent;
    expect(await http.download(own, target, { maxBytes: 10_000 })).toMatchObject({ ok: false, error: { code: "broken" } });
  });
});

describe("a measure", () => {
  test("tells status, type and length, and keeps nothing; a redirect is an answer", async () => {
    handle = answers(200, "the bytes", { "content-type": "Image/JPEG; charset=x" });
    expect(await http.measure(own, { maxBytes: 9 })).toEqual({ ok: true, value: { status: 200, mime: "image/jpeg", bytes: 9 } });
    handle = answers(302, "", { location: "/elsewhere" });
    expect(await http.measure(own, { maxBytes: 9 })).toEqual({ ok: true, value: { status: 302, mime: "", bytes: 0 } });
    expect(heard).toHaveLength(2);
    for (const { headers } of heard) expect([headers.cookie, headers.authorization]).toEqual([undefined, undefined]);
  });
  test("more than expected is read no further", async () => {
    handle = pour;
    expect(await http.measure(own, { maxBytes: 100_000 })).toEqual({ ok: false, error: { code: "too_large" } });
  });
  test("silence and half an answer are broken", async () => {
    handle = silent;
    expect(await http.measure(own, { maxBytes: 9 })).toMatchObject({ ok: false, error: { code: "broken" } });
    handle = (_message, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("half", () => void response.destroy());
    };
    expect(await http.measure(own, { maxBytes: 1000 })).toMatchObject({ ok: false, error: { code: "broken" } });
  });
  test.each(["http://127.0.0.1:1/", "https://10.0.0.1/", "https://localhost:1/"])("%s is never asked", async (url) => {
    expect(await http.measure(url, { maxBytes: 9 })).toEqual({ ok: false, error: { code: "forbidden_address" } });
  });
  test("from outside what is configured here is no exception, by its address or by its name", async () => {
    const [byAddress, byName] = ["https://10.0.0.1", "https://localhost:1"];
    const configured = createHttp(() => [own, byAddress, byName]);
    for (const url of [own, byAddress, byName]) expect(await configured.measure(url, { maxBytes: 9, fromOutside: true })).toEqual({ ok: false, error: { code: "forbidden_address" } });
    expect(heard).toHaveLength(0);
    await configured.close();
  });
});

describe("fetch for a library", () => {
  test("carries method, headers and body, and brings status and text", async () => {
    handle = (message, response) => {
      const parts: string[] = [];
      message.on("data", (part: Buffer) => parts.push(part.toString())).on("end", () => { answers(201, `${message.method} ${String(message.headers["x-key"])} ${parts.join("")}`, { "content-type": "text/plain" })(message, response); });
    };
    const answer = await http.fetch(own, { method: "PUT", headers: { "x-key": "k" }, body: "bytes" });
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([201, "text/plain", "PUT k bytes"]);
  });
  test("is refused where a call is", async () => {
    await expect(http.fetch("http://127.0.0.1:1/")).rejects.toThrow();
    await expect(http.fetch("https://10.0.0.1/")).rejects.toThrow();
  });
  test("an answer without a body is one", async () => {
    handle = answers(204);
    expect((await http.fetch(own)).status).toBe(204);
  });
});

test("a close after an abort is a close like any other, and nobody who asked is left waiting", async () => {
  const heardOf = new Promise<void>((resolve) => { handle = () => { resolve(); }; });
  const asked = http.download(`${own}/stalls`, target, { maxBytes: 1000 });
  await heardOf;
  http.abort();
  expect(await asked).toMatchObject({ ok: false, error: { code: "broken" } });
  await http.close();
});
