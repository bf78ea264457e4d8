import { expect, test } from "vitest";
import { entryText } from "@/components/enter/entry-text";
import { english, korean } from "@/tests/support/languages";

test("a refusal is said in the page's language, and the wait in whole minutes", () => {
  expect(entryText(english, { code: "wrong_code" })).toBe("That is not an access code of this studio.");
  expect([1, 60_000, 60_001].map((waitMs) => entryText(english, { code: "too_many_tries", waitMs }))).toEqual([
    "Too many tries. Try again in a minute.", "Too many tries. Try again in a minute.", "Too many tries. Try again in 2 minutes.",
  ]);
  expect(entryText(korean, { code: "too_many_tries", waitMs: 600_000 })).toBe("시도 횟수가 너무 많습니다. 10분 뒤에 다시 시도하세요.");
});
