import { expect, test } from "vitest";
import { failureText, problemText } from "@/components/references/problem-text";
import { english } from "@/tests/support/languages";

test("a problem names the picture's own numbers and the limit", () => {
  expect(problemText(english, { code: "too_many_bytes", bytes: 12_400_000, limitBytes: 10_000_000 })).toBe("12 MB is too big: it must be under 10 MB.");
  expect(problemText(english, { code: "too_large", width: 6000, height: 4000, limit: 6000 })).toContain("6000 × 4000");
  expect(failureText(english, { code: "problem", problem: { code: "wrong_format", format: "pdf" } })).toBe("This is a PDF, which cannot be opened here as a photograph.");
  expect(problemText(english, { code: "wrong_format", format: "mp4" })).toContain("an MP4");
});

test("a file of exactly the limit does not read as if it were under it", () => {
  expect(problemText(english, { code: "too_many_bytes", bytes: 10_000_000, limitBytes: 10_000_000 })).toBe("10 MB is too big: it must be under 10 MB.");
});

test("a file that was moved or changed is not called damaged", () => {
  expect(failureText(english, { code: "moved" })).toBe("The file has changed or is no longer where it was. Add it again.");
});
