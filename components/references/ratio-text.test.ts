import { expect, test } from "vitest";
import { ratioText } from "@/components/references/ratio-text";
import { defaultModel } from "@/lib/models/catalog";
import { limitsOf } from "@/lib/models/image-rules";
import { english, korean } from "@/tests/support/languages";

test("the default model's limits are those of its schema", () => {
  expect(ratioText(english, limitsOf(defaultModel.referenceRules))).toBe("no side may be three times the other");
  expect(ratioText(korean, limitsOf(defaultModel.referenceRules))).toBe("한 변이 다른 변의 3배 이상이면 안 됩니다");
});

test.each<[number | null, number | null, string]>([
  [0.33, 3, "no side may be three times the other"],
  [0.4, 2.5, "no side may be 2.5 times the other"],
  [1 / 16, 16, "no side may be 16 times the other"],
  [0.5, 3, "its width must be less than three times its height, and its height must be less than two times its width"],
  [null, 1.5, "its width must be less than 1.5 times its height"],
  [0.25, null, "its height must be less than four times its width"],
  [null, 0.8, "its width must be less than 0.8 times its height"],
  [0, 2, "its width must be less than two times its height"],
  [null, 1, "its width must be less than its height"],
])("over %d and under %d is put into words", (ratioAbove, ratioBelow, words) => {
  expect(ratioText(english, { ratioAbove, ratioBelow })).toBe(words);
});
