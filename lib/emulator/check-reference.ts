import sharp from "sharp";
import type { MediaRule } from "@/lib/models/field";
import { checkImage, type BrokenRule } from "@/lib/models/image-rules";
import { negativeOf } from "@/lib/emulator/pictures/negative";

/** What the service says of a fetched reference; null where it takes it. */
export async function referenceFault(rules: readonly MediaRule[], bytes: Buffer): Promise<string | null> {
  if (!isJpeg(bytes) && !isPng(bytes)) return "The uploaded image must be jpeg or png.";
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata().catch(() => null);
  if (!metadata) return "The uploaded image could not be read.";
  const { width, height } = metadata.autoOrient;
  const problem = checkImage(rules, { bytes: bytes.length, width, height });
  if (problem) return published(rules, problem, width);
  return negativeOf(bytes).then(() => null, () => "The uploaded image could not be read.");
}

const isJpeg = (bytes: Buffer): boolean => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));

export const tooManyBytes = (rules: readonly MediaRule[]): string => sentence(rules, "file_size_mb", "<");

/** Less is the noise of a JPEG. */
const EVEN_SPREAD = 4;

/** A picture that shows nothing: all paper or all black. A card of any other colour is a reference like another. */
export async function emptinessOf(bytes: Buffer): Promise<"blank" | "black" | null> {
  const small = await sharp(bytes).resize(64, 64, { fit: "fill" }).flatten({ background: "#fff" }).toColourspace("srgb").toBuffer();
  const { channels } = await sharp(small).stats();
  if (channels.some(({ min, max }) => max - min > EVEN_SPREAD)) return null;
  if (channels.every(({ min }) => min >= 255 - EVEN_SPREAD)) return "blank";
  return channels.every(({ max }) => max <= EVEN_SPREAD) ? "black" : null;
}

/** The vendor's own words for a broken rule. */
function published(rules: readonly MediaRule[], problem: BrokenRule, width: number): string {
  switch (problem.code) {
    case "too_many_bytes": return tooManyBytes(rules);
    case "too_small": return sentence(rules, width <= problem.limit ? "width_pixels" : "height_pixels", ">");
    case "too_large": return sentence(rules, width >= problem.limit ? "width_pixels" : "height_pixels", "<");
    case "ratio_out_of_range": return sentence(rules, "width/height", problem.width / problem.height <= problem.min ? ">" : "<");
    default: return problem satisfies never;
  }
}

const sentence = (rules: readonly MediaRule[], dimension: MediaRule["dimension"], op: MediaRule["op"]): string =>
  rules.find((rule) => rule.dimension === dimension && rule.op === op)?.message || `${dimension} must be ${op} the published limit.`;
