import { beforeEach, expect, test, vi } from "vitest";
import { initialComposer, withoutTile, withTiles, type ComposerState } from "@/components/composer/composer-state";
import { createRemoval, putBack } from "@/components/composer/removal";
import { storedTile, type Tile } from "@/components/references/tile";
import { createStore } from "@/components/ui/store";
import { takeToasts } from "@/components/ui/toast-queue";
import { defaultModel as model } from "@/lib/models/catalog";
import { unchosen } from "@/lib/references/way";
import { speakEnglish } from "@/tests/support/languages";

const tile = (id: string): Tile => storedTile({ id, name: `${id}.jpg`, format: "jpeg", width: 1, height: 1, bytes: 1, thumbUrl: "/t", madeFrom: null, source: null });
const sending: Tile = { id: "b", name: "b.jpg", original: new File([], "b.jpg"), previewUrl: "blob:b", way: unchosen, instead: null, state: "preparing", step: "fitting", percent: 40 };

beforeEach(() => {
  speakEnglish();
  takeToasts();
});

function removed(tiles: readonly Tile[], id: string, most = 10) {
  const store = createStore<ComposerState>(initialComposer(model.emptyDraft(), tiles));
  const setOut = vi.fn();
  store.set((state) => withoutTile(state, id));
  createRemoval({ store, model: { maxReferences: most }, setOut })(tiles, id);
  const [toast] = takeToasts();
  return { store, setOut, text: toast?.text, undo: () => toast?.actions[0]?.run(), order: () => store.get().tiles.map(({ id }) => id).join("") };
}

test("one that is taken away is told of, and comes back to its place beside what was added since", () => {
  const { store, text, undo, order } = removed(["a", "b", "c"].map(tile), "b");
  expect(text).toBe("b.jpg was removed.");
  store.set((state) => withTiles(state, [...state.tiles, tile("d")]));
  undo();
  expect(order()).toBe("abcd");
  undo();
  expect(order()).toBe("abcd");
});

test("what was on its way sets out again, from its file", () => {
  const { store, setOut, undo } = removed([tile("a"), sending], "b");
  undo();
  expect(store.get().tiles[1]).toMatchObject({ id: "b", state: "preparing", percent: 0, previewUrl: null });
  expect(setOut).toHaveBeenCalledExactlyOnceWith(store.get().tiles[1]);
});

test("where there is no room any more, or it was added anew, it is said and nothing is put back", () => {
  const full = removed(["a", "b"].map(tile), "b", 1);
  full.undo();
  expect([full.order(), takeToasts()[0]?.text]).toEqual(["a", "The model takes 1 references: remove one first."]);
  const again = removed(["a", "b"].map(tile), "b");
  again.store.set((state) => withTiles(state, [...state.tiles, { ...tile("b"), id: "x" }]));
  again.undo();
  expect([again.order(), takeToasts()[0]?.text]).toEqual(["ax", "b.jpg is among the references already."]);
});

test("without any that stood before it, it is the first", () => {
  expect(putBack(["a", "b", "c"].map(tile), [tile("c")], tile("b")).map(({ id }) => id)).toEqual(["b", "c"]);
});
