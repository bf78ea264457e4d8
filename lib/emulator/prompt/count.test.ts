import { expect, test } from "vitest";
import { countInPrompt } from "@/lib/emulator/prompt/count";

test.each([
  ["Generate 4 images of the cups in image 1", 4],
  ["Generate 3 images of a beautiful sunset over a calm ocean.", 3],
  ["make six different moody pictures", 6],
  ["Blend the 2 images into 5 photographs: create 5 photographs", 5],
  ["a series of 7, each colder", 7],
  ["a twelve-shot story", 12],
  ["image 1의 컵 4장 만들어줘", 4],
  ["컵 사진 세 장", 3],
])("%s: %i", (prompt, count) => {
  expect(countInPrompt(prompt)).toBe(count);
});

test.each(["the cups at dusk", "Blend images 1 and 2", "put the cup of image 1 beside the one of image 2", "photo 3 at night"])("no number of images is named: %s", (prompt) => {
  expect(countInPrompt(prompt)).toBeNull();
});
