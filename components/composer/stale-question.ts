import type { ComposerState } from "@/components/composer/composer-state";
import type { Tile } from "@/components/references/tile";

/** Made fit, and kept from going out until what it costs in images was answered. */
export const isHeld = ({ state }: Tile): boolean => state === "prepared";

/** What the open question asks about was taken away or replaced: nothing is left to be answered. */
export function isStale({ question, tiles }: Pick<ComposerState, "question" | "tiles">, isFittable: (tile: Tile) => boolean): boolean {
  switch (question?.kind) {
    case "fit": return !tiles.some((tile) => tile.id === question.id && isFittable(tile));
    case "count_down": return question.addition.kind === "files" && !tiles.some(isHeld);
    case "edit_place":
    case "recipe_take":
    case undefined: return false;
    default: return question satisfies never;
  }
}
