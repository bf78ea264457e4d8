import { expect, test } from "vitest";
import { refusalText } from "@/components/composer/refusal-text";
import { english, korean } from "@/tests/support/languages";

test("a limit on money says how many images it holds", () => {
  const refusal = { code: "over_day_cap", priceMicroUsd: 120_000, leftMicroUsd: 60_000, capMicroUsd: 10_000_000 } as const;
  expect(refusalText(english, refusal, 4)).toEqual({
    happened: "This take would cost $0.12; $0.06 of today's $10.00 is left.",
    charge: "You were not charged.",
    todo: "Choose 2 images or fewer, or wait for the next day (UTC).",
  });
  expect(refusalText(english, { ...refusal, leftMicroUsd: 30_000 }, 4).todo).toBe("Choose 1 image, or wait for the next day (UTC).");
  expect(refusalText(english, { ...refusal, leftMicroUsd: 10_000 }, 4).todo).toBe("Wait for the next day (UTC).");
  expect(refusalText(korean, refusal, 4).todo).toBe("이미지 수를 2장 이하로 줄이거나, 다음 날(UTC)까지 기다리세요.");
});
