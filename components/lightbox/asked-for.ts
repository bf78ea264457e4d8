import { nameOf, type SheetFrame } from "@/components/sheet/frame-acts";
import { createStore } from "@/components/ui/store";

/** What the lightbox is to show: it may still be loading. Names ("6-2"); the first is large, the others are compared with it. */
export const askedFor = createStore<readonly string[] | null>(null);

export const openLightbox = (frame: SheetFrame): void => askedFor.set(() => [nameOf(frame)]);

/** Two to four beside each other; one with the first picture that it was made from. */
export const openCompare = (frames: readonly SheetFrame[]): void =>
  askedFor.set(() => [...frames.map(nameOf), ...(frames.length === 1 ? ["image-1"] : [])]);
