import { expect, test } from "vitest";
import { frameFileName, referenceFileName, slug } from "@/lib/generations/file-name";

const named = (changes: Partial<Parameters<typeof frameFileName>[0]> = {}) =>
  frameFileName({ title: "Cups, spring", take: 6, index: 2, prompt: "Generate 4 images of the cups in image 1, colder light", mime: "image/jpeg", ...changes });

test("session, take and frame, and the first words that tell something", () => {
  expect(named()).toBe("cups-spring-6-2-cups-in-image-1.jpg");
  expect(named({ title: "봄의 찻잔", prompt: "차가운 빛의 컵 4장" })).toBe("봄의-찻잔-6-2-차가운-빛의-컵-4장.jpg");
});

test.each([["../../etc/passwd"], ["a/b\\c:d*?\"<>|"], ["CON.\u0000\n"], ["\u202egpj.exe"]])("%j is no path and no command", (title) => {
  expect(named({ title, prompt: title })).toMatch(/^[\p{L}\p{N}-]+\.jpg$/u);
});

test("what has no letters still has a name", () => {
  expect(named({ title: "🎞️", prompt: "✨" })).toBe("session-6-2.jpg");
  expect(referenceFileName({ name: "📷.JPG", sha256: "ab".repeat(32), format: "png" })).toBe("references/photograph-abababab.png");
});

test("the longest titles and prompts of any script stay under 255 bytes, cut at a whole letter", () => {
  for (const letter of ["a", "é", "각", "𠮷"]) {
    const name = named({ title: letter.repeat(400), prompt: `${letter.repeat(400)} ${letter.repeat(400)}` });
    expect(new TextEncoder().encode(name).length).toBeLessThan(255);
    expect(name).not.toContain("\ufffd");
  }
  expect(slug("각각", 4)).toBe("각");
});

test("decomposed letters are composed, so that the same title is the same name on every computer", () => {
  expect(named({ title: "é".normalize("NFD") })).toBe(named({ title: "é" }));
});
