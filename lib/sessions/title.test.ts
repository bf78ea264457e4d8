import { expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { codePoints } from "@/lib/models/code-points";
import { typedTitleSchema } from "@/lib/sessions/session";
import { copyTitle, firstTitle, sessionTitle, tidyTitle } from "@/lib/sessions/title";

test("a title is one line without edges", () => {
  expect(tidyTitle("  Cups,\n\t spring\u0000 ")).toBe("Cups, spring");
  expect(tidyTitle("컵".normalize("NFD"))).toBe("컵");
});
test("copies are counted, and a session without a name stays without", () => {
  expect(copyTitle("Cups", "copy")).toBe("Cups copy");
  expect(copyTitle("Cups copy", "copy")).toBe("Cups copy 2");
  expect(copyTitle("Cups copy 9", "copy")).toBe("Cups copy 10");
  expect(copyTitle("Cups 9", "copy")).toBe("Cups 9 copy");
  expect([copyTitle("컵", "사본"), copyTitle("컵 사본", "사본"), copyTitle("Cups copy", "사본")]).toEqual(["컵 사본", "컵 사본 2", "Cups copy 사본"]);
  expect(copyTitle(firstTitle, "copy")).toBe(firstTitle);
});
test("a copy of the longest title still fits, and no character is cut in two", () => {
  const longest = "🌆".repeat(limits.typedTitleChars);
  expect(codePoints(copyTitle(longest, "copy"))).toBe(limits.typedTitleChars);
  expect(Array.from(copyTitle(longest, "copy"))[94]).toBe("🌆");
  expect(copyTitle(longest, "copy").endsWith(" copy")).toBe(true);
});
test("what is typed: nothing is no title, the longest is one, one more is not", () => {
  expect(typedTitleSchema.safeParse(" \n ").success).toBe(false);
  expect(typedTitleSchema.safeParse("한".repeat(limits.typedTitleChars)).success).toBe(true);
  expect(typedTitleSchema.safeParse("한".repeat(limits.typedTitleChars + 1)).success).toBe(false);
});

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
