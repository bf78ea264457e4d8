import { createContext } from "react";
import type { DeliveredOutput, Generation } from "@/lib/generations/generation";

/** One frame on the sheet: the output and the take it came from. */
export type SheetFrame = { output: DeliveredOutput; generation: Generation };

/** What can be done with a frame; given by the sheet to whatever draws one. */
export type FrameActs = {
  open: (frame: SheetFrame) => void;
  edit: (frame: SheetFrame) => void;
  /** A tap on a telephone: the verbs come up in the dock. */
  select: (frame: SheetFrame) => void;
  mark: (frames: readonly SheetFrame[], marked: boolean) => void;
  /** Gone at once, and for ten seconds to be had back. */
  remove: (frames: readonly SheetFrame[]) => void;
  loadSettings: (generation: Generation) => void;
  /** The same once more, as a new take. */
  again: (generation: Generation) => void;
};

const nothing = () => undefined;
export const noFrameActs: FrameActs = { open: nothing, edit: nothing, select: nothing, mark: nothing, remove: nothing, loadSettings: nothing, again: nothing };
export const FrameActsContext = createContext<FrameActs>(noFrameActs);

/** Where focus returns to. */
export const frameElementId = (outputId: string): string => `frame-${outputId}`;
export const takeElementId = (generationId: string): string => `take-${generationId}`;
