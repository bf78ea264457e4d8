import "server-only";
import { open, stat } from "node:fs/promises";
import sharp from "sharp";
import { limits } from "@/lib/limits";

/** What a file's own bytes say; nobody's word for it is taken. Width and height as the picture is seen. */
export type Picture = { mime: string; width: number; height: number };

/** sharp reads SVG and PDF as well: only these are ever decoded. */
const MIME_OF_FORMAT: Readonly<Record<string, string>> = {
  jpeg: "image/jpeg", png: "image/png", webp: "image/webp", gif: "image/gif", avif: "image/avif",
};

export const openPicture = (file: string) => sharp(file, { limitInputPixels: limits.decodePixels, failOn: "truncated" });

/** @returns the format's name for one that is not decoded here, null for what is no picture at all. */
export async function readPicture(file: string): Promise<{ ok: true; picture: Picture } | { ok: false; format: string | null }> {
  try {
    const { format, autoOrient, compression } = await sharp(file, { limitInputPixels: false }).metadata();
    const name = format === "heif" && compression === "av1" ? "avif" : format;
    const mime = MIME_OF_FORMAT[name];
    return mime === undefined ? { ok: false, format: name } : { ok: true, picture: { mime, ...autoOrient } };
  } catch {
    return { ok: false, format: null };
  }
}

/** HEIF's, in the container that MP4 has too. */
const PICTURE_BRANDS: readonly string[] = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"];

/** Containers by their first bytes: ISO media ("ftyp" at 4, its brand behind it) and EBML. */
export async function readVideoMime(file: string): Promise<string | null> {
  const handle = await open(file, "r");
  try {
    const head = Buffer.alloc(12);
    await handle.read(head, 0, 12, 0);
    const [box, brand] = [head.toString("latin1", 4, 8), head.toString("latin1", 8, 12)];
    if (box === "ftyp") return head.readUInt32BE(8) === 0 || PICTURE_BRANDS.includes(brand) ? null : "video/mp4";
    if (head.readUInt32BE(0) === 0x1a45dfa3) return "video/webm";
    return null;
  } finally {
    await handle.close();
  }
}

export const bytesOf = async (file: string): Promise<number> => (await stat(file)).size;
