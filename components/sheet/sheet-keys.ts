import { keepOpen } from "@/components/sheet/desk";
import { frameElementId, takeMenuId, type SheetFrame } from "@/components/sheet/frame-acts";
import { stepFrom, type Step } from "@/components/sheet/frame-steps";
import { frameAt, type Hand, type KeyPlace } from "@/components/sheet/hand";
import { focusStop } from "@/components/sheet/kept-stop";
import { openKeys } from "@/components/sheet/keys-asked-for";
import { extendedFrom, nothingSelected, onlyThese, toggled } from "@/components/sheet/selection";
import { areMarked } from "@/components/sheet/marked";
import { pressedKey, systemKey, type KeyPress } from "@/components/ui/pressed-key";

export type KeyAct =
  | { act: "step"; step: Step; extend: boolean }
  | { act: "edit" | "compare" | "save" | "mark" | "share" | "delete" | "load" | "toggle" | "menu" | "keys" | "deselect" | "selectAll" | "undo" }
  | { act: "selectTake" | "markTake" | "saveTake" | "shareTake" | "deleteTake" };

type Press = KeyPress & Pick<KeyboardEvent, "shiftKey">;

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", Home: "rowStart", End: "rowEnd", PageUp: "takeAbove", PageDown: "takeBelow",
};
const ACTS: Readonly<Record<string, KeyAct>> = {
  e: { act: "edit" }, c: { act: "compare" }, d: { act: "save" }, p: { act: "mark" }, s: { act: "share" }, r: { act: "load" }, m: { act: "menu" }, x: { act: "toggle" }, " ": { act: "toggle" },
  Delete: { act: "delete" }, Backspace: { act: "delete" }, Escape: { act: "deselect" }, "?": { act: "keys" },
};
/** With shift the whole take is meant. */
const TAKE_ACTS: Readonly<Record<string, KeyAct>> = { d: { act: "saveTake" }, p: { act: "markTake" }, s: { act: "shareTake" }, x: { act: "selectTake" }, Delete: { act: "deleteTake" }, Backspace: { act: "deleteTake" } };

/** What a key means on the sheet; null for what it leaves to the browser. */
function keyAct(press: Press): KeyAct | null {
  const key = pressedKey(press);
  if (key === null) return systemAct(press);
  const step = STEPS[key];
  if (step !== undefined) return { act: "step", step, extend: press.shiftKey };
  return press.shiftKey && key !== "?" ? (TAKE_ACTS[key] ?? null) : (ACTS[key] ?? null);
}

/** With Ctrl, or Command on a Mac. */
function systemAct(press: Press): KeyAct | null {
  const plain = systemKey(press);
  if (plain === "a") return { act: "selectAll" };
  if (plain === "z") return { act: "undo" };
  if (plain === "Home") return { act: "step", step: "first", extend: false };
  return plain === "End" ? { act: "step", step: "last", extend: false } : null;
}

/** What the bar of the selection prints. */
const OF_SELECTED: readonly KeyAct["act"][] = ["edit", "compare", "save", "share", "mark", "delete"];

export function actOnKey(event: Press & Pick<KeyboardEvent, "repeat" | "target" | "preventDefault">, place: KeyPlace, hand: Hand): void {
  const found = keyAct(event);
  if (found === null || (event.repeat && found.act !== "step")) return;
  // A control on the sheet has keys of its own: only what concerns the whole sheet is taken from it.
  const isForAll = ["keys", "deselect", "selectAll", "undo"].includes(found.act);
  const isForSelected = OF_SELECTED.includes(found.act) && hand.desk.selection.get().selected.size > 0;
  if (place === "sheet" && !isForAll && !isForSelected) return;
  const at = frameAt(event.target, hand.frames);
  if (at) keepOpen(hand.desk, at.generation.id);
  const isDone = found.act === "step" ? place === "stop" && take(found, event.target, hand) : run(found.act, at, hand);
  if (isDone) event.preventDefault();
}

function take({ step, extend }: Extract<KeyAct, { act: "step" }>, target: EventTarget | null, hand: Hand): boolean {
  const from = target instanceof Element ? (frameAt(target, hand.frames)?.output.id ?? null) : null;
  const fromStop = from === null ? (target instanceof Element ? target.id : null) : frameElementId(from);
  const next = stepFrom(hand.rows(), fromStop, step);
  if (next === null) return true;
  const frame = hand.frames.find(({ output }) => frameElementId(output.id) === next);
  if (extend && frame && from !== null) {
    const order = hand.frames.map(({ output }) => output.id);
    hand.desk.selection.set((selection) => extendedFrom(selection, order, from, frame.output.id));
  }
  focusStop(next);
  return true;
}

/** @returns whether there was something to do. */
function run(act: Exclude<KeyAct["act"], "step">, at: SheetFrame | null, hand: Hand): boolean {
  const { desk, acts, frames } = hand;
  const selected = frames.filter(({ output }) => desk.selection.get().selected.has(output.id));
  // Of several selected all are meant, unless the focus is on one that is not among them.
  const meant = at === null || selected.includes(at) ? selected : [at];
  const [first] = meant;
  const ofTake = at === null ? [] : frames.filter(({ generation }) => generation.id === at.generation.id);
  switch (act) {
    case "keys": openKeys(); return true;
    case "undo": return acts.undo();
    case "deselect":
      if (selected.length === 0) return false;
      desk.selection.set(() => nothingSelected);
      return true;
    case "selectAll":
      desk.selection.set(() => onlyThese(frames.map(({ output }) => output.id)));
      return frames.length > 0;
    case "toggle":
      if (at) desk.selection.set((selection) => toggled(selection, at.output.id));
      return at !== null;
    case "menu":
      if (at) document.getElementById(takeMenuId(at.generation.id))?.click();
      return at !== null;
    case "load":
      if (first) acts.loadSettings(first.generation);
      return first !== undefined;
    case "edit":
      if (first && meant.length === 1) acts.edit(first);
      else acts.editAll(meant);
      return first !== undefined;
    case "compare": acts.compare(meant); return first !== undefined;
    case "save": acts.save(meant); return first !== undefined;
    case "mark": acts.mark(meant, !areMarked(meant)); return first !== undefined;
    case "share":
      if (first) acts.share({ kind: "frames", frames: meant });
      return first !== undefined;
    case "delete": acts.remove(meant); return first !== undefined;
    case "selectTake": desk.selection.set(({ selected: before }) => onlyThese([...before, ...ofTake.map(({ output }) => output.id)], at?.output.id)); return at !== null;
    case "markTake": acts.mark(ofTake, !areMarked(ofTake)); return at !== null;
    case "saveTake": acts.save(ofTake); return at !== null;
    case "shareTake":
      if (at) acts.share({ kind: "take", generation: at.generation });
      return at !== null;
    case "deleteTake":
      if (at) acts.removeTake(at.generation);
      return at !== null;
    default: return act satisfies never;
  }
}
