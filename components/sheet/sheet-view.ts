import { isSettled, outputsOf, type Generation, type Output } from "@/lib/generations/generation";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { deliveredOf } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";
import { remembered } from "@/lib/remembered";

/** What of the takes is on the sheet, and how: the one source of what is drawn, walked through by keys and selected. */

export type ShownTake = {
  generation: Generation;
  /** From 0, the newest: the first tells what a take is, and the first two load their pictures at once. */
  place: number;
  /** Older than what is shown whole. */
  old: boolean;
  folded: boolean;
};

export type Slot = { state: "waiting"; index: number } | Output;

/** @param opened takes that the person works at: they do not fold by themselves. */
export function shownTakes(generations: readonly Generation[], markedOnly: boolean, opened: ReadonlySet<string>): ShownTake[] {
  const shown = markedOnly ? generations.filter(hasMarked) : generations;
  return shown.map((generation, place) => {
    const old = !markedOnly && place >= limits.wholeTakes;
    return { generation, place, old, folded: old && isSettled(generation) && !opened.has(generation.id) };
  });
}

const hasMarked = (generation: Generation): boolean => markedFramesOf(generation).length > 0;

/**
 * A slot for every frame asked for, and for any that came beyond; what a settled take never told of did not come. A frame
 * that was deleted leaves no hole: the others close up, and it comes back to its place. Of the marked only they are shown.
 */
export function slotsOf(generation: Generation, markedOnly: boolean): Slot[] {
  const outputs = new Map(outputsOf(generation).map((output) => [output.index, output]));
  const last = Math.max(generation.count, ...outputs.keys());
  const absent = isSettled(generation) ? "missing" : "waiting";
  const slots: Slot[] = Array.from({ length: last }, (_, at) => outputs.get(at + 1) ?? { state: absent, index: at + 1 });
  return slots.filter((slot) => (markedOnly ? slot.state === "delivered" && slot.markedAt !== null : slot.state !== "deleted"));
}

/** The frames of a take, in reading order; and those of them that are marked. */
export const framesOf = remembered((generation: Generation): readonly SheetFrame[] =>
  deliveredOf(generation).toSorted((one, other) => one.index - other.index).map((output) => ({ output, generation })));
export const markedFramesOf = remembered((generation: Generation): readonly SheetFrame[] => framesOf(generation).filter(({ output }) => output.markedAt !== null));

/** The frames that stand on the sheet, in reading order. */
export const shownFrames = (takes: readonly ShownTake[], markedOnly: boolean): SheetFrame[] =>
  takes.flatMap(({ generation, folded }) => (folded ? [] : markedOnly ? markedFramesOf(generation) : framesOf(generation)));

export const deletedCount = (generation: Generation): number => outputsOf(generation).filter(({ state }) => state === "deleted").length;
