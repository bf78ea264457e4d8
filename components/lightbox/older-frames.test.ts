import { expect, test } from "vitest";
import { takeToReach } from "@/components/lightbox/older-frames";
import { limits } from "@/lib/limits";

const shown = (name: string) => ({ name, beside: [] });

test("a frame that is not there is looked for down to its own take, and no further", () => {
  expect(takeToReach(shown("12-3"), -1, 100)).toBe(12);
});

test("older takes are read where the filmstrip comes to an end, and else not", () => {
  expect(takeToReach(shown("12-3"), 99, 100)).toBe(0);
  expect(takeToReach(shown("12-3"), 100 - limits.filmstripReach, 100)).toBe(0);
  expect(takeToReach(shown("12-3"), 99 - limits.filmstripReach, 100)).toBeNull();
  expect(takeToReach(null, -1, 100)).toBeNull();
});
