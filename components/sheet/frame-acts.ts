import { createContext } from "react";
import { frameName, type DeliveredOutput, type Generation } from "@/lib/generations/generation";

/** One frame on the sheet: the output and the take it came from. */
export type SheetFrame = { output: DeliveredOutput; generation: Generation };
export const nameOf = ({ output, generation }: SheetFrame): string => frameName(generation.take, output.index);

/** What of a session is to be shared. */
export type Sharing =
  | { kind: "frames"; frames: readonly SheetFrame[] }
  | { kind: "take"; generation: Generation }
  | { kind: "session" };

/** As many as the lightbox shows side by side. */
export const MOST_COMPARED = 4;

/** What can be done with frames and takes; given by the sheet to whatever draws one. */
export type FrameActs = {
  open: (frame: SheetFrame) => void;
  edit: (frame: SheetFrame) => void;
  /** All of them, as far as the model has places for references. */
  editAll: (frames: readonly SheetFrame[]) => void;
  /** One with what it was made from, two to four with each other. */
  compare: (frames: readonly SheetFrame[]) => void;
  /** One as its file, several as a zip. */
  save: (frames: readonly SheetFrame[]) => void;
  mark: (frames: readonly SheetFrame[], marked: boolean) => void;
  /** Opens the dialog that a link is made in. */
  share: (sharing: Sharing) => void;
  /** Gone at once, and for ten seconds to be had back; what strangers can see goes only once that was said. `onRemove` runs just before. */
  remove: (frames: readonly SheetFrame[], onRemove?: () => void) => void;
  removeTake: (generation: Generation) => void;
  /** Brings the last deletion back; false where none can be any more. */
  undo: () => boolean;
  loadSettings: (generation: Generation) => void;
  /** The same once more, as a new take. */
  again: (generation: Generation) => void;
  /** What a take came short of, as a new take that says what for. */
  makeMissing: (generation: Generation) => void;
  /** Every take of the session that has not begun. */
  cancelQueued: () => void;
  copy: (text: string, what: "prompt" | "request") => void;
};

const nothing = () => undefined;
export const noFrameActs: FrameActs = {
  open: nothing, edit: nothing, editAll: nothing, compare: nothing, save: nothing, mark: nothing, share: nothing, remove: nothing, removeTake: nothing, undo: () => false,
  loadSettings: nothing, again: nothing, makeMissing: nothing, cancelQueued: nothing, copy: nothing,
};
export const FrameActsContext = createContext<FrameActs>(noFrameActs);

/** Where focus returns to. */
export const frameElementId = (outputId: string): string => `frame-${outputId}`;
export const takeElementId = (generationId: string): string => `take-${generationId}`;
export const unfoldElementId = (generationId: string): string => `unfold-${generationId}`;
export const takeMenuId = (generationId: string): string => `menu-${generationId}`;
