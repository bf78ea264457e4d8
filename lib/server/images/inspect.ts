import "server-only";
import { open, stat } from "node:fs/promises";
import sharp from "sharp";
import { limits } from "@/lib/limits";

/** What a file's own bytes say; nobody's word for it is taken. */
export type Picture = { mime: string; width: number; height: number };

/** sharp reads SVG and PDF as well: only these are ever decoded. */
const MIME_OF_FORMAT: Readonly<Record<string, string>> = {
  jpeg: "image/jpeg", png: "image/png", webp: "image/webp", gif: "image/gif", avif: "image/avif",
};

export const openPicture = (file: string) => sharp(file, { limitInputPixels: limits.decodePixels, failOn: "truncated" });

/** @returns the format's name for one that is not decoded here, null for what is no picture at all. */
export async function readPicture(file: string): Promise<{ ok: true; picture: Picture } | { ok: false; format: string | null }> {
  try {
    const { format, width, height, compression } = await sharp(file, { limitInputPixels: false }).metadata();
    const name = format === "heif" && compression === "av1" ? "avif" : format;
    const mime = MIME_OF_FORMAT[name];
    return mime === undefined ? { ok: false, format: name } : { ok: true, picture: { mime, width, height } };
  } catch {
    return { ok: false, format: null };
  }
}

/** Containers by their first bytes: ISO media ("ftyp" at 4) and EBML. */
export async function readVideoMime(file: string): Promise<string | null> {
  const handle = await open(file, "r");
  try {
    const head = Buffer.alloc(12);
    await handle.read(head, 0, 12, 0);
    if (head.subarray(4, 8).toString("latin1") === "ftyp") return "video/mp4";
    if (head.readUInt32BE(0) === 0x1a45dfa3) return "video/webm";
    return null;
  } finally {
    await handle.close();
  }
}

export const bytesOf = async (file: string): Promise<number> => (await stat(file)).size;
