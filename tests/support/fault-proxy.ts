import { createServer, request as callPeer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { faultList, type Fault, type Faults } from "@/tests/support/faults";

export type SeenRequest = { method: string; path: string; at: number; /** The peer has heard of it. */ forwarded: boolean };
/** A call whose head has come; whether the rest follows is another matter. */
export type Begun = { method: string; path: string };
export type FaultProxy = { url: string; port: number; requests: SeenRequest[]; begun: Begun[]; faults: Faults; close: () => Promise<void> };
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** More than any file of a test. */
const MOST_BYTES = 256_000_000;
const ENDLESS_BYTES = 1_000_000_000;
const DRIP_MS = 100;
/** Of one connection; the proxy sets its own. */
const OF_A_CONNECTION = ["connection", "keep-alive", "transfer-encoding", "content-length"];

async function readAll(source: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of source) {
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error("larger than anything that a test sends");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const passedOn = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_A_CONNECTION.includes(name)));

/**
 * Stands between the app and a peer. The caller's Host header goes on as it is, and addresses of the peer in its JSON become
 * the proxy's: what the peer hands out (a status, a file) is fetched through here as well.
 * @param options.oneCallPerConnection a browser sends again by itself what was reset on a connection that it had used before.
 */
export async function startFaultProxy({ target, oneCallPerConnection = false }: { target: string; oneCallPerConnection?: boolean }): Promise<FaultProxy> {
  const peer = new URL(target);
  const faults = faultList();
  const requests: SeenRequest[] = [];
  const begun: Begun[] = [];
  let origin = "";

  function forward(message: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { ...passedOn(message.headers), ...(body.length > 0 ? { "content-length": String(body.length) } : {}) };
      const call = callPeer({ host: peer.hostname, port: peer.port, method: message.method, path: message.url, headers, agent: false }, (answer) => {
        readAll(answer).then((bytes) => { resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes }); }, reject);
      });
      call.on("error", reject).end(body);
    });
  }

  /** Resolves once the half is on its way and the connection is gone. */
  function forwardHalf(message: IncomingMessage, body: Buffer): Promise<void> {
    return new Promise((resolve) => {
      const headers = { ...passedOn(message.headers), "content-length": String(body.length) };
      const call = callPeer({ host: peer.hostname, port: peer.port, method: message.method, path: message.url, headers, agent: false });
      call.on("error", () => {}).once("close", resolve);
      call.write(body.subarray(0, Math.floor(body.length / 2)), () => void call.destroy());
    });
  }

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(message.url ?? "/", origin);
    const method = message.method ?? "GET";
    begun.push({ method, path: pathname });
    // A call counts once all of it is here: before that nobody could act on it.
    const body = await readAll(message);
    const seen: SeenRequest = { method, path: pathname, at: Date.now(), forwarded: false };
    requests.push(seen);
    const fault = faults.strike(method, pathname);
    if (fault && (await answeredHere(fault, response))) return;
    if (fault?.kind === "hold" && fault.at !== "answer") await fault.release;
    if (fault?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    seen.forwarded = true;
    if (fault?.kind === "cutUpload") {
      await forwardHalf(message, body);
      return void response.socket?.resetAndDestroy();
    }
    const answer = await forward(message, body);
    const isJson = String(answer.headers["content-type"]).includes("json");
    const rewritten = isJson ? Buffer.from(answer.body.toString("utf8").replaceAll(peer.origin, origin)) : answer.body;
    await deliver({ ...answer, body: rewritten }, response, fault, method === "HEAD");
  }

  const server = createServer((message, response) => {
    // Whoever hangs up, caller or peer: the other side hears a reset.
    handle(message, response).catch(() => void message.socket.resetAndDestroy());
  });
  if (oneCallPerConnection) server.maxRequestsPerSocket = 1;
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}${peer.pathname.replace(/\/$/, "")}`, port, requests, begun, faults,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}

/** @returns false where the peer is to be asked. */
async function answeredHere(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case "resetBefore":
      response.socket?.resetAndDestroy();
      return true;
    case "status": {
      const text = typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body ?? {});
      const retry = fault.retryAfterSeconds === undefined ? {} : { "retry-after": String(fault.retryAfterSeconds) };
      response.writeHead(fault.status, { "content-type": typeof fault.body === "string" ? "text/plain" : "application/json", ...retry }).end(text);
      return true;
    }
    case "html":
      response.writeHead(fault.status ?? 200, { "content-type": "text/html" }).end("<!doctype html><title>Bad gateway</title><h1>It is not here</h1>");
      return true;
    case "redirect":
      response.writeHead(fault.status ?? 302, { location: fault.to }).end();
      return true;
    case "endlessBody":
      await pourWithoutEnd(response, fault.contentType ?? "application/json");
      return true;
    case "hold": case "delay": case "drip": case "cutUpload": case "resetAfter": case "malformedJson": case "truncatedJson": case "truncatedFile": case "mistypedFile":
      return false;
    default: return fault satisfies never;
  }
}

async function pourWithoutEnd(response: ServerResponse, contentType: string): Promise<void> {
  response.writeHead(200, { "content-type": contentType });
  const chunk = Buffer.alloc(64 * 1024, "a");
  const left = new Promise((resolve) => { response.once("close", resolve); });
  for (let bytes = 0; bytes < ENDLESS_BYTES && !response.destroyed; bytes += chunk.length) {
    if (!response.write(chunk)) await Promise.race([left, new Promise((resolve) => { response.once("drain", resolve); })]);
  }
  response.destroy();
}

async function deliver(answer: Answer, response: ServerResponse, fault: Fault | null, isHead: boolean): Promise<void> {
  const { status, body } = answer;
  const half = body.subarray(0, Math.floor(body.length / 2));
  const send = (bytes: Buffer, extra: Record<string, string> = {}) => {
    const length = isHead ? (answer.headers["content-length"] ?? "0") : String(bytes.length);
    response.writeHead(status, { ...passedOn(answer.headers), "content-length": length, ...extra }).end(isHead ? undefined : bytes);
  };
  switch (fault?.kind) {
    case "resetAfter": return void response.socket?.resetAndDestroy();
    case "malformedJson": return send(Buffer.from('{"request_id": '));
    case "truncatedJson": return send(half);
    case "mistypedFile": return send(body, { "content-type": fault.contentType });
    case "truncatedFile":
      response.writeHead(status, { ...passedOn(answer.headers), "content-length": String(body.length) });
      return void response.write(half, () => void response.destroy());
    case "drip": return drip(answer, response, fault.bytesPerSecond);
    case "hold":
      if (fault.at === "answer") await fault.release;
      return send(body);
    // What is answered here never comes so far.
    case undefined: case "delay": case "cutUpload": case "resetBefore": case "status": case "html": case "redirect": case "endlessBody": return send(body);
    default: return fault satisfies undefined;
  }
}

/** Ends with the caller, who may not wait for all of it. */
async function drip({ status, headers, body }: Answer, response: ServerResponse, bytesPerSecond: number): Promise<void> {
  response.writeHead(status, { ...passedOn(headers), "content-length": String(body.length) });
  response.flushHeaders();
  const step = Math.max(1, Math.round((bytesPerSecond * DRIP_MS) / 1000));
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    response.write(body.subarray(at, at + step));
    if (at + step < body.length) await new Promise((resolve) => setTimeout(resolve, DRIP_MS));
  }
  response.end();
}
