import type { SheetFrame } from "@/components/sheet/frame-acts";
import type { Generation } from "@/lib/generations/generation";

type Reference = Generation["references"][number];

/** A reference of the take that made the next link; `nth` as its prompt names it. */
export type Given = { reference: Reference; nth: number; generation: Generation };

/** What a take was given, in order. */
export const givenTo = (generation: Generation): Given[] => generation.references.map((reference, at) => ({ reference, nth: at + 1, generation }));

/** One link of how a frame came to be, with what else was given along with it. */
export type Link = { frame: SheetFrame | null; given: Given | null; beside: readonly Given[] };

/** An edit of an edit of an edit: more than this nobody follows. */
const MOST_LINKS = 50;

/**
 * From the first photograph to the frame: at each step the reference that was itself a frame, else the first one. A frame of
 * another session, or one that is gone, ends the line as a photograph does.
 */
export function lineOf(frame: SheetFrame, frames: readonly SheetFrame[]): Link[] {
  const byId = new Map(frames.map((other) => [other.output.id, other]));
  const seen = new Set<string>();
  const line: Link[] = [{ frame, given: null, beside: [] }];
  for (let now: SheetFrame | undefined = frame; now && line.length < MOST_LINKS && !seen.has(now.output.id);) {
    seen.add(now.output.id);
    const given = givenTo(now.generation);
    const main = given.find(({ reference }) => reference.madeFrom !== null) ?? given[0];
    if (!main) break;
    now = main.reference.madeFrom?.outputId ? byId.get(main.reference.madeFrom.outputId) : undefined;
    line.push({ frame: now ?? null, given: main, beside: given.filter((other) => other !== main) });
  }
  return line.reverse();
}
