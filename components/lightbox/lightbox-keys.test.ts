import { expect, test } from "vitest";
import { commandOf, keyOf } from "@/components/lightbox/lightbox-keys";

const looking = { shift: false, mode: "looking" as const, repeated: false };

test("arrows step through frames, move the divider while there is one, step the other frame where there is none, and pan with shift everywhere", () => {
  const arrow = (shift: boolean) => (["looking", "divided", "beside"] as const).map((mode) => commandOf("ArrowLeft", { shift, mode, repeated: false }));
  expect(arrow(false)).toEqual(["previous", "slide_left", "other_previous"]);
  expect(arrow(true)).toEqual(["pan_left", "pan_left", "pan_left"]);
});

test("a key that is held steps on, and marks, edits and deletes only once", () => {
  const held = { ...looking, repeated: true };
  expect(["ArrowRight", "+", "p", "e", "a", "Delete"].map((key) => commandOf(key, held))).toEqual(["next", "closer", null, null, null, null]);
});

test("what compares does nothing while nothing is compared", () => {
  expect([" ", "x", "["].map((key) => commandOf(key, looking))).toEqual([null, null, null]);
  expect([" ", "x", "["].map((key) => commandOf(key, { ...looking, mode: "divided" }))).toEqual(["blink", "swap", "other_previous"]);
});

test("a plus needs its shift on most keyboards and is a plus all the same", () => {
  expect(["+", "=", "?", "_"].map((key) => commandOf(key, { ...looking, shift: true }))).toEqual(["closer", "closer", "keys", "farther"]);
});

test("what was deleted is brought back by Ctrl+Z and by Command+Z; every other key with a modifier is the browser's", () => {
  const press = (key: string, code: string, modifiers: Partial<Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "altKey" | "shiftKey">>) => {
    const name = keyOf({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });
    return name === null ? null : commandOf(name, looking);
  };
  expect([press("z", "KeyZ", { ctrlKey: true }), press("z", "KeyZ", { metaKey: true }), press("ㅋ", "KeyZ", { ctrlKey: true })]).toEqual(["undo", "undo", "undo"]);
  expect([press("z", "KeyZ", {}), press("Z", "KeyZ", { ctrlKey: true, shiftKey: true }), press("d", "KeyD", { ctrlKey: true }), press("d", "KeyD", {})]).toEqual([null, null, null, "save"]);
});
