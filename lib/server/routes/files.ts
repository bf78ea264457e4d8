import "server-only";
import { createReadStream } from "node:fs";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { fileStream } from "@/lib/server/storage/file-stream";
import type { FileKey, Files } from "@/lib/server/storage/files";

/** Names are random or made from the content: what is once there never changes. */
const IMMUTABLE = "public, max-age=31536000, immutable";
const OWNERS = "private, max-age=31536000, immutable";

const isReference = (key: FileKey): boolean => key.startsWith("r/");

/** A strange key and another owner's are one and the same answer. */
export async function allowedFile(ownerId: string, key: FileKey): ReturnType<Files["find"]> {
  const { files, ownsFile } = services();
  return isReference(key) || (await ownsFile(ownerId, key)) ? files.find(key) : null;
}

/** A reference is public by its 128 random bits (the provider fetches it without a cookie); the rest is the owner's. */
export async function getFile(request: Request, segments: readonly string[]): Promise<Response> {
  const key = segments.join("/");
  const isPublic = isReference(key);
  const found = await allowedFile(isPublic ? "" : (await requireOwner()).id, key);
  if (found === null) return new Response("Not found", { status: 404, headers: { "cache-control": "no-store" } });

  return sendFile(request, { kind: "file", file: found.file, size: found.bytes, mime: found.mime }, { "cache-control": isPublic ? IMMUTABLE : OWNERS });
}

type Sent = { kind: "file"; file: string; size: number; mime: string } | { kind: "bytes"; bytes: Uint8Array<ArrayBuffer>; mime: string };

/** A person's file, or a part of it. */
export function sendFile(request: Request, sent: Sent, more: Record<string, string>): Response {
  const size = sent.kind === "file" ? sent.size : sent.bytes.length;
  const headers = new Headers({
    "content-type": sent.mime, "accept-ranges": "bytes", "x-content-type-options": "nosniff",
    // Opened by itself, a person's file is a picture and nothing more.
    "content-security-policy": "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
    ...more,
  });
  const range = parseRange(request.headers.get("range"), size);
  if (range === "unsatisfiable") return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers.set("content-length", String(end - start + 1));
  if (range) headers.set("content-range", `bytes ${start}-${end}/${size}`);
  const body = () => (sent.kind === "file" ? fileStream(createReadStream(sent.file, { start, end })) : sent.bytes.slice(start, end + 1));
  return new Response(request.method === "HEAD" ? null : body(), { status: range ? 206 : 200, headers });
}

/** One range, as browsers and players ask; anything else is answered whole (RFC 9110, 14.2). */
export function parseRange(header: string | null, bytes: number): { start: number; end: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [, first = "", last = ""] = match;
  const start = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return null;
  return start >= bytes || (first === "" && last === "0") ? "unsatisfiable" : { start, end };
}
