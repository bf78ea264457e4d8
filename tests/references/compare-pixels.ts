import path from "node:path";
import { readFileSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { readIcc } from "@/lib/references/icc";
import { toSrgb } from "@/lib/references/to-srgb";

export type Pixels = { data: Uint8Array; width: number; height: number };

/** One decode to compare by: upright, sRGB, 8 bit, RGBA. */
const decoded = (bytes: Uint8Array): Sharp => sharp(bytes, { limitInputPixels: false, pages: 1 }).autoOrient().toColourspace("srgb").ensureAlpha();

async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Bit for bit, in whatever depth and channels the file has, with no profile applied. */
export async function samePixels(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((bytes) => sharp(bytes, { pages: 1, ignoreIcc: true, failOn: "none" }).raw().toBuffer()));
  return first !== undefined && second !== undefined && first.equals(second);
}

/** Mean of the differences, of 255, in the worst channel. Where nothing is seen there is no colour; alpha always counts. */
export function worstMeanError(one: Pixels, other: Pixels): number {
  if (one.width !== other.width || one.height !== other.height) return 255;
  const sums = [0, 0, 0, 0];
  for (let at = 0; at < one.data.length; at += 4) {
    const seen = Math.min(one.data[at + 3] ?? 0, other.data[at + 3] ?? 0) / 255;
    for (let channel = 0; channel < 4; channel += 1) {
      sums[channel] = (sums[channel] ?? 0) + Math.abs((one.data[at + channel] ?? 0) - (other.data[at + channel] ?? 0)) * (channel < 3 ? seen : 1);
    }
  }
  return Math.max(...sums) / (one.data.length / 4);
}

export const fullPixels = (bytes: Uint8Array): Promise<Pixels> => pixelsOf(decoded(bytes));
const SMALL_PX = 160;
/** For what was scaled, or what sharp does not open: both 160 pixels wide. */
export const smallPixels = (bytes: Uint8Array): Promise<Pixels> => pixelsOf(decoded(bytes).resize({ width: SMALL_PX }));

/** sharp passes over PNG's gAMA; this is its formula. */
export function withGamma({ data, ...size }: Pixels, fileGamma: number): Pixels {
  const levels = Uint8Array.from({ length: 256 }, (_, level) => Math.round(255 * (level / 255) ** (1 / (fileGamma * 2.2))));
  return { ...size, data: data.map((level, at) => (at % 4 === 3 ? level : levels[level] ?? 0)) };
}

/** sharp opens no HEIC: decoded once by libheif's own tool, and kept beside the file. */
export const heicPixels = (name: "plain" | "place" | "p3"): Promise<Pixels> =>
  smallPixels(readFileSync(path.join(import.meta.dirname, "files", `${name}-decoded.png`)));

/** 24 bit without packing: what the corpus has. sharp opens none. */
export function bmpPixels(bytes: Buffer): Pixels {
  const [from, width, rows] = [bytes.readUInt32LE(10), bytes.readInt32LE(18), bytes.readInt32LE(22)];
  const height = Math.abs(rows);
  const stride = Math.ceil((width * 3) / 4) * 4;
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const row = Math.floor(at / width);
    const source = from + (rows > 0 ? height - 1 - row : row) * stride + (at % width) * 3;
    data.set([bytes[source + 2] ?? 0, bytes[source + 1] ?? 0, bytes[source] ?? 0, 255], at * 4);
  }
  return { data, width, height };
}

/** By a profile's own numbers: sharp's way with 16 bit differs from them by three levels, with 8 bit by 0.02. */
export async function byProfile(bytes: Uint8Array, profile: Uint8Array): Promise<Pixels> {
  const plain = await pixelsOf(sharp(bytes, { ignoreIcc: true }).toColourspace("srgb").ensureAlpha());
  const matrix = readIcc(profile)?.matrix;
  if (!matrix) throw new Error("A profile of tables.");
  const data = Uint8ClampedArray.from(plain.data);
  toSrgb(matrix)(data);
  return { ...plain, data: new Uint8Array(data.buffer) };
}
