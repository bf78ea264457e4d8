import { expect, test } from "vitest";
import { atWordAt, mentionText, offeredFor } from "@/components/composer/at-word";
import type { Tile } from "@/components/references/tile";
import { english, korean } from "@/tests/support/languages";

const making = (id: string): Tile => ({ id, name: "6-2", state: "making", replacesAll: false });
const tile = (id: string, name: string): Tile => ({ id, name, state: "stored", reference: { id, name, format: "jpeg", width: 1, height: 1, bytes: 1, thumbUrl: "/t", madeFrom: null, source: null } });
const tiles = [tile("a", "cups.jpg"), making("m"), tile("b", "한글 컵.png"), tile("c", "Oranges.PNG")];

test("an @ begins a word, in the middle of a text and behind Korean brackets too", () => {
  expect(atWordAt("@", 1)).toEqual({ start: 0, end: 1, query: "" });
  expect(atWordAt("the cups of @cu at dusk", 15)).toEqual({ start: 12, end: 15, query: "cu" });
  expect(atWordAt("(@컵", 3)).toEqual({ start: 1, end: 3, query: "컵" });
});

test("an address, a second @, a finished word and a place before the @ open nothing", () => {
  for (const text of ["me@example", "a @@", "@cups and"]) expect(atWordAt(text, text.length)).toBeNull();
  expect(atWordAt("@cups", 0)).toBeNull();
  expect(atWordAt(`@${"x".repeat(60)}`, 61)).toBeNull();
});

test("references are found by number and by name, with the numbers that they have", () => {
  const found = (query: string) => offeredFor(query, tiles).map(({ number }) => number);
  expect(found("")).toEqual([1, 2, 3]);
  expect(found("2")).toEqual([2]);
  expect(found("image3")).toEqual([3]);
  expect(found("이미지3")).toEqual([3]);
  expect(found("orang")).toEqual([3]);
  expect(found("컵")).toEqual([2]);
  expect(found("nobody")).toEqual([]);
});

test("what is written never runs into the next word", () => {
  expect(mentionText(english, 2, " at dusk")).toBe("image 2");
  expect(mentionText(english, 2, ", at dusk")).toBe("image 2");
  expect(mentionText(english, 2, "at dusk")).toBe("image 2 ");
  expect(mentionText(korean, 2, ", 해 질 녘")).toBe("이미지 2");
});
