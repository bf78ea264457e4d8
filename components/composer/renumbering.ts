import type { Composer } from "@/components/composer/composer";
import { withSettings, withTiles, type ComposerState } from "@/components/composer/composer-state";
import { asBefore, goneNumbers, movesBetween, renumbered } from "@/components/composer/renumber";
import { offerUndo } from "@/components/composer/undo-offer";
import type { Witness } from "@/components/composer/witness";
import { translatorNow } from "@/components/language/translator-now";
import { isPlaced, type Tile } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import { createStore } from "@/components/ui/store";
import type { Translator } from "@/lib/messages/translator";
import { referencesInPrompt } from "@/lib/models/prompt-count";

/** The prompt names pictures by numbers that they no longer have. */
export type StaleNumbers = {
  /** Numbers it names whose picture was taken away. */
  gone: readonly number[];
  /** False where new numbers would be the same ones. */
  changes: boolean;
  /** False where a picture that was taken away had not been stored yet. */
  canPutBack: boolean;
};

const placedIds = (tiles: readonly Tile[]): string[] => tiles.filter(isPlaced).map(({ id }) => id);
const mentions = (prompt: string): string => referencesInPrompt(prompt).map(({ number }) => number).join();

/**
 * Watches the references move under a prompt that names them by number, what was witnessed before included. Whenever
 * its numbers are typed anew, they mean the references as they are then.
 */
export function createRenumbering({ store, model }: Pick<Composer, "store" | "model">, witness: Witness) {
  /** The state that the prompt's numbers were written for. */
  let written = witness.steps[0] ?? store.get();
  const stale = createStore<StaleNumbers | null>(null);

  const movesNow = () => movesBetween(placedIds(written.tiles), placedIds(store.get().tiles));

  const isWrittenAnew = ({ settings: { prompt } }: ComposerState) => mentions(prompt) !== mentions(written.settings.prompt);

  function look(): void {
    const { settings: { prompt } } = store.get();
    if (isWrittenAnew(store.get())) written = store.get();
    const moves = movesNow();
    const gone = goneNumbers(prompt, moves);
    const changes = renumbered(prompt, moves, "en").prompt !== prompt;
    const next = gone.length > 0 || changes ? { gone, changes, canPutBack: gone.length > 0 && canPutBack() } : null;
    if (JSON.stringify(next) !== JSON.stringify(stale.get())) {
      stale.set(() => next);
      if (next) announce(staleText(translatorNow(), next));
    }
  }

  function takenAway(): Tile[] {
    const { tiles } = store.get();
    return written.tiles.filter((tile) => isPlaced(tile) && !tiles.some(({ id }) => id === tile.id));
  }

  const canPutBack = (): boolean =>
    takenAway().every(({ state }) => state === "stored") && placedIds(store.get().tiles).length + takenAway().length <= model.maxReferences;

  return {
    stale,
    start(): () => void {
      witness.stop();
      for (const step of witness.steps) if (isWrittenAnew(step)) written = step;
      look();
      return store.subscribe(look);
    },
    /** These numbers are meant as they stand. */
    keep(): void {
      written = store.get();
      look();
    },
    putBack(): void {
      const { tiles } = store.get();
      const back = written.tiles.filter((tile) => takenAway().includes(tile) || tiles.some(({ id }) => id === tile.id));
      /** As they are now: an upload may have got on meanwhile. */
      const inOrder = back.map((tile) => tiles.find(({ id }) => id === tile.id) ?? tile);
      store.set((state) => withTiles(state, [...inOrder, ...tiles.filter((tile) => !inOrder.includes(tile))]));
      announce(translatorNow()("composer.undone"));
    },
    renumber(): void {
      const { settings: { prompt: before } } = store.get();
      const t = translatorNow();
      const made = renumbered(before, movesNow(), t.language);
      const order = written;
      const write = (prompt: string, meant: ComposerState) => {
        written = { ...meant, settings: { ...meant.settings, prompt } };
        store.set((state) => withSettings(state, { prompt }));
      };
      write(made.prompt, store.get());
      const undo = () => write(asBefore(store.get().settings.prompt, made, before), order);
      offerUndo(t("composer.renumber.done"), [{ label: t("ui.undo"), run: undo }]);
    },
  };
}

export function staleText(t: Translator, { gone, changes }: StaleNumbers): string {
  const images = gone.map((number) => t("references.image", { number })).join(", ");
  if (gone.length > 0) return t(`composer.gone.${gone.length === 1 ? "one" : "several"}`, { images });
  return changes ? t("composer.renumber.stale") : "";
}
