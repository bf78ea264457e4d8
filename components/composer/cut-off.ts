import { keptIn, type Shelf } from "@/components/composer/browser-keep";
import type { ComposerState } from "@/components/composer/composer-state";
import { translatorNow } from "@/components/language/translator-now";
import { isUnderWay, referenceOf, type Tile } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import type { Store } from "@/components/ui/store";
import { limits } from "@/lib/limits";

/** Files that are not references yet: a page that is left now loses them. What was to take a reference's place leaves that one where it is. */
const namesUnderWay = (tiles: readonly Tile[]): string[] =>
  tiles.flatMap((tile) => (isUnderWay(tile) && tile.state !== "making" && !referenceOf(tile) ? [tile.name] : [])).slice(0, limits.cutOffNames);

/** Keeps their names in the tab, so that the page that comes next can say which are missing. */
export function cutOffOf(sessionId: string, tab: Shelf) {
  const kept = keptIn(tab, `contact-sheet:adding:${sessionId}`);
  let noted = "";
  return {
    note(tiles: readonly Tile[]): void {
      const names = namesUnderWay(tiles);
      const now = names.join("\n");
      if (now === noted) return;
      noted = now;
      if (names.length > 0) kept.write(names);
      else kept.forget();
    },
    /** Once: what was told is forgotten. */
    take(): string[] {
      const found = kept.read();
      kept.forget();
      return Array.isArray(found) ? found.filter((name) => typeof name === "string").slice(0, limits.cutOffNames).map((name) => name.slice(0, limits.fileNameChars)) : [];
    },
  };
}

export function tellCutOff(store: Store<ComposerState>, left: Pick<ReturnType<typeof cutOffOf>, "take">): void {
  const names = left.take();
  if (names.length === 0) return;
  store.set((state) => ({ ...state, cutOff: names }));
  announce(translatorNow()("composer.add.cutOff", { count: names.length, names: names.join(", ") }));
}
