import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";
import type { Fault } from "@/tests/support/faults";
import { gate } from "@/tests/support/gate";

const heard: string[] = [];
const file = Buffer.alloc(4000, "f");
/** Of the call that is under way, or was the last. */
let bytesHeard = 0;
let peerOrigin = "";
const peer = createServer((message, response) => {
  heard.push(`${message.method} ${message.url}`);
  bytesHeard = 0;
  message.on("data", (part: Buffer) => { bytesHeard += part.length; });
  if (message.url === "/v1/file") return void response.writeHead(200, { "content-type": "image/jpeg", "content-length": file.length }).end(file);
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ status_url: `${peerOrigin}/v1/status`, host: message.headers.host }));
});
let proxy: FaultProxy;

beforeAll(async () => {
  await new Promise<void>((resolve) => { peer.listen(0, "127.0.0.1", resolve); });
  const address = peer.address();
  peerOrigin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  proxy = await startFaultProxy({ target: `${peerOrigin}/v1` });
});
afterEach(() => {
  proxy.faults.clear();
  proxy.requests.splice(0);
  heard.splice(0);
});
afterAll(async () => {
  await proxy.close();
  peer.closeAllConnections();
  await new Promise((resolve) => { peer.close(resolve); });
});

const strike = (fault: Fault, times?: number) => proxy.faults.plant({ path: /./, fault, times });

test("without a fault a call passes, and addresses of the peer become the proxy's", async () => {
  const answer = await fetch(`${proxy.url}/ask?a=b`, { method: "POST", body: "hello" });
  const { origin, host } = new URL(proxy.url);
  expect(await answer.json()).toEqual({ status_url: `${origin}/v1/status`, host });
  expect(heard).toEqual(["POST /v1/ask?a=b"]);
  expect(proxy.requests).toMatchObject([{ method: "POST", path: "/v1/ask", forwarded: true }]);
  expect(Buffer.from(await (await fetch(`${proxy.url}/file`)).arrayBuffer())).toEqual(file);
});

test("a fault strikes as often as it was told to, and only where method and path fit", async () => {
  const planted = proxy.faults.plant({ method: "POST", path: "/v1/ask", times: 1, fault: { kind: "status", status: 429, retryAfterSeconds: 7 } });
  expect((await fetch(`${proxy.url}/ask`)).status).toBe(200);
  const struck = await fetch(`${proxy.url}/ask`, { method: "POST" });
  expect([struck.status, struck.headers.get("retry-after")]).toEqual([429, "7"]);
  await planted.reached;
  expect((await fetch(`${proxy.url}/ask`, { method: "POST" })).status).toBe(200);
  expect([planted.hits(), heard.length]).toEqual([1, 2]);
});

test("an upload that is cut comes to its half, at both ends without an answer", async () => {
  strike({ kind: "cutUpload" }, 1);
  await expect(fetch(`${proxy.url}/take`, { method: "PUT", body: Buffer.alloc(200_000, "u") })).rejects.toThrow();
  await expect.poll(() => bytesHeard).toBe(100_000);
  expect(heard).toEqual(["PUT /v1/take"]);
});

test("a reset before forwarding never reaches the peer; one after it does, without an answer", async () => {
  strike({ kind: "resetBefore" }, 1);
  await expect(fetch(`${proxy.url}/ask`, { method: "POST", body: "x" })).rejects.toThrow();
  expect(heard).toEqual([]);
  strike({ kind: "resetAfter" }, 1);
  await expect(fetch(`${proxy.url}/ask`, { method: "POST", body: "x" })).rejects.toThrow();
  expect(heard).toEqual(["POST /v1/ask"]);
  expect(proxy.requests.map(({ forwarded }) => forwarded)).toEqual([false, true]);
});

test("a held call waits for the test: before the peer hears of it, or with its answer in hand", async () => {
  for (const [at, heardMeanwhile] of [["request", 0], ["answer", 1]] as const) {
    heard.splice(0);
    const door = gate();
    const planted = strike({ kind: "hold", release: door.passed, at }, 1);
    const asked = fetch(`${proxy.url}/ask`);
    await planted.reached;
    if (at === "answer") await expect.poll(() => heard.length).toBe(1);
    expect(heard).toHaveLength(heardMeanwhile);
    door.open();
    expect((await asked).status).toBe(200);
  }
});

test("answers that are no answers: half a JSON, none, HTML, a redirect, another type, a status with a body", async () => {
  strike({ kind: "truncatedJson" }, 1);
  await expect(fetch(`${proxy.url}/ask`).then((answer) => answer.json())).rejects.toThrow(SyntaxError);
  strike({ kind: "malformedJson" }, 1);
  await expect(fetch(`${proxy.url}/ask`).then((answer) => answer.json())).rejects.toThrow(SyntaxError);
  strike({ kind: "html", status: 502 }, 1);
  expect((await fetch(`${proxy.url}/ask`)).headers.get("content-type")).toBe("text/html");
  strike({ kind: "redirect", to: "http://10.0.0.1/" }, 1);
  expect((await fetch(`${proxy.url}/ask`, { redirect: "manual" })).headers.get("location")).toBe("http://10.0.0.1/");
  strike({ kind: "mistypedFile", contentType: "text/plain" }, 1);
  const mistyped = await fetch(`${proxy.url}/file`);
  expect([mistyped.headers.get("content-type"), (await mistyped.arrayBuffer()).byteLength]).toEqual(["text/plain", file.length]);
  strike({ kind: "status", status: 500, body: { error_code: 500001 } }, 1);
  expect(await (await fetch(`${proxy.url}/ask`)).json()).toEqual({ error_code: 500001 });
});

test("a truncated file breaks off, a dripping one arrives whole, a delayed one late, an endless one until one leaves", async () => {
  strike({ kind: "truncatedFile" }, 1);
  await expect(fetch(`${proxy.url}/file`).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  strike({ kind: "drip", bytesPerSecond: 20_000 }, 1);
  expect((await (await fetch(`${proxy.url}/file`)).arrayBuffer()).byteLength).toBe(file.length);
  strike({ kind: "delay", delayMs: 30 }, 1);
  expect((await fetch(`${proxy.url}/file`)).status).toBe(200);
  strike({ kind: "endlessBody" }, 1);
  const leave = new AbortController();
  const endless = await fetch(`${proxy.url}/file`, { signal: leave.signal });
  let bytes = 0;
  await expect((async () => {
    for await (const chunk of endless.body ?? []) {
      bytes += chunk.length;
      if (bytes > 1_000_000) leave.abort();
    }
  })()).rejects.toThrow(/abort/i);
  expect(bytes).toBeGreaterThan(1_000_000);
});
