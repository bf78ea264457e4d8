import { describe, expect, test } from "vitest";
import { countInPrompt, referencesInPrompt, withCount } from "@/lib/models/prompt-count";

const phrase = (text: string): string | null => {
  const found = countInPrompt(text);
  return found && `${found.count}|${text.slice(found.start, found.end)}`;
};
const names = (text: string): string[] =>
  referencesInPrompt(text).map(({ number, start, end }) => `${number}|${text.slice(start, end)}`);

describe("the number of images is found in the person's words", () => {
  test.each([
    ["Generate 4 images of the cups in image 1 from morning to night", "4|4 images"],
    ["Generate 3 variations", "3|3 variations"],
    ["four pictures of a harbour", "4|four pictures"],
    ["Four Pictures of a harbour", "4|Four Pictures"],
    ["a series of 6 photos", "6|6 photos"],
    ["a set of four, 4 photos each darker", "4|4 photos"],
    ["3 beautiful sunset images", "3|3 beautiful sunset images"],
    ["three black and white photos", "3|three black and white photos"],
    ["5 gorgeous frames", "5|5 gorgeous frames"],
    ["a 6-frame series at dusk", "6|6-frame"],
    ["4 image of a cup", "4|4 image"],
    ["1 image", "1|1 image"],
    ["one picture with rain", "1|one picture"],
    ["Merge them as one image side by side", "1|one image"],
    ["fifteen shots", "15|fifteen shots"],
    ["20 images", "20|20 images"],
    ["up to 7 photos", "7|7 photos"],
    ["Combine the two photos into 4 pictures", "4|4 pictures"],
    ["Blend 2 images and make 5 variations", "5|5 variations"],
    ["Use image 1, 4 photos of it", "4|4 photos"],
    ["Make from the image 4 variations", "4|4 variations"],
    ["wide shot,3 images", "3|3 images"],
    ["4 cups on the table, 6 photos", "6|6 photos"],
    ["4 photo variations", "4|4 photo variations"],
    ["🌅🌅 4 images", "4|4 images"],
    ["컵 사진 4장", "4|4장"],
    ["네 장 만들어줘", "4|네 장"],
    ["아침부터 밤까지 4컷", "4|4컷"],
    ["한 장", "1|한 장"],
    ["열두 장을 생성해줘", "12|열두 장"],
    ["4장만들어줘", "4|4장"],
    ["사진 다섯장으로", "5|다섯장"],
    ["이미지 4개 생성", "4|4개"],
    ["4개의 서로 다른 이미지", "4|4개의 서로 다른 이미지"],
    ["세 가지 버전", "3|세 가지 버전"],
    ["이미지 1의 컵으로 4장", "4|4장"],
    ["사진 두 장을 합쳐서 네 장 만들어줘", "4|네 장"],
    ["넉 장", "4|넉 장"],
    ["네 장, then 6 images", "4|네 장"],
    ["6 images, 네 장", "6|6 images"],
  ])("%s", (text, expected) => expect(phrase(text)).toBe(expected));
});

describe("no number of images is read where none is named", () => {
  test.each([
    "", "image 1", "images 1 and 2", "2560", "2560 images", "2560x1440 image", "4 cups", "four cups on a table", "the cup of image 2",
    "4K images", "8 megapixel images", "2.5 images", "3-4 images", "16:9 image", "16 by 9 images", "0 images",
    "4 people in photos", "two picture frames on the wall", "two picture books", "one photo album", "the two photos", "these 3 images",
    "blend 2 images", "both photos", "2 dogs portrait photos", "the image 1 warm version", "iPhone 15 photos", "4 reference images", "F1 images", "someone pictures it", "1990s photos",
    "이미지 2", "사진 2", "4장면", "한 장면", "한 장소", "네 장미", "선명한 장", "컵 네 개", "컵 4개", "4컷 만화", "인생 네컷",
    "사진 두 장을 합쳐줘", "첨부한 사진 2장을", "이 두 장의 사진", "3~4장", "2번 이미지",
  ])("%s", (text) => expect(phrase(text)).toBeNull());
});

describe("another number is written in the person's form", () => {
  test.each([
    ["Generate 4 images of cups", 6, "Generate 6 images of cups"],
    ["Generate 4 images of cups", 1, "Generate 1 image of cups"],
    ["Generate 1 image of cups", 3, "Generate 3 images of cups"],
    ["Four new Pictures", 1, "One new Picture"],
    ["four pictures", 12, "twelve pictures"],
    ["FOUR IMAGES", 2, "TWO IMAGES"],
    ["ONE IMAGE", 2, "TWO IMAGES"],
    ["twenty images", 30, "30 images"],
    ["a 4-image series", 6, "a 6-image series"],
    ["컵 4장", 6, "컵 6장"],
    ["네 장 만들어줘", 6, "여섯 장 만들어줘"],
    ["네장", 11, "열한장"],
    ["세 가지 버전", 2, "두 가지 버전"],
    ["a quiet harbour", 4, "a quiet harbour"],
    ["the cup of image 1", 4, "the cup of image 1"],
    ["4 image of cups", 4, "4 image of cups"],
  ])("%s, %i", (text, count, expected) => expect(withCount(text, count)).toBe(expected));

  test("what is written is found again, for each number and form, so that the chip stays bound", () => {
    const texts = [
      "Generate 4 images side by side", "four pictures", "5 gorgeous frames", "a 6-frame series", "4 image of a cup", "one shot of it",
      "Make 4 variations, each warmer", "4장 만들어줘", "네 장", "4개의 다른 이미지", "사진 4개", "image 1의 컵을 4컷", "Use image 1, 4 photos of it",
    ];
    for (const text of texts) {
      for (let count = 1; count <= 15; count += 1) {
        const changed = withCount(text, count);
        expect([changed, countInPrompt(changed)?.count]).toEqual([changed, count]);
        expect(countInPrompt(withCount(changed, 4))?.count).toBe(4);
      }
    }
  });
});

describe("references are found by their numbers", () => {
  test.each([
    ["the cups in image 1 on the cloth of Image 2", ["1|image 1", "2|Image 2"]],
    ["images 1 and 2", ["1|images 1", "2|2"]],
    ["images 1, 2 and 4 at dusk", ["1|images 1", "2|2", "4|4"]],
    ["photo #3", ["3|photo #3"]],
    ["image 1 and 2 oranges", ["1|image 1"]],
    ["image 1 and 2", ["1|image 1", "2|2"]],
    ["image 10.", ["10|image 10"]],
    ["Make from the image 4 variations", []],
    ["image 16:9, image 4K, image 2560", []],
    ["4 images", []],
    ["이미지 2를 배경으로", ["2|이미지 2"]],
    ["사진 2", ["2|사진 2"]],
    ["이미지 1과 2", ["1|이미지 1", "2|2"]],
    ["2번 사진의 컵", ["2|2번 사진"]],
    ["이미지 2 배경", ["2|이미지 2"]],
    ["사진 2장", []],
    ["이미지 4개", []],
    ["image 0", []],
  ])("%s", (text, expected) => expect(names(text)).toEqual(expected));
});

test("a hostile prompt of ten thousand characters is read in no time and in bounds", () => {
  const pieces = ["1 ", "image 1, ", "four ", "4 new ", "한 ", "4 different lovely quiet ", "image ", "사진 ", "\ud83c", "1-", "이 "];
  const began = performance.now();
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(10_000 / piece.length));
    countInPrompt(text);
    expect(referencesInPrompt(text).length).toBeLessThanOrEqual(100);
  }
  expect(performance.now() - began).toBeLessThan(2000);
});
