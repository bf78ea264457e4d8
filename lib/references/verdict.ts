import { checkImage, limitsOf } from "@/lib/models/image-rules";
import type { MediaRule } from "@/lib/models/field";
import { limits } from "@/lib/limits";
import { croppedToRatio, paddedToRatio, shrunkInside, type Rect, type Size } from "@/lib/references/fit-size";
import type { LookedAt } from "@/lib/references/image-file";
import type { ImageFacts } from "@/lib/references/image-facts";
import type { ReferenceProblem } from "@/lib/references/reference";
import { orientationAfter } from "@/lib/references/orientation";
import type { RatioFit, Source } from "@/lib/references/source";
import type { Way } from "@/lib/references/way";

/** What is to be done with a picture, seen upright. */
export type Fixing = {
  /** The part that is kept, before it is scaled. */
  part: Rect;
  /** That part once it is scaled. */
  scaled: Size;
  /** The whole canvas: larger than `scaled` only where `pad` fills the rest. */
  canvas: Size;
  /** As it was chosen; null where the ratio is within bounds. */
  fit: RatioFit | null;
  /** For which pixels PNG is written. */
  png: "always" | "if_flat_or_transparent" | "if_transparent" | "never";
  /** Strictly under; null where the model sets none. */
  bytesBelow: number | null;
};

/** All that is known before the file is decoded; `fix` also where the decoder may yet refuse. */
export type Verdict =
  | { kind: "as_it_is" }
  /** Metadata is cut out, or a further picture; the pixels stay bit for bit. */
  | { kind: "strip" }
  | { kind: "fix"; fixing: Fixing }
  /** The ratio is the model's matter, how to mend it the person's. */
  | { kind: "needs_fit" }
  | { kind: "refused"; problem: ReferenceProblem };

/** How it fits has to be said, if only that nobody knows; the rest where somebody chose it. */
type Asked = { rules: readonly MediaRule[]; fileBytes: number } & Pick<Way, "fit"> & Partial<Way>;
const refused = (problem: ReferenceProblem): Verdict => ({ kind: "refused", problem });

/** Width and height as the picture is seen: orientations 5 to 8 lie on their side. */
export const uprightSize = ({ width, height, orientation }: Pick<ImageFacts, "width" | "height" | "orientation">): Size =>
  orientation >= 5 ? { width: height, height: width } : { width, height };

/** One place decides: the limits come from the model's rules, the file's own bytes say the rest. */
export function judge(seen: LookedAt, asked: Asked): Verdict {
  switch (seen.kind) {
    case "unknown": return refused({ code: asked.fileBytes === 0 ? "empty" : "not_an_image" });
    case "other": return refused({ code: "wrong_format", format: seen.format });
    case "picture": return judgePicture(seen.facts, asked);
    default: return seen satisfies never;
  }
}

function judgePicture(facts: ImageFacts, { rules, fit, fileBytes, format = null, turns = 0 }: Asked): Verdict {
  const orientation = orientationAfter(facts.orientation, turns);
  const size = uprightSize({ ...facts, orientation });
  if (!facts.isWhole || size.width < 1 || size.height < 1) return refused({ code: "damaged" });
  // Declared, not decoded: this is what stops a bomb.
  if (size.width * size.height > limits.fixPixels) return refused({ code: "too_many_pixels", ...size, limitPixels: limits.fixPixels });
  const small = checkImage(rules.filter(({ op, dimension }) => op === ">" && dimension !== "width/height"), { bytes: 0, ...size });
  if (small) return refused(small);
  const cut = facts.cutBytes;
  const problem = checkImage(rules, { bytes: cut ?? fileBytes, ...size });
  const keepsPixels = cut !== null && facts.isWidelyRead && orientation === 1 && facts.colour.kind !== "other" && (format ?? facts.format) === facts.format;
  if (problem === null && keepsPixels) return facts.metadata.length === 0 && facts.pictures === 1 && cut === fileBytes ? { kind: "as_it_is" } : { kind: "strip" };
  return planned(pngFor(facts, format), size, rules, fit);
}

function planned(png: Fixing["png"], size: Size, rules: readonly MediaRule[], fit: RatioFit | null): Verdict {
  const bounds = limitsOf(rules);
  const isOut = checkImage(rules.filter(({ dimension }) => dimension === "width/height"), { bytes: 0, ...size }) !== null;
  if (isOut && fit === null) return { kind: "needs_fit" };
  const part = isOut && fit?.kind === "crop" ? croppedToRatio(size, bounds, fit.position) : { x: 0, y: 0, ...size };
  const whole = isOut && fit?.kind === "pad" ? paddedToRatio(size, bounds) : { width: part.width, height: part.height };
  const canvas = shrunkInside(whole, bounds);
  const scale = canvas.width / whole.width;
  const isPadded = whole.width !== part.width || whole.height !== part.height;
  const scaled = isPadded
    ? { width: Math.min(canvas.width, Math.max(1, Math.round(part.width * scale))), height: Math.min(canvas.height, Math.max(1, Math.round(part.height * scale))) }
    : canvas;
  // A model may take no side so short, or nothing so long: then no way of fitting it helps.
  const still = checkImage(rules, { bytes: 0, ...canvas });
  if (still) return refused(still.code === "ratio_out_of_range" ? { ...still, ...size } : still);
  return { kind: "fix", fixing: { part, scaled, canvas, fit: isOut ? fit : null, png, bytesBelow: bounds.bytesBelow } };
}

/** What shines through stays so, whatever was chosen: a JPEG would show black there. */
function pngFor({ format, isLossless }: ImageFacts, chosen: Way["format"]): Fixing["png"] {
  if (chosen === "png") return "always";
  if (format === "jpeg") return "never";
  return isLossless && chosen === null ? "if_flat_or_transparent" : "if_transparent";
}

/** The file as the person had it, with nothing done to it yet: its sides as they are written in it, before it is turned upright. Limits of the type are kept whatever the file says. */
export const sourceOf = (facts: ImageFacts, fileBytes: number): Source => ({ format: facts.format, width: facts.width, height: facts.height, bytes: fileBytes, changes: [] });
