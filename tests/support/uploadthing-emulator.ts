import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { answerServer } from "@/tests/support/uploadthing-api";
import { rangeStart, takeBytes } from "@/tests/support/uploadthing-ingest";
import { callbackModeSchema, emptyState, forgetAll, ledgerOf, type StoredFile, type UploadThingState } from "@/tests/support/uploadthing-ledger";
import { presignedBy } from "@/tests/support/uploadthing-presigned";

export type UploadThingEmulator = {
  /** One origin plays the ingest, the API and the public host. */
  url: string;
  /** Where a key is public. */
  filesBase: string;
  /** UPLOADTHING_TOKEN for it. */
  token: string;
  appId: string;
  files: ReadonlyMap<string, StoredFile>;
  close: () => Promise<void>;
};
type Options = { apiKey?: string; appId?: string; now?: () => number };

/** A page of another origin uploads here, and reads the offset. */
const CORS = { "access-control-allow-origin": "*", "access-control-expose-headers": "x-ut-range-start" };
const PREFLIGHT = { ...CORS, "access-control-allow-methods": "HEAD, PUT", "access-control-allow-headers": "*, range, b3, traceparent, x-uploadthing-version, x-uploadthing-package", "access-control-max-age": "600" };
/** For tests in another process; the service has no such paths. */
const LEDGER = "/emulator/ledger";
const CALLBACKS = "/emulator/callbacks";
const FORGET = "/emulator/forget";
const controlSchema = z.object({ mode: callbackModeSchema });
const MOST_TEXT_BYTES = 1_000_000;

/**
 * UploadThing as the package uploadthing 7.7 speaks to it: presigned PUT with resume, registration and callback of a route,
 * the server SDK's uploads, lists and deletions, and public files. It forgets everything when it is told so, or closed.
 */
export async function startUploadThingEmulator({ apiKey = "sk_test_emulator", appId = "emulated", now = Date.now }: Options = {}): Promise<UploadThingEmulator> {
  const state = emptyState(apiKey, appId, now);
  const server = createServer((message, response) => {
    handle(state, message, response).catch((error: unknown) => {
      if (response.headersSent || message.destroyed) response.destroy();
      else answer(response, error instanceof z.ZodError || error instanceof SyntaxError ? 400 : 500, { error: String(error) });
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    url, appId, filesBase: `${url}/f`, files: state.files,
    token: Buffer.from(JSON.stringify({ apiKey, appId, regions: ["emu1"] })).toString("base64"),
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...CORS, "content-type": "application/json", connection: "close" }).end(JSON.stringify(body));
}

async function handle(state: UploadThingState, message: IncomingMessage, response: ServerResponse): Promise<void> {
  // Addresses were signed for the host that the caller used.
  const url = new URL(message.url ?? "/", `http://${message.headers.host ?? "127.0.0.1"}`);
  switch (message.method) {
    case "OPTIONS": return void response.writeHead(204, PREFLIGHT).end();
    case "GET": return url.pathname === LEDGER ? answer(response, 200, ledgerOf(state)) : publicFile(state, response, url.pathname);
    case "POST": return post(state, message, response, url);
    case "HEAD": case "PUT": break;
    case undefined: default: return refuse(message, response, 405, "Method not allowed");
  }
  const presigned = presignedBy(state, url);
  if (presigned === null) return refuse(message, response, 403, "Invalid or expired signature");
  if (message.method === "HEAD") return void response.writeHead(200, { ...CORS, "x-ut-range-start": String(rangeStart(state, presigned)) }).end();
  const taken = await takeBytes(state, message, presigned, url.origin);
  answer(response, taken.status, taken.body);
}

function refuse(message: IncomingMessage, response: ServerResponse, status: number, error: string): void {
  message.resume();
  answer(response, status, { error });
}

async function post(state: UploadThingState, message: IncomingMessage, response: ServerResponse, { pathname, origin }: URL): Promise<void> {
  const text = await readText(message);
  if (pathname === CALLBACKS) {
    state.mode = controlSchema.parse(JSON.parse(text)).mode;
    return answer(response, 200, { mode: state.mode });
  }
  if (pathname === FORGET) {
    forgetAll(state);
    return answer(response, 200, {});
  }
  if (message.headers["x-uploadthing-api-key"] !== state.apiKey) return answer(response, 401, { error: "Invalid API key" });
  const taken = answerServer(state, pathname, JSON.parse(text), origin);
  answer(response, taken.status, taken.body);
}

async function readText(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of message) {
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > MOST_TEXT_BYTES) throw new Error("longer than anything that is asked here");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** "/f/<key>" of the app's own host, "/a/<app>/<key>" of a host for all apps. */
function publicFile({ files, reads, appId }: UploadThingState, response: ServerResponse, pathname: string): void {
  const key = [`/f/`, `/a/${appId}/`].flatMap((place) => (pathname.startsWith(place) ? [pathname.slice(place.length)] : []))[0];
  const file = key === undefined ? undefined : files.get(key);
  if (key === undefined || !file) return answer(response, 404, { error: "Not found" });
  reads.push(key);
  response.writeHead(200, { ...CORS, "content-type": file.type, "content-length": file.bytes.length, "cache-control": "public, max-age=31536000, immutable" }).end(file.bytes);
}
