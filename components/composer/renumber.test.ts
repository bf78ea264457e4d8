import { expect, test } from "vitest";
import { asBefore, goneNumbers, movesBetween, renumbered, type Moves } from "@/components/composer/renumber";

const promptOf = (prompt: string, moves: Moves) => renumbered(prompt, moves, "en").prompt;

test("a swap swaps the numbers, wherever and however the prompt names them", () => {
  const moves = movesBetween(["a", "b", "c"], ["b", "a", "c"]);
  expect(promptOf("the cups of image 1 in the light of Photo #2, 3번 사진 and image 1", moves)).toBe("the cups of image 2 in the light of Photo #1, 3번 사진 and image 2");
  expect(promptOf("images 1, 2 and 3; 사진 2", moves)).toBe("images 2, 1 and 3; 사진 1");
});

test("counts, sizes and other numbers stay", () => {
  const moves = movesBetween(["a", "b"], ["b", "a"]);
  expect(promptOf("Generate 2 images of 2 cups at 2:1, 1 oz, from image 2", moves)).toBe("Generate 2 images of 2 cups at 2:1, 1 oz, from image 1");
});

test("in the place of a picture that is gone stand words that name no number, and those behind it move up", () => {
  const moves = movesBetween(["a", "b", "c"], ["a", "c"]);
  expect(goneNumbers("image 2 and image 3", moves)).toEqual([2]);
  expect(promptOf("image 1, image 2, image 3", moves)).toBe("image 1, (image removed), image 2");
  expect(promptOf("image 1, image 2", movesBetween(["a", "b"], []))).toBe("(image removed), (image removed)");
  expect(renumbered("2번 사진의 컵", moves, "ko").prompt).toBe("(삭제된 사진)의 컵");
});

test("a gap in a list leaves the others of the list with their noun", () => {
  expect(promptOf("images 1, 2 and 3", movesBetween(["a", "b", "c"], ["a", "c"]))).toBe("images 1, (image removed) and images 2");
  expect(promptOf("images 1, 2 and 3", movesBetween(["a", "b", "c"], ["b", "c"]))).toBe("(image removed), images 1 and 2");
  expect(promptOf("images 1 to 4", movesBetween(["a", "b", "c", "d"], ["d"]))).toBe("(image removed) to images 1");
});

test("what arrives in the place of one that is gone stands in for it; what is added behind moves nobody", () => {
  expect(movesBetween(["a", "b"], ["new", "b"]).size).toBe(0);
  expect(movesBetween(["a", "b"], ["a", "b", "new"]).size).toBe(0);
  expect([...movesBetween(["a", "b"], ["b", "new"])]).toEqual([[1, null], [2, 1]]);
});

test("a renumbering can be undone around what was typed since", () => {
  const prompt = "image 1 beside image 2 under images 3 and 4";
  const made = renumbered(prompt, movesBetween(["a", "b", "c", "d"], ["c", "a", "d"]), "en");
  expect(made.prompt).toBe("image 2 beside (image removed) under images 1 and 3");
  expect(asBefore(`${made.prompt}, at dusk`, made, prompt)).toBe(`${prompt}, at dusk`);
  expect(asBefore(made.prompt.replace("beside", "right beside"), made, prompt)).toBe(prompt.replace("beside", "right beside"));
  expect(asBefore("something else", made, prompt)).toBe("something else");
});
