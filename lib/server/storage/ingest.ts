import "server-only";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createWriteStream, mkdirSync } from "node:fs";
import { open, rename, stat, truncate } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "@fastify/busboy";
import { z } from "zod";
import { uploadEndpoint } from "@/lib/references/upload";
import { limits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import { referenceKey, type Files } from "@/lib/server/storage/files";

/**
 * UploadThing's ingest, embedded: HEAD tells how much is here, PUT brings the rest, and once all is here the route's own
 * callback is called with a signed body, as the service does. Only where no UPLOADTHING_TOKEN is set.
 */
export type Ingest = {
  head(url: URL): Promise<Result<{ rangeStart: number }, IngestError>>;
  put(url: URL, request: Request): Promise<Result<{ ufsUrl: string; fileHash: string }, IngestError>>;
};
export type IngestError = { code: "bad_signature" | "bad_request" | "too_large" | "cut_off" };

type IngestDeps = {
  dataDir: string;
  /** Signs addresses and callbacks: the embedded token's apiKey. */
  apiKey: string;
  files: Files;
  /** Bytes already stored under this presigned key: the key of ours, and the tile. */
  findUpload: (ingestKey: string) => Promise<{ tileId: string; storedKey: string | null } | null>;
  callback: (request: Request) => Promise<Response>;
  now: () => number;
};

const presignedSchema = z.object({
  expires: z.coerce.number(),
  "x-ut-file-name": z.string(),
  "x-ut-file-size": z.coerce.number().int().positive().max(limits.uploadBytes),
  "x-ut-file-type": z.string(),
});
type Presigned = { key: string; name: string; size: number; type: string };

const SIGNATURE = "&signature=";
const sign = (apiKey: string, payload: string): string => `hmac-sha256=${createHmac("sha256", apiKey).update(payload).digest("hex")}`;

export function createIngest({ dataDir, apiKey, files, findUpload, callback, now }: IngestDeps): Ingest {
  const folder = path.join(/* turbopackIgnore: true */ dataDir, "ingest");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const partOf = (key: string) => path.join(folder, `${createHash("sha256").update(key).digest("hex")}.part`);
  const sizeOf = async (file: string) => (await stat(file).catch(() => null))?.size ?? 0;
  /** One writer a part: a second try ends a first one that has not noticed yet that its connection is gone. */
  const writers = new Map<string, { end: () => Promise<void> }>();

  function verify(url: URL): Result<Presigned, IngestError> {
    const at = url.href.lastIndexOf(SIGNATURE);
    if (at < 0) return err({ code: "bad_signature" });
    // What is not under the signature is not read: a second "expires" behind it must not win over the first.
    const signed = new URL(url.href.slice(0, at));
    const given = Buffer.from(url.href.slice(at + SIGNATURE.length).replace("%3D", "="));
    const expected = Buffer.from(sign(apiKey, signed.href));
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return err({ code: "bad_signature" });
    const query = presignedSchema.safeParse(Object.fromEntries([...signed.searchParams].map(([name, value]) => [name, decodeURIComponent(value)])));
    if (!query.success) return err({ code: "bad_request" });
    if (query.data.expires < now()) return err({ code: "bad_signature" });
    const key = signed.pathname.split("/").at(-1) ?? "";
    return ok({ key, name: query.data["x-ut-file-name"], size: query.data["x-ut-file-size"], type: query.data["x-ut-file-type"] });
  }

  async function append(part: string, from: number, size: number, request: Request): Promise<Result<null, IngestError>> {
    if (request.body === null) return err({ code: "bad_request" });
    // The earlier one has closed the file before this one looks how long it is.
    for (let earlier = writers.get(part); earlier; earlier = writers.get(part)) await earlier.end();
    const stop = new AbortController();
    let close = () => {};
    const closed = new Promise<void>((resolve) => { close = resolve; });
    writers.set(part, { end: () => { stop.abort(); return closed; } });
    let fileClosed = Promise.resolve();
    try {
      const here = await sizeOf(part);
      if (from > here) return err({ code: "bad_request" });
      if (from < here) await truncate(part, from);
      const form = busboy({ headers: { "content-type": request.headers.get("content-type") ?? "" }, limits: { files: 1, fields: 1, parts: 2, fileSize: size - from + 1 } });
      let written: Promise<void> = Promise.resolve();
      form.on("file", (_field, stream) => {
        const file = createWriteStream(part, { flags: "a" });
        fileClosed = new Promise((resolve) => { file.once("close", () => { resolve(); }); });
        written = pipeline(stream, file, { signal: stop.signal });
        // Its failure is seen below; until then nobody listens.
        written.catch(() => form.destroy());
      });
      await pipeline(Readable.from(request.body), form, { signal: stop.signal });
      await written;
      return ok(null);
    } catch {
      stop.abort();
      return err({ code: "cut_off" });
    } finally {
      await fileClosed;
      writers.delete(part);
      close();
    }
  }

  async function finish(presigned: Presigned, part: string, url: URL, tileId: string): Promise<Result<{ ufsUrl: string; fileHash: string }, IngestError>> {
    const key = referenceKey(await mimeByFirstBytes(part));
    const draft = files.draftFile();
    await rename(part, draft);
    await files.keep(draft, key);
    const ufsUrl = `${url.origin}${files.urlOf(key)}`;
    const fileHash = createHash("md5").update(key).digest("hex");
    const body = JSON.stringify({
      status: "uploaded", origin: `${url.origin}/api/ingest`, metadata: { tileId },
      file: { name: presigned.name, size: presigned.size, type: presigned.type, customId: null, key, url: ufsUrl, appUrl: ufsUrl, ufsUrl, fileHash },
    });
    const headers = { "content-type": "application/json", "uploadthing-hook": "callback", "x-uploadthing-signature": sign(apiKey, body) };
    const heard = await callback(new Request(`${url.origin}/api/uploadthing?slug=${uploadEndpoint}`, { method: "POST", headers, body }));
    if (heard.ok) return ok({ ufsUrl, fileHash });
    await files.discard(files.pathOf(key));
    return err({ code: "bad_request" });
  }

  return {
    async head(url) {
      const presigned = verify(url);
      if (!presigned.ok) return presigned;
      const upload = await findUpload(presigned.value.key);
      const isHere = upload !== null && upload.storedKey !== null;
      return ok({ rangeStart: isHere ? presigned.value.size : await sizeOf(partOf(presigned.value.key)) });
    },
    async put(url, request) {
      const presigned = verify(url);
      if (!presigned.ok) return presigned;
      const { key, size } = presigned.value;
      const upload = await findUpload(key);
      if (upload === null) return err({ code: "bad_request" });
      if (upload.storedKey !== null) return ok({ ufsUrl: `${url.origin}${files.urlOf(upload.storedKey)}`, fileHash: "" });
      const part = partOf(key);
      const from = Number(/^bytes=(\d+)-$/.exec(request.headers.get("range") ?? "bytes=0-")?.[1] ?? Number.NaN);
      if (!Number.isInteger(from)) return err({ code: "bad_request" });
      const appended = await append(part, from, size, request);
      if (!appended.ok) return appended;
      const here = await sizeOf(part);
      if (here > size) {
        await truncate(part, 0);
        return err({ code: "too_large" });
      }
      if (here < size) return err({ code: "cut_off" });
      return finish(presigned.value, part, url, upload.tileId);
    },
  };
}

/** Enough for the file's name and the type it is served with; the whole is examined afterwards. */
async function mimeByFirstBytes(file: string): Promise<string> {
  const handle = await open(file, "r");
  try {
    const head = Buffer.alloc(8);
    await handle.read(head, 0, 8, 0);
    if (head.readUInt16BE(0) === 0xffd8) return "image/jpeg";
    if (head.toString("latin1", 1, 4) === "PNG") return "image/png";
    return "application/octet-stream";
  } finally {
    await handle.close();
  }
}
