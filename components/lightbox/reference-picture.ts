import { useEffect, useMemo, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import type { Given } from "@/components/lightbox/line";
import { pictureOf, type Picture } from "@/components/lightbox/picture";
import type { Size } from "@/components/lightbox/zoom";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import type { Translator } from "@/lib/messages/translator";

export const referenceName = (nth: number): string => `image-${nth}`;

/** "image-2" is the second; null for what names no reference. */
export function referenceNumber(name: string): number | null {
  const number = /^image-(\d+)$/.exec(name)?.[1];
  return number === undefined ? null : Number(number);
}

/** A reference as a picture to look at; a frame of this session in its full size. null while nobody knows its size. */
function referencePicture(t: Translator, { reference, nth }: Given, frames: readonly SheetFrame[], size: Size | null): Picture | null {
  const { madeFrom, thumbUrl } = reference;
  const label = madeFrom ? t("lightbox.referenceFrame", { nth, frame: madeFrom.frame }) : t("lightbox.reference", { nth });
  const frame = frames.find(({ output }) => output.id === madeFrom?.outputId);
  if (frame) return { ...pictureOf(t, frame), name: referenceName(nth), label };
  return size && { name: referenceName(nth), label, alt: t("lightbox.referenceAlt", { nth, name: reference.name }), sources: [thumbUrl], size, placeholder: null };
}

/** References as pictures, in order; null for one that is not measured yet. */
export function useReferencePictures(given: readonly Given[], frames: readonly SheetFrame[]): readonly (Picture | null)[] {
  const t = useTranslations();
  const [measured, setMeasured] = useState<Readonly<Record<string, Size>>>({});
  useEffect(() => {
    const images = given.map(({ reference: { thumbUrl } }) => {
      const image = new Image();
      image.onload = () => setMeasured((known) => ({ ...known, [thumbUrl]: { width: image.naturalWidth, height: image.naturalHeight } }));
      image.src = thumbUrl;
      return image;
    });
    return () => {
      for (const image of images) image.onload = null;
    };
  }, [given]);
  return useMemo(() => given.map((one) => referencePicture(t, one, frames, measured[one.reference.thumbUrl] ?? null)), [t, given, frames, measured]);
}
