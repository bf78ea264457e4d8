import { expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { sessionTitle } from "@/lib/sessions/title";

test("a session is named by what its first prompt is about", () => {
  expect(sessionTitle("Generate 4 images of the cups in image 1, colder light each time")).toBe("Cups in image 1, colder light each time");
  expect(sessionTitle("make me four pictures of oranges")).toBe("Oranges");
  expect(sessionTitle("저녁의 컵 4장")).toBe("저녁의 컵 4장");
  expect(sessionTitle("Generate 4 images of")).toBe("Generate 4 images of");
});

test("a long one ends at a word, within the limit", () => {
  const title = sessionTitle("the cups on the table in the kitchen of the house at the lake, from the morning until late at night");
  expect(title).toBe("The cups on the table in the kitchen of the house at the…");
  expect([...title].length).toBeLessThanOrEqual(limits.sessionTitleChars + 1);
  expect([...sessionTitle("가".repeat(100))].length).toBe(limits.sessionTitleChars + 1);
});
