import { pictureOf, type Picture } from "@/components/lightbox/picture";
import { referenceNumber, referencePicture } from "@/components/lightbox/reference-picture";
import { mostBeside } from "@/components/lightbox/shown-frame";
import { nameOf, type SheetFrame } from "@/components/sheet/frame-acts";
import type { Translator } from "@/lib/messages/translator";
import type { LineageReference } from "@/lib/records/lineage";

/** The pictures that the names stand for; a frame that is gone, or a video, is left out. */
export function compared(t: Translator, names: readonly string[], frames: readonly SheetFrame[], references: readonly LineageReference[]): Picture[] {
  return names.flatMap((name) => {
    const nth = referenceNumber(name);
    if (nth !== null) return references.filter(({ number }) => number === nth).map((reference) => referencePicture(t, reference, frames));
    const frame = frames.find((other) => nameOf(other) === name);
    return frame?.output.media === "image" ? pictureOf(t, frame) : [];
  });
}

/** As they stand from the left: the first that was chosen first. Only a reference stands before its frame, as it came before it. */
export function inOrder(shown: Picture, others: readonly Picture[], isSwapped: boolean): readonly Picture[] {
  const [other] = others;
  if (!other) return [];
  const isReference = referenceNumber(other.name) !== null;
  return others.length === 1 && isReference !== isSwapped ? [other, shown] : [shown, ...others];
}

/**
 * A frame of the filmstrip, picked while `shown` is compared: it takes the other one's place, or joins (and leaves) where
 * several are to stand together.
 */
export function picked(shown: string, beside: readonly string[], other: SheetFrame, together: boolean): readonly string[] {
  const name = nameOf(other);
  if (name === shown || other.output.media !== "image") return beside;
  if (!together) return beside.includes(name) ? beside : [...beside.slice(0, -1), name];
  if (beside.includes(name)) return beside.length > 1 ? beside.filter((known) => known !== name) : beside;
  return beside.length < mostBeside ? [...beside, name] : beside;
}
