import { beforeEach, expect, test } from "vitest";
import { initialComposer, withoutTile, withPlacedAt, withSettings, withTiles, withTypedPrompt, type ComposerState } from "@/components/composer/composer-state";
import { createRenumbering, staleText } from "@/components/composer/renumbering";
import { witnessOf } from "@/components/composer/witness";
import { storedTile, type Tile } from "@/components/references/tile";
import { createStore } from "@/components/ui/store";
import { takeToasts } from "@/components/ui/toast-queue";
import { defaultModel as model } from "@/lib/models/catalog";
import type { Reference } from "@/lib/references/reference";
import { english, speakEnglish } from "@/tests/support/languages";

const reference = (id: string): Reference => ({ id, name: `${id}.jpg`, format: "jpeg", width: 1, height: 1, bytes: 1, thumbUrl: "/t", madeFrom: null, source: null });
const tile = (id: string): Tile => storedTile(reference(id));
const PROMPT = "image 1 beside image 2 and image 3";

function begun(prompt = PROMPT, ...ids: string[]) {
  const store = createStore<ComposerState>(initialComposer({ ...model.emptyDraft(), prompt }, (ids.length > 0 ? ids : ["a", "b", "c"]).map(tile)));
  const renumbering = createRenumbering({ store, model }, witnessOf(store));
  renumbering.start();
  return { store, renumbering, order: () => store.get().tiles.map(({ id }) => id), prompt: () => store.get().settings.prompt };
}
const undoLast = () => takeToasts().at(-1)?.actions.find(({ label }) => label === "Undo")?.run();

beforeEach(speakEnglish);

test("nothing is offered while the numbers mean what they meant", () => {
  const { store, renumbering } = begun();
  store.set((state) => withTiles(state, [...state.tiles, tile("d")]));
  expect(renumbering.stale.get()).toBeNull();
});

test("taking away what is named warns, renumbers on request, and undoes both ways", () => {
  const { store, renumbering, order, prompt } = begun();
  store.set((state) => withoutTile(state, "b"));
  expect(renumbering.stale.get()).toEqual({ gone: [2], changes: true, canPutBack: true });
  renumbering.renumber();
  expect(prompt()).toBe("image 1 beside (image removed) and image 2");
  expect(renumbering.stale.get()).toBeNull();
  store.set((state) => withTypedPrompt(state, `${state.settings.prompt}, at dusk`, 10));
  undoLast();
  expect(prompt()).toBe(`${PROMPT}, at dusk`);
  expect(renumbering.stale.get()).toMatchObject({ gone: [2] });
  renumbering.putBack();
  expect(order()).toEqual(["a", "b", "c"]);
  expect(renumbering.stale.get()).toBeNull();
});

test("what is added after a renumbering is not what the prompt named before", () => {
  const { store, renumbering, prompt } = begun();
  store.set((state) => withoutTile(state, "c"));
  renumbering.renumber();
  store.set((state) => withTiles(state, [...state.tiles, tile("new")]));
  expect(prompt()).toBe("image 1 beside image 2 and (image removed)");
  expect(renumbering.stale.get()).toBeNull();
});

test("the last one that is named can be put back, or its name be taken out", () => {
  const { store, renumbering } = begun();
  store.set((state) => withoutTile(state, "c"));
  const stale = renumbering.stale.get();
  expect(stale).toEqual({ gone: [3], changes: true, canPutBack: true });
  expect(stale && staleText(english, stale)).toBe("The prompt names image 3, which was taken away.");
});

test("what happened while this was loading is known all the same", () => {
  const store = createStore<ComposerState>(initialComposer(model.emptyDraft(), ["a", "b", "c"].map(tile)));
  const witness = witnessOf(store);
  store.set((state) => withTypedPrompt(state, PROMPT, 10));
  store.set((state) => withoutTile(state, "b"));
  const renumbering = createRenumbering({ store, model }, witness);
  renumbering.start();
  expect(renumbering.stale.get()).toMatchObject({ gone: [2], canPutBack: true });
});

test("what is not named is taken away without a word", () => {
  const { store, renumbering } = begun("image 1 alone");
  store.set((state) => withoutTile(state, "c"));
  expect(renumbering.stale.get()).toBeNull();
});

test("a reorder is offered, and an order given back takes the offer along", () => {
  const { store, renumbering } = begun();
  store.set((state) => withPlacedAt(state, "a", 2));
  expect(renumbering.stale.get()).toEqual({ gone: [], changes: true, canPutBack: false });
  store.set((state) => withPlacedAt(state, "a", 0));
  expect(renumbering.stale.get()).toBeNull();
});

test("numbers typed after a change mean the references as they are; other words leave the offer", () => {
  const { store, renumbering } = begun();
  store.set((state) => withPlacedAt(state, "a", 2));
  store.set((state) => withTypedPrompt(state, `${PROMPT} at dusk`, 10));
  expect(renumbering.stale.get()).not.toBeNull();
  store.set((state) => withTypedPrompt(state, "image 3 alone", 10));
  expect(renumbering.stale.get()).toBeNull();
});

test("a sample's prompt that comes with its own picture is about that one", () => {
  const { store, renumbering } = begun();
  store.set((state) => withSettings(withTiles(state, [tile("s")]), { prompt: "the cups of image 1" }));
  expect(renumbering.stale.get()).toBeNull();
});

test("where there is no room any more, nothing is put back", () => {
  const ids = Array.from({ length: model.maxReferences }, (_, at) => `r${at}`);
  const { store, renumbering, order } = begun(PROMPT, ...ids);
  store.set((state) => withoutTile(state, "r1"));
  store.set((state) => withTiles(state, [...state.tiles, tile("new")]));
  expect(renumbering.stale.get()).toMatchObject({ gone: [2], canPutBack: false });
  expect(order()).toHaveLength(model.maxReferences);
});
