import type { ComposerModel } from "@/lib/models/composer-model";

/** How many images may be asked for beside so many references; 0 where the references leave none. */
export function roomForImages({ mostImagesInAll, counts }: ComposerModel, references: number): number {
  const left = mostImagesInAll - references;
  return counts.findLast((count) => count <= left) ?? 0;
}

/** The nearest count that the model offers and the references leave room for; the least one where there is no room. */
export function clampCount(model: ComposerModel, count: number, references: number): number {
  const room = roomForImages(model, references);
  return model.counts.findLast((offered) => offered <= Math.min(count, room)) ?? model.counts[0] ?? 1;
}
