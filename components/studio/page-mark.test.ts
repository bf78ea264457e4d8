import { expect, test } from "vitest";
import { markedTitle } from "@/components/studio/page-mark";

test("a title is marked once, and is as it was when the mark goes", () => {
  expect(markedTitle("Cups · Contact Sheet", 1)).toBe("(1) Cups · Contact Sheet");
  expect(markedTitle("(1) Cups · Contact Sheet", 2)).toBe("(2) Cups · Contact Sheet");
  expect(markedTitle("(2) Cups · Contact Sheet", 0)).toBe("Cups · Contact Sheet");
});
