import { expect, test } from "vitest";
import { languageFor, languageOf } from "@/lib/messages/language";

test("what the person chose goes before what the browser asks for", () => {
  expect(languageFor("en", "ko-KR,ko;q=0.9")).toBe("en");
  expect(languageFor("ko", "en")).toBe("ko");
});
test("a cookie that names no language of ours chooses nothing", () => {
  expect([languageFor("kr", "ko"), languageFor("", null), languageOf("EN"), languageOf(undefined)]).toEqual(["ko", "en", null, null]);
});
test("of the browser's languages the one that is liked best, whatever stands first", () => {
  expect(languageFor(undefined, "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7")).toBe("ko");
  expect(languageFor(undefined, "en;q=0.5, ko;q=0.8")).toBe("ko");
  expect(languageFor(undefined, "fr-FR, de;q=0.9, ko;q=0.3, en;q=0.2")).toBe("ko");
  expect(languageFor(undefined, "en-GB,ko")).toBe("en");
  expect(languageFor(undefined, "KO_kr;Q=1, KO-kr")).toBe("ko");
});
test("a language that is refused is not taken, and without one of ours it is English", () => {
  expect(languageFor(undefined, "ko;q=0")).toBe("en");
  expect(languageFor(undefined, "fr, *")).toBe("en");
  expect(languageFor(undefined, ";;,,q=,ko;q=x")).toBe("en");
  expect(languageFor(undefined, null)).toBe("en");
});
test("a header without end is read to its bound", () => {
  expect(languageFor(undefined, `${"fr,".repeat(5000)}ko`)).toBe("en");
});
