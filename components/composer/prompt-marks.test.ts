import { expect, test } from "vitest";
import { countAdvice, missingReferences } from "@/components/composer/count-advice";
import { promptParts } from "@/components/composer/prompt-marks";

const PROMPT = "Generate 4 images of the cups in image 1, with the cloth of image 3\n";

test("the parts are the prompt again, with its count and its references marked", () => {
  const parts = promptParts(PROMPT, 2);
  expect(parts.map(({ text }) => text).join("")).toBe(PROMPT);
  expect(parts.filter(({ mark }) => mark !== "none")).toEqual([
    { text: "4 images", mark: "count" },
    { text: "image 1", mark: "reference", number: 1 },
    { text: "image 3", mark: "missing_reference", number: 3 },
  ]);
  expect(missingReferences(PROMPT, 2)).toEqual([3]);
  expect(promptParts("image 2", 2)).toEqual([{ text: "image 2", mark: "reference", number: 2 }]);
});

test("a gap where a picture was taken away is marked, in either language", () => {
  const marked = (prompt: string) => promptParts(prompt, 1).filter(({ mark }) => mark !== "none").map(({ text, mark }) => [text, mark]);
  expect(marked("image 1 beside (image removed)")).toEqual([["image 1", "reference"], ["(image removed)", "gap"]]);
  expect(marked("(삭제된 사진)의 컵")).toEqual([["(삭제된 사진)", "gap"]]);
});

test("prompt and choice that agree need no advice", () => {
  expect(countAdvice("4 images of cups", 4, 13)).toEqual({ advice: "none" });
  expect(countAdvice("이미지 4장", 4, 13)).toEqual({ advice: "none" });
  expect(countAdvice("", 4, 13)).toEqual({ advice: "none" });
});

test("a number that the budget cannot hold is not offered: the most that it holds is", () => {
  expect(countAdvice("6 images", 4, 13)).toEqual({ advice: "mismatch", says: 6, chose: 4, canMakeSays: true, offers: [6, 4] });
  expect(countAdvice("14 images", 4, 13)).toEqual({ advice: "mismatch", says: 14, chose: 4, canMakeSays: false, offers: [13, 4] });
  expect(countAdvice("15 images", 13, 13)).toMatchObject({ offers: [13] });
  expect(countAdvice("15 images", 14, 13)).toMatchObject({ offers: [13] });
});

test("a prompt for several that names no number is told so", () => {
  expect(countAdvice("make it dusk", 4, 13)).toEqual({ advice: "unnamed", chose: 4 });
  expect(countAdvice("make it dusk", 1, 13)).toEqual({ advice: "none" });
});
