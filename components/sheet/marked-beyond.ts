import type { SheetCounts } from "@/lib/generations/sheet-state";

/** How many marked frames are in takes that are not read yet, as of the page down to `oldest`. */
export type MarkedBeyond = { counts: SheetCounts; oldest: number | null; marked: number };

type Known = { counts: SheetCounts; oldest: number | null; /** Marked frames in the takes that are read. */ here: number };

/** What was told stays until another page is read, whatever is marked here meanwhile. Of two pages with the same counts, the query keeps one object. */
export function markedBeyond(told: MarkedBeyond | null, { counts, oldest, here }: Known): MarkedBeyond {
  if (told && told.counts === counts && told.oldest === oldest) return told;
  return { counts, oldest, marked: Math.max(0, counts.marked - here) };
}
