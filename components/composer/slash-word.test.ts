import { expect, test } from "vitest";
import { slashQuery } from "@/components/composer/slash-word";

const atEnd = (text: string) => slashQuery(text, text.length);

test("a slash in an empty prompt looks for what follows it, whitespace before it or not", () => {
  expect([atEnd("/"), atEnd("  \n/"), atEnd("/cups at dusk "), atEnd("/컵 4장")]).toEqual(["", "", "cups at dusk", "컵 4장"]);
});

test("a prompt is no question, and neither is a slash within one", () => {
  expect([atEnd(""), atEnd("cups / bowls"), atEnd("/cups\nin the evening"), atEnd(`/${"a".repeat(101)}`), slashQuery("/cups", 2)]).toEqual([null, null, null, null, null]);
});
