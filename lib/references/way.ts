import * as z from "zod/mini";
import { referenceFormatSchema, type ReferenceFormat } from "@/lib/references/reference";
import { ratioFitSchema } from "@/lib/references/source";
import type { Size } from "@/lib/references/fit-size";

const TURNS = [0, 1, 2, 3] as const;
/** Quarters to the right. */
export type Turns = (typeof TURNS)[number];

/** What a person chose for a file, wherever it can become a reference in several ways. */
export const waySchema = z.object({
  /** null before it was asked, and where the picture's shape needs none. */
  fit: z.nullable(ratioFitSchema),
  /** null: PNG for what is flat or transparent, else JPEG; a file that needs nothing keeps its own. */
  format: z.nullable(referenceFormatSchema),
  /** By hand, after its orientation flag. */
  turns: z.literal(TURNS),
});
export type Way = z.infer<typeof waySchema>;

/** Nobody chose anything: a file that needs nothing is handed on bit for bit. */
export const unchosen: Way = { fit: null, format: null, turns: 0 };

/** One quarter further. What was kept of a picture stays what is kept: `shown` is its size before the turn. */
export function turnedOn(way: Way, to: "left" | "right", shown: Size): Way {
  const turns = TURNS[(way.turns + (to === "right" ? 1 : 3)) % TURNS.length] ?? 0;
  const isWide = shown.width > shown.height;
  /** To the right the left end comes up and the upper end goes right; to the left it is the other way round. */
  const isSwapped = isWide === (to === "left");
  const fit = way.fit?.kind === "crop" && isSwapped ? { ...way.fit, position: 1 - way.fit.position } : way.fit;
  return { ...way, fit, turns };
}

/** As a canvas writes it, with alpha and without any compression: pure noise comes to 3.4. */
const PNG_BYTES_PER_PIXEL = 4;

export type Written = Size & { format: ReferenceFormat; isTransparent: boolean; bytesBelow: number | null };

/** The other format that a picture of this size could be written in within the limits; null where there is none. */
export function otherFormat({ format, width, height, isTransparent, bytesBelow }: Written): ReferenceFormat | null {
  if (format === "png") return isTransparent ? null : "jpeg";
  return bytesBelow === null || width * height * PNG_BYTES_PER_PIXEL < bytesBelow ? "png" : null;
}
