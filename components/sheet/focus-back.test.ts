import { afterEach, expect, test, vi } from "vitest";
import { giveFocusBack } from "@/components/sheet/focus-back";

afterEach(() => {
  vi.unstubAllGlobals();
});

type Page = { has: "toast" | "nothing" | "prompt" | "frame"; dialogs: string[]; goesOnTo?: "prompt" | "another frame" | "nothing" };

/** A page of which only this much is asked. With `goesOnTo` the frame is drawn later, and the focus has moved by then. @returns what was given the focus. */
function focusedOn({ has, dialogs, goesOnTo }: Page): string[] {
  const given: string[] = [];
  const element = (name: string) => ({ name, focus: () => { given.push(name); } });
  const body = { id: "", closest: () => null };
  const elements = { toast: { id: "", closest: () => ({}) }, nothing: body, prompt: { id: "prompt", closest: () => null }, frame: { id: "frame-2", closest: () => null }, "another frame": { id: "frame-3", closest: () => null } };
  let isDrawn = goesOnTo === undefined;
  const page = { body, activeElement: elements[has], querySelectorAll: () => dialogs.map(element), getElementById: (name: string) => (isDrawn ? element(name) : null) };
  vi.stubGlobal("document", page);
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => {
    isDrawn = true;
    if (goesOnTo) page.activeElement = elements[goesOnTo];
    run();
  });
  giveFocusBack("frame-1");
  return given;
}

test("under a dialog no frame is given the focus: the dialog that stands in front is", () => {
  expect(focusedOn({ has: "toast", dialogs: ["lightbox", "keys"] })).toEqual(["keys"]);
  expect(focusedOn({ has: "nothing", dialogs: ["lightbox"] })).toEqual(["lightbox"]);
});

test("on the sheet the frame that is back has it, where the undo was asked for on the sheet or at its toast", () => {
  expect(focusedOn({ has: "toast", dialogs: [] })).toEqual(["frame-1"]);
  expect(focusedOn({ has: "nothing", dialogs: [] })).toEqual(["frame-1"]);
  expect(focusedOn({ has: "frame", dialogs: [] })).toEqual(["frame-1"]);
  expect(focusedOn({ has: "prompt", dialogs: ["lightbox"] })).toEqual([]);
});

test("who goes on elsewhere before it is drawn stays there", () => {
  expect(focusedOn({ has: "frame", dialogs: [], goesOnTo: "another frame" })).toEqual([]);
  expect(focusedOn({ has: "toast", dialogs: [], goesOnTo: "prompt" })).toEqual([]);
  expect(focusedOn({ has: "toast", dialogs: [], goesOnTo: "nothing" })).toEqual(["frame-1"]);
});
