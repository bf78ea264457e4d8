import "server-only";
import { open, stat } from "node:fs/promises";
import sharp from "sharp";
import { limits } from "@/lib/limits";
import { formatOf, FORMAT_HEAD_BYTES, type ImageFormat } from "@/lib/references/image-format";

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

const EBML = "\x1a\x45\xdf\xa3";

/** Containers by their first bytes: ISO media ("ftyp" at 4, its brand behind it) and EBML. */
export async function readVideoMime(file: string): Promise<string | null> {
  const head = await headOf(file, 12);
  const [box, brand] = [head.toString("latin1", 4, 8), head.toString("latin1", 8, 12)];
  if (box === "ftyp") return brand === "" || brand === "\0\0\0\0" || PICTURE_BRANDS.includes(brand) ? null : "video/mp4";
  return head.toString("latin1", 0, 4) === EBML ? "video/webm" : null;
}

/** By the file's beginning, unread and undecoded; null for what is no picture that we know. */
export const formatOfFile = async (file: string): Promise<ImageFormat | null> => formatOf(await headOf(file, FORMAT_HEAD_BYTES));

/** So many bytes of its beginning, or as many as it has. */
async function headOf(file: string, mostBytes: number): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

export const bytesOf = async (file: string): Promise<number> => (await stat(file)).size;
