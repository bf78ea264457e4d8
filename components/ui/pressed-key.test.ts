import { expect, test } from "vitest";
import { pressedKey } from "@/components/ui/pressed-key";

const press = (key: string, code: string, modifier: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {}) =>
  pressedKey({ key, code, ctrlKey: false, metaKey: false, altKey: false, ...modifier });

test("a Korean keyboard, and one that is composing a syllable, press the same letters", () => {
  expect([press("ㄷ", "KeyE"), press("Process", "KeyP"), press("ㅃ", "KeyQ")]).toEqual(["e", "p", "q"]);
});

test("where a letter lies elsewhere it is the letter that counts", () => {
  expect([press("a", "KeyQ"), press("E", "KeyE"), press("?", "KeyM"), press("ArrowLeft", "ArrowLeft"), press(" ", "Space")]).toEqual(["a", "e", "?", "ArrowLeft", " "]);
});

test("with a modifier it is the browser's own", () => {
  expect([press("r", "KeyR", { ctrlKey: true }), press("d", "KeyD", { metaKey: true }), press("e", "KeyE", { altKey: true })]).toEqual([null, null, null]);
});
