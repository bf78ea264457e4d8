import { useMemo, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { compared } from "@/components/lightbox/compared";
import { givenTo, type Given } from "@/components/lightbox/line";
import { pictureOf, type Picture } from "@/components/lightbox/picture";
import { useReferencePictures } from "@/components/lightbox/reference-picture";
import type { SheetFrame } from "@/components/sheet/frame-acts";

export type LookedAt = {
  /** On the stage: the frame, or a photograph that it was made from. */
  picture: Picture;
  /** The photograph, while one is large in the frame's place. */
  photograph: Given | null;
  /** What stands against each other, from the left; empty while nothing is compared. */
  compared: readonly Picture[];
  isSwapped: boolean;
};
type Change = { showPhotograph: (given: Given | null) => void; swap: () => void };

/** `beside`: names of what the frame is compared with. */
export function useLookedAt(frame: SheetFrame, frames: readonly SheetFrame[], beside: readonly string[]): LookedAt & Change {
  const t = useTranslations();
  const [photograph, showPhotograph] = useState<Given | null>(null);
  const [isSwapped, setSwapped] = useState(false);
  const given = useMemo(() => givenTo(frame.generation), [frame.generation]);
  const references = useReferencePictures(given, frames);
  const photographs = useMemo(() => (photograph ? [photograph] : []), [photograph]);
  const [large = null] = useReferencePictures(photographs, frames);
  const main = useMemo(() => pictureOf(t, frame), [t, frame]);
  const pictures = useMemo(() => {
    const others = frame.output.media === "image" ? compared(t, beside, frames, references) : [];
    if (others.length === 0) return others;
    // What it was made from stands on the left, as it came first.
    return others.length === 1 && !isSwapped ? [...others, main] : [main, ...others];
  }, [t, frame, beside, frames, references, main, isSwapped]);
  return { picture: large ?? main, photograph: large && photograph, compared: pictures, isSwapped, showPhotograph, swap: () => setSwapped(!isSwapped) };
}
