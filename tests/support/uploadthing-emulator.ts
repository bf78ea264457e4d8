import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import busboy from "@fastify/busboy";

type StoredFile = { bytes: Buffer; name: string; type: string };
type Registration = { metadata: unknown; callbackUrl: string; callbackSlug: string; awaitServerData: boolean };
export type UploadThingEmulator = {
  /** One origin plays the ingest, the API and the public host. */
  url: string;
  /** Where a key is public. */
  filesBase: string;
  /** UPLOADTHING_TOKEN for it. */
  token: string;
  files: Map<string, StoredFile>;
  /** Answers of the app's route to callbacks, in order. */
  callbacks: { key: string; status: number }[];
  results: { fileKey: string; callbackData: unknown }[];
  close: () => Promise<void>;
};
type Options = { apiKey?: string; appId?: string; now?: () => number };
type State = { apiKey: string; now: () => number; origin: () => string; files: Map<string, StoredFile>; parts: Map<string, Buffer>; registered: Map<string, Registration>; callbacks: UploadThingEmulator["callbacks"]; results: UploadThingEmulator["results"] };

const MOST_BYTES = 128_000_000;
const sign = (apiKey: string, payload: string): string => `hmac-sha256=${createHmac("sha256", apiKey).update(payload).digest("hex")}`;

/**
 * UploadThing as the package uploadthing 7.7 speaks to it: presigned PUT with resume, registration and callback of a route,
 * the server SDK's uploads and deletions, and public files. It forgets everything when it is closed.
 */
