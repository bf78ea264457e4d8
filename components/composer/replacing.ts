import type { Shelf } from "@/components/composer/browser-keep";
import { draftOf, withDraft, type ComposerState, type Settings } from "@/components/composer/composer-state";
import { replacedDraftsIn } from "@/components/composer/replaced-drafts";
import { takenBack } from "@/components/composer/taken-back";
import { offerUndo } from "@/components/composer/undo-offer";
import { translatorNow } from "@/components/language/translator-now";
import { isPlaced, storedReferences, type Tile } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import type { Store } from "@/components/ui/store";
import { showToast } from "@/components/ui/toast-queue";
import type { ComposerModel } from "@/lib/models/composer-model";

type Ports = { store: Store<ComposerState>; model: Pick<ComposerModel, "maxReferences">; sessionId: string; shelf: Shelf; removeTile: (id: string) => void; now?: () => number };
export type NextDraft = { settings: Settings; tiles: readonly Tile[] };

/** Whatever takes the place of a whole draft: one press brings back what stood, and what was written stays to be found. */
export function createReplacing({ store, model, sessionId, shelf, removeTile, now = Date.now }: Ports) {
  const replaced = replacedDraftsIn(shelf);
  const keep = (state: ComposerState) => replaced.keep({ sessionId, draft: draftOf(state), references: storedReferences(state.tiles), atMs: now() });
  const isEmpty = ({ settings, tiles }: ComposerState) => settings.prompt.trim() === "" && !tiles.some(isPlaced);

  function undo(before: ComposerState, loaded: ComposerState): void {
    const { settings, tiles, countChosen } = before;
    if (store.get().settings.prompt !== loaded.settings.prompt) keep(store.get());
    const back = (now: readonly Tile[]) => takenBack({ before: tiles, after: loaded.tiles, now, most: model.maxReferences });
    store.set((state) => ({ ...withDraft(state, settings, back(state.tiles)), countChosen }));
    announce(translatorNow()("composer.undone"));
  }

  /** After a change: `before` is what stood. With "Undo" beside it, where something was lost. */
  function told(before: ComposerState, text: string): void {
    keep(before);
    const loaded = store.get();
    if (isEmpty(before)) showToast({ text, actions: [] });
    else offerUndo(text, [{ label: translatorNow()("composer.undo"), run: () => undo(before, loaded) }]);
  }

  return {
    /** @param text what has happened. */
    replace({ settings, tiles }: NextDraft, text: string): void {
      const before = store.get();
      const staying = new Set(tiles.map(({ id }) => id));
      for (const { id, state } of before.tiles) if (state !== "stored" && !staying.has(id)) removeTile(id);
      store.set((state) => withDraft(state, settings, tiles));
      told(before, text);
    },
    told,
  };
}
