import { useMemo, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { compared, inOrder } from "@/components/lightbox/compared";
import { useLineage } from "@/components/lightbox/on-record";
import { pictureOf, type Picture } from "@/components/lightbox/picture";
import { referencePicture } from "@/components/lightbox/reference-picture";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import type { LineageReference } from "@/lib/records/lineage";

export type LookedAt = {
  /** On the stage: the frame, or a photograph that it was made from. */
  picture: Picture;
  /** The photograph, while one is large in the frame's place. */
  photograph: LineageReference | null;
  /** What stands against each other, from the left; empty while nothing is compared. */
  compared: readonly Picture[];
  showPhotograph: (reference: LineageReference | null) => void;
  swap: () => void;
};

/** `beside`: names of what the frame is compared with. */
export function useLookedAt(frame: SheetFrame, frames: readonly SheetFrame[], beside: readonly string[]): LookedAt {
  const t = useTranslations();
  const [photograph, showPhotograph] = useState<LineageReference | null>(null);
  const [isSwapped, setSwapped] = useState(false);
  const { data: lineage } = useLineage(frame);
  const main = useMemo(() => pictureOf(t, frame), [t, frame]);
  const large = useMemo(() => photograph && referencePicture(t, photograph, frames), [t, photograph, frames]);
  const pictures = useMemo(() => {
    const references = lineage?.frames[0]?.references ?? [];
    const others = frame.output.media === "image" ? compared(t, beside, frames, references) : [];
    return inOrder(main, others, isSwapped);
  }, [t, frame, beside, frames, lineage, main, isSwapped]);
  return { picture: large ?? main, photograph, compared: pictures, showPhotograph, swap: () => setSwapped(!isSwapped) };
}
