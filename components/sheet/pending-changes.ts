import type { SheetFrame } from "@/components/sheet/frame-acts";
import type { Generation, Output } from "@/lib/generations/generation";

/** What the person did and the server has not answered yet, or may still undo: it shows at once, and over whatever a poll brings meanwhile. */
export type Pending = {
  /** By output id. */
  marks: ReadonlyMap<string, boolean>;
  /** Deleted outputs and takes, by id. */
  gone: ReadonlySet<string>;
  /** As they were when they were deleted: brought back, and not yet by the server. */
  back: ReadonlyMap<string, Back>;
};
export type Back = { kind: "frame"; frame: SheetFrame } | { kind: "take"; generation: Generation };
export const nothingPending: Pending = { marks: new Map(), gone: new Set(), back: new Map() };

export const withMarks = (pending: Pending, ids: readonly string[], marked: boolean): Pending => ({ ...pending, marks: new Map([...pending.marks, ...ids.map((id): [string, boolean] => [id, marked])]) });

/** Answered: what the server says counts. A newer wish of the person for the same frame stays. */
export const withoutMarks = (pending: Pending, ids: readonly string[], marked: boolean): Pending =>
  ({ ...pending, marks: new Map([...pending.marks].filter(([id, wish]) => !(ids.includes(id) && wish === marked))) });

export const withGone = (pending: Pending, ids: readonly string[]): Pending => ({ ...pending, gone: new Set([...pending.gone, ...ids]) });
export const withoutGone = (pending: Pending, ids: readonly string[]): Pending => ({ ...pending, gone: new Set([...pending.gone].filter((id) => !ids.includes(id))) });

const frameKey = (generationId: string, index: number): string => `${generationId} ${index}`;
const keyOf = (back: Back): string => (back.kind === "frame" ? frameKey(back.frame.generation.id, back.frame.output.index) : back.generation.id);
const idOf = (back: Back): string => (back.kind === "frame" ? back.frame.output.id : back.generation.id);
/** From now on they are shown, whatever is known here of their deletion. */
export const withBack = (pending: Pending, backs: readonly Back[]): Pending =>
  ({ ...withoutGone(pending, backs.map(idOf)), back: new Map([...pending.back, ...backs.map((one): [string, Back] => [keyOf(one), one])]) });
export function withoutBack(pending: Pending, backs: readonly Back[]): Pending {
  const keys = new Set(backs.map(keyOf));
  return { ...pending, back: new Map([...pending.back].filter(([key]) => !keys.has(key))) };
}

/** A take that nothing is pending for stays the same object, so that it is not drawn again. */
export function withPending(generations: readonly Generation[], pending: Pending, now: number): Generation[] {
  if (pending.marks.size === 0 && pending.gone.size === 0 && pending.back.size === 0) return [...generations];
  return withTakesBack(generations, pending).filter(({ id }) => !pending.gone.has(id)).map((generation) => changed(generation, pending, now));
}

/** Newest first, as they stand. */
function withTakesBack(generations: readonly Generation[], { back }: Pending): readonly Generation[] {
  const there = new Set(generations.map(({ id }) => id));
  const missing = [...back.values()].flatMap((one) => (one.kind === "take" && !there.has(one.generation.id) ? [one.generation] : []));
  return missing.length === 0 ? generations : [...generations, ...missing].sort((one, other) => other.take - one.take);
}

function changed(generation: Generation, pending: Pending, now: number): Generation {
  if (!("outputs" in generation) || !isTouched(generation.outputs, pending)) return generation;
  const outputs = generation.outputs.map((output) => changedOutput(backIn(output, generation, pending), pending, now));
  return outputs.every((output, at) => output === generation.outputs[at]) ? generation : { ...generation, outputs };
}

const isTouched = (outputs: readonly Output[], { marks, gone, back }: Pending): boolean =>
  outputs.some((output) => (output.state === "delivered" ? marks.has(output.id) || gone.has(output.id) : output.state === "deleted" && back.size > 0));

/** A deleted output has no id any more: it is known by its place. */
function backIn(output: Output, { id }: Generation, { back }: Pending): Output {
  const one = output.state === "deleted" ? back.get(frameKey(id, output.index)) : undefined;
  return one?.kind === "frame" ? one.frame.output : output;
}

function changedOutput(output: Output, { marks, gone }: Pending, now: number): Output {
  if (output.state !== "delivered") return output;
  if (gone.has(output.id)) return { state: "deleted", index: output.index };
  const wish = marks.get(output.id);
  return wish === undefined || wish === (output.markedAt !== null) ? output : { ...output, markedAt: wish ? now : null };
}
