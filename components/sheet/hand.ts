import type { RefObject } from "react";
import type { Desk } from "@/components/sheet/desk";
import type { FrameActs, SheetFrame } from "@/components/sheet/frame-acts";
import type { Cell } from "@/components/sheet/frame-steps";
import type { ShownTake } from "@/components/sheet/sheet-view";

/** What keys and the mouse work on. */
export type Hand = {
  desk: Desk;
  acts: FrameActs;
  /** What stands on the sheet, in reading order. */
  frames: readonly SheetFrame[];
  takes: readonly ShownTake[];
  pane: RefObject<HTMLElement | null>;
  rows: () => Cell[][];
};

/** Where a key was pressed: at a frame or an older take's row, at another control, or nowhere in particular and at the selection's bar. */
export type KeyPlace = "stop" | "sheet" | "page";

export const frameAt = (target: EventTarget | null, frames: readonly SheetFrame[]): SheetFrame | null => {
  const element = target instanceof Element ? target.closest("[data-output-id]") : null;
  const id = element instanceof HTMLElement ? element.dataset.outputId : undefined;
  return frames.find(({ output }) => output.id === id) ?? null;
};
