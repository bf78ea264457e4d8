import { expect, test } from "vitest";
import { wantedOf } from "@/lib/emulator/prompt/wanted";

test.each([
  ["Generate 3 images at dusk", 6, "group", 3],
  ["Generate 9 images at dusk", 6, "group", 6],
  ["the cups from morning to night", 4, "sheet", 4],
  ["make a series of images", 4, "sheet", 4],
  ["the cups from morning to night", 1, "group", 1],
  ["Make a moody picture of the cups", 4, "group", 1],
  ["create an image of it in the snow", 4, "group", 1],
  ["Give me a photo of the oranges", 4, "group", 1],
])("%s, at most %i: %s of %i", (prompt, most, product, frames) => {
  expect(wantedOf(prompt, most)).toEqual({ product, frames });
});
