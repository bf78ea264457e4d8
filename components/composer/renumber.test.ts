import { expect, test } from "vitest";
import { goneNumbers, inverse, movesBetween, newNumbers, renumbered, withNumbers } from "@/components/composer/renumber";

test("a swap swaps the numbers, wherever and however the prompt names them", () => {
  const moves = movesBetween(["a", "b", "c"], ["b", "a", "c"]);
  expect(renumbered("the cups of image 1 in the light of Photo #2, 3번 사진 and image 1", moves, 3)).toBe("the cups of image 2 in the light of Photo #1, 3번 사진 and image 2");
  expect(renumbered("images 1, 2 and 3; 사진 2", moves, 3)).toBe("images 2, 1 and 3; 사진 1");
});

test("counts, sizes and other numbers stay", () => {
  const moves = movesBetween(["a", "b"], ["b", "a"]);
  expect(renumbered("Generate 2 images of 2 cups at 2:1, 1 oz, from image 2", moves, 2)).toBe("Generate 2 images of 2 cups at 2:1, 1 oz, from image 1");
});

test("a picture that is gone is named by a number that nobody has, and those behind it move up", () => {
  const moves = movesBetween(["a", "b", "c"], ["a", "c"]);
  expect(goneNumbers("image 2 and image 3", moves)).toEqual([2]);
  expect(renumbered("image 1, image 2, image 3", moves, 2)).toBe("image 1, image 3, image 2");
  expect(renumbered("image 1, image 2, image 3", movesBetween(["a", "b", "c"], []), 0)).toBe("image 1, image 2, image 3");
  expect(renumbered("images 1 to 4", movesBetween(["a", "b", "c", "d"], ["d"]), 1)).toBe("images 2 to 1");
});

test("what arrives in the place of one that is gone stands in for it; what is added behind moves nobody", () => {
  expect(movesBetween(["a", "b"], ["new", "b"]).size).toBe(0);
  expect(movesBetween(["a", "b"], ["a", "b", "new"]).size).toBe(0);
  expect([...movesBetween(["a", "b"], ["b", "new"])]).toEqual([[1, null], [2, 1]]);
});

test("a renumbering can be undone around what was typed since", () => {
  const moves = movesBetween(["a", "b", "c"], ["c", "a"]);
  const prompt = "image 1 beside image 2 under image 3";
  const numbers = newNumbers(prompt, moves, 2);
  const after = withNumbers(prompt, numbers);
  expect(after).toBe("image 2 beside image 3 under image 1");
  expect(withNumbers(`${after}, at dusk`, inverse(numbers))).toBe(`${prompt}, at dusk`);
});
