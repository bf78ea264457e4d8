import { expect, test } from "vitest";
import { readPrompt } from "@/lib/emulator/prompt/reading";

test("hours are read in the order of the words, and what is read is no colour as well", () => {
  expect(readPrompt("from morning to night")).toMatchObject({ hours: [8.2, 23], colours: [] });
  expect(readPrompt("night, then golden hour")).toMatchObject({ hours: [23, 18.8], colours: [] });
});

test("a colour that describes is not an order to recolour", () => {
  expect(readPrompt("the blue cup at night").colours).toEqual([]);
  expect(readPrompt("make the cup blue, at night").colours).toHaveLength(1);
  expect(readPrompt("in red, blue and green").colours).toHaveLength(3);
  expect(readPrompt("another colour each")).toMatchObject({ colourEach: true, colours: [] });
});

test("each group of words is read", () => {
  expect(readPrompt("colder light each time").warmth).toEqual({ from: 0.55, to: -1 });
  expect(readPrompt("in the four seasons").weathers).toEqual(["spring", "summer", "autumn", "snow"]);
  expect(readPrompt("black and white in the rain, close-up")).toMatchObject({ mediums: ["mono"], weathers: ["rain"], distance: "close" });
  expect(readPrompt("watercolor illustration of it").mediums).toEqual(["paint"]);
});

test("Korean is read too", () => {
  expect(readPrompt("컵을 아침부터 밤까지 4장").hours).toEqual([8.2, 23]);
  expect(readPrompt("겨울 풍경, 흑백으로")).toMatchObject({ weathers: ["snow"], mediums: ["mono"] });
});

test("references are told apart from numbers of images", () => {
  expect(readPrompt("4 images of images 2 and 1").references).toEqual([2, 1]);
  expect(readPrompt("the cups of image 1 with the cloth of image 3").references).toEqual([1, 3]);
  expect(readPrompt("2번 이미지의 색으로 이미지 1").references).toEqual([1, 2]);
  expect(readPrompt("Generate 4 images").references).toEqual([]);
});
