import { expect, test } from "vitest";
import { findingText } from "@/components/composer/finding-text";
import type { DraftFinding } from "@/lib/generations/submit";
import { english, korean } from "@/tests/support/languages";

test.each<[DraftFinding, string]>([
  [{ code: "prompt_empty" }, "Write what the images should show."],
  [{ code: "prompt_too_long", chars: 612, most: 600 }, "The prompt has 612 characters; the model takes 600."],
  [{ code: "no_reference" }, "Add a photograph first."],
  [{ code: "too_many_references", references: 11, most: 10 }, "There are 11 references; the model takes 10."],
  [{ code: "too_few_references", missing: 2, least: 3 }, "Add 2 more photographs: the model needs 3."],
  [{ code: "references_gone" }, "A reference is no longer there. Take it out and add it again."],
  [{ code: "no_room", references: 7, room: 8 }, "7 references leave room for 8 images."],
  [{ code: "no_room", references: 1, room: 14 }, "1 reference leaves room for 14 images."],
  [{ code: "no_room", references: 2, room: 1 }, "2 references leave room for 1 image."],
  [{ code: "count_not_offered", chosen: 16, least: 1, most: 15 }, "Choose 1 to 15 images; 16 is not offered."],
  [{ code: "size_not_offered", sizes: 8 }, "Choose one of the model's 8 sizes."],
  [{ code: "optimize_not_offered", options: ["fast"] }, "Choose Fast."],
  [{ code: "seed_out_of_range", min: 0, max: 2_147_483_647 }, "The seed is a whole number from 0 to 2147483647, or empty."],
])("%o is a sentence with its own numbers", (finding, sentence) => expect(findingText(english, finding)).toBe(sentence));

test("in Korean it is a sentence of Korean words alone, variables apart", () => {
  expect(findingText(korean, { code: "no_room", references: 10, room: 5 })).toBe("참고 사진이 10장이면 만들 수 있는 것은 이미지 5장입니다.");
  expect(findingText(korean, { code: "not_public", variable: "PUBLIC_URL" })).toContain("PUBLIC_URL");
});
