import { type Generation, type Output } from "@/lib/generations/generation";

/** What the person did and the server has not answered yet, or may still undo: it shows at once, and over whatever a poll brings meanwhile. */
export type Pending = {
  /** By output id. */
  marks: ReadonlyMap<string, boolean>;
  /** Deleted outputs and takes, by id. */
  gone: ReadonlySet<string>;
};
export const nothingPending: Pending = { marks: new Map(), gone: new Set() };

export const withMarks = ({ marks, gone }: Pending, ids: readonly string[], marked: boolean): Pending => ({ gone, marks: new Map([...marks, ...ids.map((id): [string, boolean] => [id, marked])]) });

/** Answered: what the server says counts. A newer wish of the person for the same frame stays. */
export const withoutMarks = ({ marks, gone }: Pending, ids: readonly string[], marked: boolean): Pending =>
  ({ gone, marks: new Map([...marks].filter(([id, wish]) => !(ids.includes(id) && wish === marked))) });

export const withGone = ({ marks, gone }: Pending, ids: readonly string[]): Pending => ({ marks, gone: new Set([...gone, ...ids]) });
export const withoutGone = ({ marks, gone }: Pending, ids: readonly string[]): Pending => ({ marks, gone: new Set([...gone].filter((id) => !ids.includes(id))) });

/** A take that nothing is pending for stays the same object, so that it is not drawn again. */
export function withPending(generations: readonly Generation[], pending: Pending, now: number): Generation[] {
  if (pending.marks.size === 0 && pending.gone.size === 0) return [...generations];
  return generations.filter(({ id }) => !pending.gone.has(id)).map((generation) => changed(generation, pending, now));
}

function changed(generation: Generation, pending: Pending, now: number): Generation {
  if (!("outputs" in generation)) return generation;
  const { marks, gone } = pending;
  if (!generation.outputs.some((output) => output.state === "delivered" && (marks.has(output.id) || gone.has(output.id)))) return generation;
  return { ...generation, outputs: generation.outputs.map((output) => changedOutput(output, pending, now)) };
}

function changedOutput(output: Output, { marks, gone }: Pending, now: number): Output {
  if (output.state !== "delivered") return output;
  if (gone.has(output.id)) return { state: "deleted", index: output.index };
  const wish = marks.get(output.id);
  return wish === undefined || wish === (output.markedAt !== null) ? output : { ...output, markedAt: wish ? now : null };
}
