import { pressedKey, systemKey } from "@/components/ui/pressed-key";

/** What a key does in the lightbox; the buttons print the same keys. */
export type Command =
  | "previous" | "next" | "first" | "last"
  | "edit" | "compare" | "save" | "share" | "mark" | "load" | "again" | "remove" | "undo"
  | "surround" | "keys" | "closer" | "farther" | "fit" | "whole"
  | "pan_left" | "pan_right" | "pan_up" | "pan_down"
  | "slide_left" | "slide_right" | "swap" | "blink" | "other_previous" | "other_next";

const ALWAYS: Readonly<Record<string, Command>> = {
  Home: "first", End: "last", e: "edit", c: "compare", d: "save", s: "share", p: "mark", r: "load", Delete: "remove", Backspace: "remove", Undo: "undo",
  b: "surround", "?": "keys", "+": "closer", "=": "closer", "-": "farther", _: "farther", "0": "fit", "1": "whole",
};
const WITH_SHIFT: Readonly<Record<string, Command>> = { ArrowLeft: "pan_left", ArrowRight: "pan_right", ArrowUp: "pan_up", ArrowDown: "pan_down" };
const LOOKING: Readonly<Record<string, Command>> = { ArrowLeft: "previous", ArrowRight: "next" };
const BESIDE: Readonly<Record<string, Command>> = {
  ArrowLeft: "other_previous", ArrowRight: "other_next", x: "swap", " ": "blink", "[": "other_previous", "]": "other_next",
};
const DIVIDED: Readonly<Record<string, Command>> = { ...BESIDE, ArrowLeft: "slide_left", ArrowRight: "slide_right" };
/** One frame alone; several beside each other; two under a divider. */
type Mode = "looking" | "beside" | "divided";
const OF_MODE: Readonly<Record<Mode, Readonly<Record<string, Command>>>> = { looking: LOOKING, beside: BESIDE, divided: DIVIDED };
export const modeOf = (comparing: boolean, isDivided: boolean): Mode => (comparing ? (isDivided ? "divided" : "beside") : "looking");

/** Done again and again while they are held; everything else is done once for each press. */
const HELD: readonly Command[] = ["previous", "next", "closer", "farther", "pan_left", "pan_right", "pan_up", "pan_down", "slide_left", "slide_right", "other_previous", "other_next"];

type Press = Parameters<typeof systemKey>[0];

/** Ctrl+Z goes by the name of the key that some keyboards have for it; with a modifier everything else is the browser's. */
export const keyOf = (press: Press): string | null => (systemKey(press) === "z" ? "Undo" : pressedKey(press));

/** @param key as keyOf() names it. */
export function commandOf(key: string, { shift, mode, repeated }: { shift: boolean; mode: Mode; repeated: boolean }): Command | null {
  const command = (shift ? WITH_SHIFT[key] : undefined) ?? OF_MODE[mode][key] ?? ALWAYS[key] ?? null;
  return command !== null && repeated && !HELD.includes(command) ? null : command;
}

/** Where a key is pressed that has its own use for it: a player, a slider, tabs, text that scrolls, a button that a space presses. */
export function isTaken(target: EventTarget, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("video, input, textarea, select")) return true;
  if (key === " " || key === "Enter") return target.closest("button, a, summary, [role=tab]") !== null;
  return /^(Arrow|Home|End)/.test(key) && target.closest("[role=tablist], pre") !== null;
}

/** How they are printed. */
export const keyNames = {
  back: "Esc", keys: "?", edit: "E", compare: "C", save: "D", share: "S", mark: "P", load: "R", remove: "Del", undo: "Ctrl Z", surround: "B",
} as const;
