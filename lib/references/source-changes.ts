import type { ImageFacts } from "@/lib/references/image-facts";
import type { Change } from "@/lib/references/source";
import type { Fixing } from "@/lib/references/verdict";
import type { Turns } from "@/lib/references/way";

/** As `changeSchema` bounds it. */
const PROFILE_NAME_CHARS = 80;

export type Made = { fixing: Fixing; quality: number | null; isShrunkForBytes: boolean };

/** What was done to a file, in the order in which it is done; `made` is null where its pixels stayed. */
export function changesOf({ metadata, orientation, colour, pictures }: ImageFacts, made: Made | null, turns: Turns = 0): Change[] {
  const changes: Change[] = [];
  if (metadata.length > 0) changes.push({ kind: "stripped", what: [...metadata] });
  if (orientation !== 1) changes.push({ kind: "turned", orientation });
  if (turns !== 0) changes.push({ kind: "turned_by_hand", turns });
  if (colour.kind === "other") changes.push({ kind: "recoloured", from: colour.name.slice(0, PROFILE_NAME_CHARS) });
  if (pictures !== 1) changes.push({ kind: "first_of", pictures });
  if (!made) return changes;
  const { part, scaled, fit } = made.fixing;
  if (fit) changes.push({ kind: "fitted", fit });
  if (made.isShrunkForBytes) changes.push({ kind: "shrunk", why: "bytes" });
  else if (scaled.width < part.width || scaled.height < part.height) changes.push({ kind: "shrunk", why: "sides" });
  changes.push({ kind: "encoded", quality: made.quality });
  return changes;
}
