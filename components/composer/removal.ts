import { withTiles, type ComposerState } from "@/components/composer/composer-state";
import { offerUndo } from "@/components/composer/undo-offer";
import { translatorNow } from "@/components/language/translator-now";
import { isPlaced, placedCount, referenceOf, storedReferences, type Tile } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import type { Store } from "@/components/ui/store";
import { showToast } from "@/components/ui/toast-queue";
import type { ComposerModel } from "@/lib/models/composer-model";

type Ports = {
  store: Store<ComposerState>;
  model: Pick<ComposerModel, "maxReferences">;
  /** What was on its way when it was taken away sets out again. */
  setOut: (tile: Tile) => void;
};

/** As it comes back: what was on its way begins anew. */
function anew(tile: Tile): Tile {
  if (tile.state === "stored" || !("original" in tile)) return tile;
  const { id, name, original, way } = tile;
  return { id, name, original, way, previewUrl: null, instead: null, state: "preparing", step: "waiting", percent: 0 };
}

/** Behind the nearest of those that stood before it and are there still. */
export function putBack(before: readonly Tile[], now: readonly Tile[], tile: Tile): readonly Tile[] {
  const ahead = before.slice(0, before.findIndex(({ id }) => id === tile.id)).map(({ id }) => id);
  const at = now.findLastIndex(({ id }) => ahead.includes(id)) + 1;
  return [...now.slice(0, at), tile, ...now.slice(at)];
}

/** Tells that a reference was taken away, and puts that one back on request. What never became one goes without a word. */
export const createRemoval = ({ store, model, setOut }: Ports) => (before: readonly Tile[], id: string): void => {
  const tile = before.find((one) => one.id === id);
  const isThere = () => store.get().tiles.some((one) => one.id === id);
  if (!tile || !isPlaced(tile) || isThere()) return;
  const { name } = tile;
  const undo = () => {
    const { tiles } = store.get();
    const t = translatorNow();
    if (isThere() || storedReferences(tiles).some((reference) => reference.id === referenceOf(tile)?.id)) return showToast({ text: t("composer.add.already", { name }), actions: [] });
    if (placedCount(tiles) >= model.maxReferences) return showToast({ text: t("composer.add.full", { most: model.maxReferences }), actions: [] });
    const back = anew(tile);
    store.set((state) => withTiles(state, putBack(before, state.tiles, back)));
    announce(t("composer.undone"));
    setOut(back);
  };
  offerUndo(translatorNow()("composer.add.removed", { name }), [{ label: translatorNow()("ui.undo"), run: undo }]);
};