export async function startUploadThingEmulator({ apiKey = "sk_test_emulator", appId = "emulated", now = Date.now }: Options = {}): Promise<UploadThingEmulator> {
  let origin = "";
  const state: State = { apiKey, now, origin: () => origin, files: new Map(), parts: new Map(), registered: new Map(), callbacks: [], results: [] };
  const server = createServer((message, response) => {
    handle(state, message, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else answer(response, 500, { error: String(error) });
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    url: origin, filesBase: `${origin}/f`, files: state.files, callbacks: state.callbacks, results: state.results,
    token: Buffer.from(JSON.stringify({ apiKey, appId, regions: ["emu1"] })).toString("base64"),
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(JSON.stringify(body));
}

async function handle(state: State, message: IncomingMessage, response: ServerResponse): Promise<void> {
  // Addresses were signed for the host that the caller used: a proxy may stand in between.
  const url = new URL(message.url ?? "/", `http://${message.headers.host ?? "127.0.0.1"}`);
  const { method } = message;
  if (method === "POST") return post(state, message, response, url);
  if (method === "GET" && url.pathname.startsWith("/f/")) return publicFile(state, response, url.pathname.slice(3));
  const presigned = verify(state, url);
  if (presigned === null) return refuse(message, response, 403, "Invalid or expired signature");
  if (method === "HEAD") {
    const start = state.files.has(presigned.key) ? presigned.size : (state.parts.get(presigned.key)?.length ?? 0);
    return void response.writeHead(200, { "x-ut-range-start": String(start) }).end();
  }
  if (method === "PUT") return put(state, message, response, presigned);
  refuse(message, response, 404, "Not found");
}

function refuse(message: IncomingMessage, response: ServerResponse, status: number, error: string): void {
  message.resume();
  answer(response, status, { error });
}

type Presigned = { key: string; name: string; size: number; type: string; slug: string | null };

function verify({ apiKey, now }: State, url: URL): Presigned | null {
  const at = url.href.lastIndexOf("&signature=");
  if (at < 0) return null;
  const signed = new URL(url.href.slice(0, at));
  const given = Buffer.from(decodeURIComponent(url.href.slice(at + "&signature=".length)));
  const expected = Buffer.from(sign(apiKey, signed.href));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  if (Number(signed.searchParams.get("expires")) < now()) return null;
  const told = (name: string) => decodeURIComponent(signed.searchParams.get(name) ?? "");
  return { key: signed.pathname.slice(1), name: told("x-ut-file-name"), size: Number(told("x-ut-file-size")), type: told("x-ut-file-type"), slug: signed.searchParams.get("x-ut-slug") };
}

async function put(state: State, message: IncomingMessage, response: ServerResponse, presigned: Presigned): Promise<void> {
  const { key, size, name, type, slug } = presigned;
  const here = state.parts.get(key) ?? Buffer.alloc(0);
  const from = Number(/^bytes=(\d+)-$/.exec(message.headers.range ?? "")?.[1] ?? Number.NaN);
  if (!(from <= here.length) && !state.files.has(key)) return refuse(message, response, 416, "Range does not join what is here");
  const before = here.subarray(0, from);
  let whole = before;
  // What came before a cut stays: that is what a second try resumes from.
  await readFile(message, (bytes) => {
    whole = Buffer.concat([before, bytes]);
    if (!state.files.has(key)) state.parts.set(key, whole);
  });
  const kept = state.files.get(key)?.bytes ?? whole;
  if (kept.length !== size) {
    if (kept.length > size) state.parts.delete(key);
    return answer(response, 400, { error: `Expected ${size} bytes, got ${kept.length}` });
  }
  const isNew = !state.files.has(key);
  state.files.set(key, { bytes: kept, name, type });
  state.parts.delete(key);
  const ufsUrl = `${state.origin()}/f/${key}`;
  const facts = { url: ufsUrl, appUrl: ufsUrl, ufsUrl, fileHash: createHash("md5").update(kept).digest("hex") };
  if (isNew && slug !== null) await callBack(state, { key, name, size, type, customId: null, ...facts });
  answer(response, 200, { ...facts, serverData: null });
}

function readFile(message: IncomingMessage, keep: (bytes: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const form = busboy({ headers: { "content-type": message.headers["content-type"] ?? "" }, limits: { files: 1, fileSize: MOST_BYTES } });
    form.on("file", (_field, stream) => {
      stream.on("data", (part: Buffer) => {
        parts.push(part);
        keep(Buffer.concat(parts));
      });
    });
    form.on("finish", resolve);
    form.on("error", reject);
    message.once("close", () => { if (!message.complete) reject(new Error("cut off")); });
    message.pipe(form);
  });
}

/** The route hears of what is stored, with a signature of the body. */
async function callBack({ registered, apiKey, callbacks, origin }: State, file: { key: string } & Record<string, unknown>): Promise<void> {
  const registration = registered.get(file.key);
  if (!registration) return;
  const body = JSON.stringify({ status: "uploaded", origin: origin(), metadata: registration.metadata, file });
  const url = new URL(registration.callbackUrl);
  url.searchParams.set("slug", registration.callbackSlug);
  const told = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json", "uploadthing-hook": "callback", "x-uploadthing-signature": sign(apiKey, body) } })
    .then(({ status }) => status, () => 0);
  callbacks.push({ key: file.key, status: told });
}

async function post(state: State, message: IncomingMessage, response: ServerResponse, { pathname }: URL): Promise<void> {
  const body: unknown = JSON.parse(await readText(message));
  if (message.headers["x-uploadthing-api-key"] !== state.apiKey) return answer(response, 401, { error: "Invalid API key" });
  const field = (name: string): unknown => (typeof body === "object" && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined);
  const texts = (name: string): string[] => {
    const value = field(name);
    return Array.isArray(value) ? value.map(String) : [];
  };
  switch (pathname) {
    case "/route-metadata":
      for (const key of texts("fileKeys")) {
        state.registered.set(key, { metadata: field("metadata"), callbackUrl: String(field("callbackUrl")), callbackSlug: String(field("callbackSlug")), awaitServerData: field("awaitServerData") === true });
      }
      return answer(response, 200, { ok: true });
    case "/callback-result":
      state.results.push({ fileKey: String(field("fileKey")), callbackData: field("callbackData") });
      return answer(response, 200, { ok: true });
    case "/v6/deleteFiles":
      return answer(response, 200, { success: true, deletedCount: texts("fileKeys").filter((key) => state.files.delete(key)).length });
    default: return answer(response, 404, { error: "Not found" });
  }
}

async function readText(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

function publicFile({ files }: State, response: ServerResponse, key: string): void {
  const file = files.get(key);
  if (!file) return answer(response, 404, { error: "Not found" });
  response.writeHead(200, { "content-type": file.type, "content-length": file.bytes.length, "cache-control": "public, max-age=31536000, immutable" }).end(file.bytes);
}
