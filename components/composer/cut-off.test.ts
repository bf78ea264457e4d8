import { expect, test } from "vitest";
import { cutOffOf } from "@/components/composer/cut-off";
import { storedTile, type Tile } from "@/components/references/tile";
import { limits } from "@/lib/limits";
import { unchosen } from "@/lib/references/way";

const SESSION = "ses_0193f2a1b2c3d4e5f60718293a4b5c6d";
const tab = () => {
  const kept = new Map<string, string>();
  return () => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) });
};
const base = (name: string) => ({ id: name, name, original: new File(["x"], name), previewUrl: null, way: unchosen, instead: null });
const preparing = (name: string): Tile => ({ ...base(name), state: "preparing", step: "decoding", percent: 5 });
const failed = (name: string): Tile => ({ ...base(name), state: "failed", failure: { code: "cut_off" }, fixed: null });
const stored = storedTile({ id: `ref_${"1".repeat(32)}`, name: "there.jpg", format: "jpeg", width: 8, height: 8, bytes: 1, thumbUrl: "/t", madeFrom: null, source: null });

test("the next page is told which files were on their way, once, and of no others", () => {
  const shelf = tab();
  cutOffOf(SESSION, shelf).note([stored, preparing("a.heic"), failed("b.jpg"), { id: "c", name: "c.jpg", state: "fetching", address: "https://example.org/c.jpg" }]);
  const next = cutOffOf(SESSION, shelf);
  expect(next.take()).toEqual(["a.heic", "c.jpg"]);
  expect(next.take()).toEqual([]);
});

test("nothing is missing where a reference was being turned, fitted otherwise or replaced: it is there as it was", () => {
  const shelf = tab();
  const instead = stored.state === "stored" ? stored.reference : null;
  cutOffOf(SESSION, shelf).note([{ ...base("turned.jpg"), instead, state: "preparing", step: "decoding", percent: 5 }, preparing("a.heic")]);
  expect(cutOffOf(SESSION, shelf).take()).toEqual(["a.heic"]);
});

test("files that arrived are not missing", () => {
  const shelf = tab();
  const before = cutOffOf(SESSION, shelf);
  before.note([preparing("a.heic")]);
  before.note([stored]);
  expect(cutOffOf(SESSION, shelf).take()).toEqual([]);
});

test("what is kept is bounded, and what another wrote there is not believed", () => {
  const shelf = tab();
  cutOffOf(SESSION, shelf).note(Array.from({ length: 50 }, (_, at) => preparing(`${at}.jpg`)));
  expect(cutOffOf(SESSION, shelf).take()).toHaveLength(limits.cutOffNames);
  shelf().setItem(`contact-sheet:adding:${SESSION}`, JSON.stringify([1, { a: 2 }, "x".repeat(999)]));
  expect(cutOffOf(SESSION, shelf).take()).toEqual(["x".repeat(limits.fileNameChars)]);
});
