import { expect, test } from "vitest";
import { factsOf, placeOf, placeText, sourcesOf } from "@/components/share/large-picture";
import type { PublicMaking } from "@/lib/shares/public-share";
import { english, korean } from "@/tests/support/languages";

const numbered = (...numbers: number[]) => numbers.map((number) => ({ number }));
const previews = { tiny: "3-384", small: "3-640", large: "3-1280" };

test("a picture that went from the share leaves its place to the next, the last one to the one before, the only one to none", () => {
  expect(placeOf(numbered(1, 3, 4), 3)).toBe(1);
  expect(placeOf(numbered(1, 4), 3)).toBe(1);
  expect(placeOf(numbered(1, 2), 4)).toBe(1);
  expect(placeOf([], 1)).toBe(-1);
});

test("where numbers have gaps both what it is called and which one it is are said", () => {
  expect(placeText(english, 3, 3, 15)).toBe("3 of 15");
  expect(placeText(english, 7, 6, 14)).toBe("Picture 7: 6 of 14");
  expect(placeText(korean, 3, 3, 15)).toBe("15장 중 3번째");
});

test("the file is asked for only where it may be had and would show more than its preview; a preview never waits for it", () => {
  expect(sourcesOf({ previews, fileUrl: "3" }, true)).toEqual(["3", "3-1280", "3-640"]);
  expect(sourcesOf({ previews, fileUrl: "3" }, false)).toEqual(["3-1280", "3-640"]);
  expect(sourcesOf({ previews, fileUrl: null }, true)).toEqual(["3-1280", "3-640"]);
  expect(sourcesOf({ previews: null, fileUrl: "3" }, false)).toEqual(["3"]);
});

test("of its making nothing is told that the page does not tell", () => {
  const making: PublicMaking = { numbers: [1], prompt: null, settings: null, references: null, line: null, priceMicroUsd: 30_000 };
  expect(factsOf(english, making)).toEqual([]);
  expect(factsOf(english, undefined)).toEqual([]);
  const settings = { model: null, count: 4, width: 2560, height: 1440, ratio: "16:9", optimize: "fast", seed: 7 } as const;
  expect(factsOf(english, { ...making, settings })).toEqual(["made with the demo engine", "16:9, 2560 × 1440"]);
});
