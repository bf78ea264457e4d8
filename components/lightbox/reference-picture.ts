import { pictureOf, type Picture } from "@/components/lightbox/picture";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import type { Translator } from "@/lib/messages/translator";
import type { LineageReference } from "@/lib/records/lineage";

export const referenceName = (nth: number): string => `image-${nth}`;

/** "image-2" is the second; null for what names no reference. */
export function referenceNumber(name: string): number | null {
  const number = /^image-(\d+)$/.exec(name)?.[1];
  return number === undefined ? null : Number(number);
}

/** A reference as a picture to look at; one that was a frame of this session is that frame. */
export function referencePicture(t: Translator, { number, name, fileUrl, thumbUrl, width, height, madeFrom }: LineageReference, frames: readonly SheetFrame[]): Picture {
  const label = madeFrom ? t("lightbox.referenceFrame", { nth: number, frame: madeFrom.frame }) : t("lightbox.reference", { nth: number });
  const named = { name: referenceName(number), label };
  const frame = frames.find(({ output }) => output.id === madeFrom?.outputId);
  if (frame) return { ...pictureOf(t, frame), ...named };
  return { ...named, alt: t("lightbox.referenceAlt", { nth: number, name }), sources: fileUrl === null ? [thumbUrl] : [fileUrl, thumbUrl], size: { width, height }, placeholder: null };
}
