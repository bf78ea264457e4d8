import type { MediaRule } from "@/lib/models/field";
import type { ReferenceProblem } from "@/lib/references/reference";

/** Nobody says whether the vendor's MB is 1_000_000 or 1_048_576 bytes: what is below the smaller is below both. */
const BYTES_PER_MB = 1_000_000;
/** Where no upper ratio is published; a number, because Infinity does not survive JSON. */
const ANY_RATIO = Number.MAX_SAFE_INTEGER;

export type ImageLimits = {
  /** All strict; null where the model sets none. Sides are in pixels, the ratio is width / height. */
  bytesBelow: number | null;
  ratioAbove: number | null;
  ratioBelow: number | null;
  widthAbove: number | null;
  widthBelow: number | null;
  heightAbove: number | null;
  heightBelow: number | null;
};

/** Of several limits the one that lets least through. */
function strictest(rules: readonly MediaRule[], dimension: MediaRule["dimension"], op: MediaRule["op"]): number | null {
  const values = rules.filter((rule) => rule.dimension === dimension && rule.op === op).map((rule) => rule.value);
  if (values.length === 0) return null;
  return op === "<" ? Math.min(...values) : Math.max(...values);
}

export function limitsOf(rules: readonly MediaRule[]): ImageLimits {
  const megabytes = strictest(rules, "file_size_mb", "<");
  return {
    bytesBelow: megabytes === null ? null : Math.floor(megabytes * BYTES_PER_MB),
    ratioAbove: strictest(rules, "width/height", ">"),
    ratioBelow: strictest(rules, "width/height", "<"),
    widthAbove: strictest(rules, "width_pixels", ">"),
    widthBelow: strictest(rules, "width_pixels", "<"),
    heightAbove: strictest(rules, "height_pixels", ">"),
    heightBelow: strictest(rules, "height_pixels", "<"),
  };
}

const reaches = (value: number, limit: number | null): limit is number => limit !== null && value >= limit;
const staysUnder = (value: number, limit: number | null): limit is number => limit !== null && value <= limit;

/** What a published rule can find. */
export type BrokenRule = Extract<ReferenceProblem, { code: "too_many_bytes" | "too_small" | "too_large" | "ratio_out_of_range" }>;

/** The first rule that the image breaks, with the numbers its sentence needs. Width and height as the picture is seen. */
export function checkImage(
  rules: readonly MediaRule[],
  { bytes, width, height }: { bytes: number; width: number; height: number },
): BrokenRule | null {
  const limits = limitsOf(rules);
  const { bytesBelow, ratioAbove, ratioBelow, widthAbove, widthBelow, heightAbove, heightBelow } = limits;
  if (reaches(bytes, bytesBelow)) return { code: "too_many_bytes", bytes, limitBytes: bytesBelow };
  if (staysUnder(width, widthAbove)) return { code: "too_small", width, height, limit: widthAbove };
  if (staysUnder(height, heightAbove)) return { code: "too_small", width, height, limit: heightAbove };
  if (reaches(width, widthBelow)) return { code: "too_large", width, height, limit: widthBelow };
  if (reaches(height, heightBelow)) return { code: "too_large", width, height, limit: heightBelow };
  const ratio = width / height;
  if (staysUnder(ratio, ratioAbove) || reaches(ratio, ratioBelow)) {
    return { code: "ratio_out_of_range", width, height, min: ratioAbove ?? 0, max: ratioBelow ?? ANY_RATIO };
  }
  return null;
}
