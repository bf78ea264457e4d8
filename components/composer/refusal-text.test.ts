import { expect, test } from "vitest";
import { refusalText } from "@/components/composer/refusal-text";

test("a limit on money says how many images it holds", () => {
  const refusal = { code: "over_day_cap", priceMicroUsd: 120_000, leftMicroUsd: 60_000, capMicroUsd: 10_000_000 } as const;
  expect(refusalText(refusal, 4)).toEqual({
    happened: "This take would cost $0.12; $0.06 of today's $10.00 is left.",
    charge: "You were not charged.",
    todo: "Choose 2 images or fewer, or wait for the next day (UTC).",
  });
  expect(refusalText({ ...refusal, leftMicroUsd: 10_000 }, 4).todo).toBe("Wait for the next day (UTC).");
});
