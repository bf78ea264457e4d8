import { afterEach, expect, test, vi } from "vitest";
import { giveFocusBack } from "@/components/sheet/focus-back";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page of which only this much is asked. @returns what was given the focus. */
function focusedOn({ has, dialogs }: { has: "toast" | "nothing" | "prompt" | "frame"; dialogs: string[] }): string[] {
  const given: string[] = [];
  const element = (name: string) => ({ name, focus: () => { given.push(name); } });
  const body = { id: "", closest: () => null };
  const active = { toast: { id: "", closest: () => ({}) }, nothing: body, prompt: { id: "prompt", closest: () => null }, frame: { id: "frame-2", closest: () => null } }[has];
  vi.stubGlobal("document", { body, activeElement: active, querySelectorAll: () => dialogs.map(element), getElementById: element });
  giveFocusBack("frame-1");
  return given;
}

test("under a dialog no frame is given the focus: the dialog that stands in front is", () => {
  expect(focusedOn({ has: "toast", dialogs: ["lightbox", "keys"] })).toEqual(["keys"]);
  expect(focusedOn({ has: "nothing", dialogs: ["lightbox"] })).toEqual(["lightbox"]);
});

test("on the sheet the frame that is back has it, unless the person has gone on elsewhere", () => {
  expect(focusedOn({ has: "toast", dialogs: [] })).toEqual(["frame-1"]);
  expect(focusedOn({ has: "nothing", dialogs: [] })).toEqual(["frame-1"]);
  expect(focusedOn({ has: "frame", dialogs: [] })).toEqual(["frame-1"]);
  expect(focusedOn({ has: "prompt", dialogs: ["lightbox"] })).toEqual([]);
});
