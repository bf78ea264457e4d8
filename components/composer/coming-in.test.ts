import { expect, test } from "vitest";
import { withFailure, withStored } from "@/components/composer/coming-in";
import { initialComposer, type ComposerState } from "@/components/composer/composer-state";
import { storedReferences, type Tile } from "@/components/references/tile";
import { defaultModel } from "@/lib/models/catalog";
import type { Reference } from "@/lib/references/reference";
import { unchosen } from "@/lib/references/way";

const reference = (digit: number): Reference => ({
  id: `ref_${String(digit).padStart(32, "0")}`, name: `${digit}.jpg`, format: "jpeg", width: 800, height: 600, bytes: 1000, thumbUrl: "/t", madeFrom: null, source: null,
});
const onItsWay = (id: string, instead: Reference | null): Tile => ({
  id, name: "a.jpg", original: new File(["x"], "a.jpg"), previewUrl: null, way: unchosen, instead, state: "preparing", step: "decoding", percent: 1,
});
const composerOf = (tiles: readonly Tile[]): ComposerState => initialComposer(defaultModel.emptyDraft(), tiles);

test("a file added again while another way of it is made is not a second tile, also where that way then fails", () => {
  const both = composerOf([onItsWay("turned", reference(1)), onItsWay("again", null)]);
  const after = withFailure(withStored(both, "again", reference(1)), "turned", { code: "cut_off" });
  expect(storedReferences(after.tiles).map(({ id }) => id)).toEqual([reference(1).id]);
  expect(after.tiles).toMatchObject([{ id: "turned", state: "stored" }]);
});

test("a way that gives what stood is that reference still", () => {
  const after = withStored(composerOf([onItsWay("turned", reference(1))]), "turned", reference(1));
  expect(after.tiles).toMatchObject([{ id: "turned", state: "stored", reference: { id: reference(1).id } }]);
});
