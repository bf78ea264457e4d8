import { expect, test } from "vitest";
import { usualMsOf } from "@/lib/generations/usual-time";

const usual = [{ count: 1, ms: 8000 }, { count: 4, ms: 19_000 }, { count: 8, ms: 40_000 }];

test("the same count's own time counts, else the nearest count's, and of two as near the larger's", () => {
  expect([1, 4, 8].map((count) => usualMsOf(usual, count))).toEqual([8000, 19_000, 40_000]);
  expect([2, 3, 5, 15].map((count) => usualMsOf(usual, count))).toEqual([8000, 19_000, 19_000, 40_000]);
  expect(usualMsOf(usual, 6)).toBe(40_000);
});

test("without a history nothing is told", () => {
  expect(usualMsOf([], 4)).toBeNull();
});
