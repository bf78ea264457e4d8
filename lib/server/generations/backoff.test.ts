import { expect, test } from "vitest";
import { backoffMs } from "@/lib/server/generations/backoff";

test("it waits longer each time, then as long as the last", () => {
  expect([0, 1, 2, 3, 99].map((attempts) => backoffMs([1, 2, 5], attempts, null))).toEqual([1, 2, 5, 5, 5]);
});

test("a longer wait that was asked for wins; a shorter one does not", () => {
  expect([backoffMs([10], 0, 60), backoffMs([10], 0, 3), backoffMs([], 0, 7)]).toEqual([60, 10, 7]);
});
