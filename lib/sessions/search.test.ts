import { expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { foldText, likePattern, searchWords } from "@/lib/sessions/search";

test("capitals of any script fold, and composed Korean meets decomposed", () => {
  expect(foldText("ÄPFEL Ωmega")).toBe("äpfel ωmega");
  expect(foldText("한국어".normalize("NFD"))).toBe("한국어".normalize("NFC"));
});
test("a search is words, each once over any space, and bounded", () => {
  expect(searchWords("  Cups\u3000 at\tDUSK ")).toEqual(["cups", "at", "dusk"]);
  expect(searchWords("   ")).toEqual([]);
  expect(searchWords("a ".repeat(500)).length).toBeLessThanOrEqual(8);
  expect(searchWords("x".repeat(500))).toEqual(["x".repeat(limits.searchChars)]);
});
test("what is typed has no wildcards", () => {
  expect(likePattern("50%_off!")).toBe("%50!%!_off!!%");
});
