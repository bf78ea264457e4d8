import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import busboy from "@fastify/busboy";
import type { Part, UploadThingState } from "@/tests/support/uploadthing-ledger";
import { sign, type Presigned } from "@/tests/support/uploadthing-presigned";

export type Taken = { status: number; body: unknown };

const MOST_BYTES = 128_000_000;
/** A route that does not answer keeps the uploading browser waiting no longer. */
const CALLBACK_MS = 5000;

/** From where a second try goes on. */
export function rangeStart(state: UploadThingState, { key, size }: Presigned): number {
  const from = state.files.has(key) ? size : (state.parts.get(key)?.bytes ?? 0);
  state.offsets.push({ key, from });
  return from;
}

/** @param origin as the caller names this service: a proxy may stand in between. */
export async function takeBytes(state: UploadThingState, message: IncomingMessage, presigned: Presigned, origin: string): Promise<Taken> {
  const { key, size, name, type, slug } = presigned;
  const here = Buffer.concat(state.parts.get(key)?.chunks ?? []);
  const from = Number(/^bytes=(\d+)-$/.exec(message.headers.range ?? "")?.[1] ?? -1);
  const refused = (status: number, error: string, bytes = 0): Taken => {
    state.puts.push({ key, from, bytes, outcome: "refused" });
    return { status, body: { error } };
  };
  const known = state.files.get(key);
  if (!known && (from < 0 || from > here.length)) {
    message.resume();
    return refused(416, "The range does not join what is here");
  }
  const part: Part = { chunks: [here.subarray(0, from)], bytes: from };
  if (!known) state.parts.set(key, part);
  const isWhole = await readInto(part, message);
  const came = part.bytes - from;
  if (!isWhole) {
    state.puts.push({ key, from, bytes: came, outcome: "cut_off" });
    throw new Error("cut off");
  }
  if (!known && state.parts.get(key) !== part) return refused(409, "A later try is under way", came);
  if (!known && part.bytes !== size) {
    if (part.bytes > size) state.parts.delete(key);
    return refused(400, `Expected ${size} bytes, got ${part.bytes}`, came);
  }
  state.puts.push({ key, from, bytes: came, outcome: "stored" });
  const stored = known?.bytes ?? Buffer.concat(part.chunks);
  const ufsUrl = `${origin}/f/${key}`;
  const facts = { url: ufsUrl, appUrl: ufsUrl, ufsUrl, fileHash: createHash("md5").update(stored).digest("hex") };
  if (!known) {
    state.files.set(key, { bytes: stored, name, type, uploadedAt: state.now(), by: slug === null ? "server" : "browser" });
    state.parts.delete(key);
    if (slug !== null) await callBack(state, { key, name, size, type, customId: null, ...facts });
  }
  return { status: 200, body: { ...facts, serverData: null } };
}

/** @returns false where the connection ended before the file did; what came until then is there. */
function readInto(part: Part, message: IncomingMessage): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const form = busboy({ headers: { "content-type": message.headers["content-type"] ?? "" }, limits: { files: 1, fileSize: MOST_BYTES } });
    form.on("file", (_field, stream) => {
      stream.on("data", (chunk: Buffer) => {
        part.chunks.push(chunk);
        part.bytes += chunk.length;
      });
    });
    form.on("finish", () => { resolve(true); });
    form.on("error", reject);
    message.once("close", () => { if (!message.complete) resolve(false); });
    message.pipe(form);
  });
}

/** The route hears of what is stored, with a signature of the body. */
async function callBack({ registered, apiKey, callbacks, mode }: UploadThingState, file: { key: string } & Record<string, unknown>): Promise<void> {
  const registration = registered.get(file.key);
  if (!registration || mode === "never") return;
  const body = JSON.stringify({ status: "uploaded", origin: registration.origin, metadata: registration.metadata, file });
  const url = new URL(registration.callbackUrl);
  url.searchParams.set("slug", registration.callbackSlug);
  const signature = sign(mode === "signed" ? apiKey : "sk_of_somebody_else", body);
  const status = await fetch(url, {
    method: "POST", body, signal: AbortSignal.timeout(CALLBACK_MS),
    headers: { "content-type": "application/json", "uploadthing-hook": "callback", "x-uploadthing-signature": signature },
  }).then((answer) => answer.status, () => 0);
  callbacks.push({ key: file.key, status });
}
