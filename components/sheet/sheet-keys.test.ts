import { afterEach, expect, test, vi } from "vitest";
import { createDesk } from "@/components/sheet/desk";
import { noFrameActs, type FrameActs } from "@/components/sheet/frame-acts";
import { onlyThese } from "@/components/sheet/selection";
import { actOnKey } from "@/components/sheet/sheet-keys";
import { completed } from "@/lib/generations/generation-fixture";
import { deliveredOf } from "@/lib/generations/sheet-state";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Pressed on a button of the sheet, with so many frames selected. @returns what was done. */
function pressed(key: string, selected: number): string[] {
  vi.stubGlobal("Element", class {});
  vi.stubGlobal("HTMLElement", class {});
  const generation = completed(1);
  const frames = deliveredOf(generation).map((output) => ({ output, generation }));
  const desk = createDesk();
  desk.selection.set(() => onlyThese(frames.slice(0, selected).map(({ output }) => output.id)));
  const done: string[] = [];
  const note = (name: string) => () => { done.push(name); };
  const acts: FrameActs = { ...noFrameActs, edit: note("edit"), editAll: note("edit"), compare: note("compare"), save: note("save"), mark: note("mark"), share: note("share"), remove: note("delete"), loadSettings: note("load") };
  const event = { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, target: null, preventDefault: () => undefined };
  actOnKey(event, "sheet", { desk, acts, frames, takes: [], pane: { current: null }, rows: () => [] });
  return done;
}

test("from a control every key that the selection's bar prints acts on what is selected", () => {
  expect(["e", "c", "d", "s", "p", "Delete"].flatMap((key) => pressed(key, 2))).toEqual(["edit", "compare", "save", "share", "mark", "delete"]);
  expect(["e", "c", "d", "s", "p", "Delete", "r"].flatMap((key) => pressed(key, 0))).toEqual([]);
});
