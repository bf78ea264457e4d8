import { describe, expect, test } from "vitest";
import { readRecipe, recipeKind, recipeVersion, writeRecipe, type RecipeTake } from "@/lib/generations/recipe";

const sha256 = "ab".repeat(32);
const take = (nth: number): RecipeTake => ({
  take: nth, modelId: "bytedance/seedream-4-0/edit-sequential", engine: "runcomfy", madeAt: 1, prompt: "찻잔 4장", settings: { count: 4, size: "2560:1440 (16:9)", optimize: "fast", seed: 7 },
  references: [{ number: 1, name: "cups.jpg", file: "references/cups-abababab.jpg", sha256, madeFrom: { frame: "5-1", sha256 } }],
  frames: [{ name: `${nth}-1`, file: `cups-${nth}-1.png`, sha256, bytes: 9, mime: "image/png", width: 64, height: 36, marked: true }],
});

test("what is written is read back, newest take first", () => {
  const read = readRecipe(writeRecipe({ title: "Cups", savedAt: 5, takes: [take(1), take(2)] }));
  expect(read).toEqual({ ok: true, value: { kind: recipeKind, version: recipeVersion, title: "Cups", savedAt: 5, takes: [take(2), take(1)], unreadable: 0 } });
});
test("a byte order mark, and fields of a later minor writer, are no hindrance", () => {
  const json = JSON.stringify({ kind: recipeKind, version: 1, title: "Cups", savedAt: 5, takes: [{ ...take(1), mood: "calm" }], more: true });
  expect(readRecipe(`\ufeff${json}`)).toMatchObject({ ok: true, value: { takes: [take(1)] } });
});
test("one bad take hides no other", () => {
  const json = JSON.stringify({ kind: recipeKind, version: 1, title: "Cups", savedAt: 5, takes: [{ ...take(1), prompt: 7 }, take(2), null] });
  expect(readRecipe(json)).toMatchObject({ ok: true, value: { takes: [{ take: 2 }], unreadable: 2 } });
});

describe("what is no recipe is said to be none", () => {
  test.each(["", "{broken", "[]", "null", "7", JSON.stringify({ kind: "other", version: 1 }), JSON.stringify({ kind: recipeKind, version: 1, title: "t", savedAt: 1, takes: {} })])("%s", (json) => {
    expect(readRecipe(json)).toEqual({ ok: false, error: { code: "not_a_recipe" } });
  });
  test("a later version is named", () => {
    expect(readRecipe(JSON.stringify({ kind: recipeKind, version: 9, title: "t", savedAt: 1, takes: [] }))).toEqual({ ok: false, error: { code: "newer", version: 9 } });
  });
});
