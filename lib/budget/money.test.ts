import { describe, expect, test } from "vitest";
import { formatUsd, microUsd, utcDay } from "@/lib/budget/money";

test.each([[0.03, 30_000], [0.035, 35_000], [0, 0], [1, 1_000_000], [0.1 + 0.2, 300_000], [0.29, 290_000], [1.1, 1_100_000]])("%d dollars are %d micro-dollars, without the noise of floats", (usd, micro) => {
  expect(microUsd(usd)).toBe(micro);
});

test("a fraction of a micro-dollar is rounded up: an estimate is never below the bill", () => {
  expect(microUsd(0.030_000_1)).toBe(30_001);
});

describe("an amount as it is read", () => {
  test.each([[0, "$0.00"], [30_000, "$0.03"], [120_000, "$0.12"], [1_000_000, "$1.00"], [12_340_000, "$12.34"], [35_000, "$0.035"], [32_500, "$0.0325"], [1_234_500, "$1.2345"], [10_000_000, "$10.00"]])("%d is %s", (micro, text) => {
    expect(formatUsd(micro)).toBe(text);
  });
});

test("a day begins at midnight in UTC, wherever the server stands", () => {
  expect(utcDay(Date.UTC(2026, 10, 21, 23, 59, 59, 999))).toBe("2026-11-21");
  expect(utcDay(Date.UTC(2026, 10, 22))).toBe("2026-11-22");
});
