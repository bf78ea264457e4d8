import { expect, test } from "vitest";
import { countPushedDown, roomForFiles, withFailure, withStored } from "@/components/composer/coming-in";
import { draftOf, initialComposer, shownFindings, withChosenCount, withPlacedAt, withSettings, withTile, withTiles, withTypedPrompt } from "@/components/composer/composer-state";
import { storedTile } from "@/components/references/tile";
import { defaultModel } from "@/lib/models/catalog";
import type { Reference } from "@/lib/references/reference";
import { unchosen } from "@/lib/references/way";

const reference = (digit: number): Reference => ({
  id: `ref_${String(digit).padStart(32, "0")}`, name: `${digit}.jpg`, format: "jpeg", width: 800, height: 600, bytes: 1000, thumbUrl: "/t", madeFrom: null, source: null,
});
const tiles = (count: number) => Array.from({ length: count }, (_, at) => storedTile(reference(at + 1)));
const composer = (prompt: string, count: number, references = 1) => initialComposer({ ...defaultModel.emptyDraft(), prompt, count }, tiles(references));

test("choosing a count rewrites the number in the prompt, in the person's own words", () => {
  expect(withChosenCount(composer("Generate 4 images of cups", 4), 6).settings).toMatchObject({ prompt: "Generate 6 images of cups", count: 6 });
  expect(withChosenCount(composer("make it dusk", 4), 6).settings).toMatchObject({ prompt: "make it dusk", count: 6 });
});

test("a reference that would push the count down is asked about, another is not", () => {
  const addition = { kind: "output", outputId: "out" } as const;
  expect(countPushedDown(defaultModel, composer("", 9), 7, addition)).toMatchObject({ count: 9, references: 7, room: 8 });
  expect(countPushedDown(defaultModel, composer("", 9), 6, addition)).toBeNull();
});

test("files beyond the model's number of references are named, the others come in", () => {
  const files = ["a", "b", "c"].map((name) => new File(["x"], name));
  const { admitted, beyond } = roomForFiles(defaultModel, tiles(8), files);
  expect(admitted.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(beyond.map(({ name }) => name)).toEqual(["c"]);
});

test("the same picture twice is one reference", () => {
  const state = withTiles(composer("", 1, 2), [...tiles(2), { id: "new", name: "again", state: "making", replacesAll: false }]);
  expect(withStored(state, "new", reference(1)).tiles.map(({ id }) => id)).toEqual(tiles(2).map(({ id }) => id));
});

const fromFile = (id: string, instead: Reference | null) => ({ id, name: id, original: new File(["x"], id), previewUrl: null, way: unchosen, instead });

test("a tile is placed at a number, those between move along, and beyond the ends is the end", () => {
  const state = composer("", 1, 3);
  const [first = "", second = "", third = ""] = state.tiles.map(({ id }) => id);
  const placed = (id: string, to: number) => withPlacedAt(state, id, to).tiles.map((tile) => tile.id);
  expect(placed(third, 0)).toEqual([third, first, second]);
  expect(placed(first, 1)).toEqual([second, first, third]);
  expect(placed(first, 99)).toEqual([second, third, first]);
  expect(withPlacedAt(state, third, 99)).toBe(state);
  expect(withPlacedAt(state, "nobody", 0)).toBe(state);
});

test("a tile without a number stays where it is while others are moved around it", () => {
  const state = composer("", 1, 2);
  const [first, second] = state.tiles;
  if (!first || !second) throw new Error("no tiles");
  const failed = { ...fromFile("bad", null), state: "failed", failure: { code: "cut_off" }, fixed: null } as const;
  expect(withPlacedAt(withTiles(state, [first, failed, second]), second.id, 0).tiles).toEqual([second, failed, first]);
});

test("until another file has taken its place a reference is in the draft, and stays where that file fails", () => {
  const state = composer("", 1, 1);
  const old = reference(1);
  const changing = withTile(state, old.id, () => ({ ...fromFile(old.id, old), state: "preparing", step: "decoding", percent: 10 }));
  expect(draftOf(changing).referenceIds).toEqual([old.id]);
  expect(withFailure(changing, old.id, { code: "cut_off" }).tiles).toEqual([storedTile(old)]);
  expect(draftOf(withStored(changing, old.id, reference(2))).referenceIds).toEqual([reference(2).id]);
});

test("before a try only what is there is faulted; afterwards what is missing too", () => {
  const noRoom = { code: "no_room", references: 10, room: 5 } as const;
  const findings = { prompt: { code: "prompt_empty" }, references: { code: "no_reference" }, count: noRoom } as const;
  expect(shownFindings(findings, composer("", 1))).toEqual({ count: noRoom });
  expect(shownFindings(findings, composer("x", 1))).toEqual({ prompt: findings.prompt, count: noRoom });
  expect(shownFindings(findings, { ...composer("", 1), attempted: true })).toEqual(findings);
});

test("a refusal speaks of the draft as it was: a change takes it away, and keeps an unanswered click", () => {
  const refused = { ...composer("", 1), submit: { state: "refused", refusal: { code: "session_not_found" } } } as const;
  expect(withSettings(refused, { count: 2 }).submit).toEqual({ state: "idle" });
  expect(withSettings({ ...composer("", 1), submit: { state: "unanswered" } }, { count: 2 }).submit).toEqual({ state: "unanswered" });
});

test("a typed number is the count until the person chose one; then the two may differ, and are shown to", () => {
  const fresh = composer("", defaultModel.emptyDraft().count);
  const typed = withTypedPrompt(fresh, "Generate 6 images of cups", 14);
  expect(typed.settings.count).toBe(6);
  expect(withTypedPrompt(typed, "Generate 5 images of cups", 14).settings.count).toBe(5);
  expect(withTypedPrompt(fresh, "Generate 15 images of cups", 14).settings.count).toBe(defaultModel.emptyDraft().count);
  const chosen = withChosenCount(typed, 4);
  expect(withTypedPrompt(chosen, "Generate 9 images of cups", 14).settings).toMatchObject({ prompt: "Generate 9 images of cups", count: 4 });
});

test("after a reload a number that is typed is followed again, unless prompt and count differ already", () => {
  expect(withTypedPrompt(composer("No number yet", 5), "Generate 7 images of cups", 14).settings.count).toBe(7);
  expect(withTypedPrompt(composer("Generate 3 images of cups", 5), "Generate 7 images of cups", 14).settings.count).toBe(5);
  // A number that there is no room for was not followed when it was typed: the count beside it was not chosen.
  const beyond = initialComposer({ ...defaultModel.emptyDraft(), prompt: "Generate 20 images of cups", count: 5 }, tiles(1), 14);
  expect(withTypedPrompt(beyond, "Generate 2 images of cups", 14).settings.count).toBe(2);
});
