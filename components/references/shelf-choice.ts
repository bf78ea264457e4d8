import { numberOf, type Tile } from "@/components/references/tile";
import type { ShelfPicture } from "@/lib/references/shelf";

export const idOf = (picture: ShelfPicture): string => (picture.kind === "reference" ? picture.reference.id : picture.outputId);

/** What is chosen, after `ids` of the shown ones are: what was chosen in another list stays, and so does the order of choosing. */
export function withChoice(chosen: readonly ShelfPicture[], shown: readonly ShelfPicture[], ids: readonly string[]): ShelfPicture[] {
  const kept = chosen.filter((picture) => ids.includes(idOf(picture)) || !shown.some((one) => idOf(one) === idOf(picture)));
  return [...kept, ...shown.filter((picture) => ids.includes(idOf(picture)) && !kept.some((one) => idOf(one) === idOf(picture)))];
}

/** The number that it has in the draft already; null where it is not in it. */
export function numberInDraft(tiles: readonly Tile[], picture: ShelfPicture): number | null {
  const referenceId = picture.kind === "reference" ? picture.reference.id : picture.referenceId;
  const tile = tiles.find((one) => one.state === "stored" && one.reference.id === referenceId);
  return tile ? numberOf(tiles, tile.id) : null;
}
