import type { Shelf } from "@/components/composer/browser-keep";
import { draftOf, withDraft, type ComposerState, type Settings } from "@/components/composer/composer-state";
import { replacedDraftsIn } from "@/components/composer/replaced-drafts";
import { translatorNow } from "@/components/language/translator-now";
import { isPlaced, storedReferences, type Tile } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import type { Store } from "@/components/ui/store";
import { showToast } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";

type Ports = { store: Store<ComposerState>; sessionId: string; shelf: Shelf; removeTile: (id: string) => void; now?: () => number };
export type NextDraft = { settings: Settings; tiles: readonly Tile[] };

/** Whatever takes the place of a whole draft: one press brings back what stood, and what was written stays to be found. */
export function createReplacing({ store, sessionId, shelf, removeTile, now = Date.now }: Ports) {
  const replaced = replacedDraftsIn(shelf);
  const keep = (state: ComposerState) => replaced.keep({ sessionId, draft: draftOf(state), references: storedReferences(state.tiles), atMs: now() });
  const isEmpty = ({ settings, tiles }: ComposerState) => settings.prompt.trim() === "" && !tiles.some(isPlaced);

  function undo(before: ComposerState, loaded: ComposerState): void {
    const { settings, tiles, countChosen } = before;
    if (store.get().settings.prompt !== loaded.settings.prompt) keep(store.get());
    store.set((state) => ({ ...withDraft(state, settings, tiles.filter(({ state: is }) => is === "stored")), countChosen }));
    announce(translatorNow()("composer.undone"));
  }

  /** After a change: `before` is what stood. With "Undo" beside it; announced alone where nothing was lost. */
  function told(before: ComposerState, text: string): void {
    keep(before);
    const loaded = store.get();
    if (isEmpty(before)) announce(text);
    else showToast({ text, actions: [{ label: translatorNow()("composer.undo"), run: () => undo(before, loaded) }], showMs: limits.undoMs });
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
