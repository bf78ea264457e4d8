import { useLayoutEffect, useMemo, useRef } from "react";
import type { Desk } from "@/components/sheet/desk";
import { rowsOf, stopInstead } from "@/components/sheet/frame-steps";
import { kept } from "@/components/sheet/selection";
import { shownFrames, type ShownTake } from "@/components/sheet/sheet-view";
import { whenDrawn } from "@/components/sheet/wanted-element";

/** Only the order counts here. */
const ANY_WIDTH_PX = 1000;

/** Focus in plain sight: with what belongs to it, and clear of what floats at the edges. */
export function focusStop(elementId: string | null): void {
  if (elementId === null) return;
  whenDrawn(elementId, (element) => {
    element.focus({ preventScroll: true });
    (element.closest("[data-frame]") ?? element).scrollIntoView({ block: "nearest" });
  });
}

/** A frame's verbs have the focus as much as its picture. */
const stopOf = (element: Element): string => element.closest("[data-frame]")?.querySelector("[id^=frame-]")?.id ?? element.id;

/** Whatever had the focus has gone, and nothing else has it. */
export const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * One frame is always the sheet's stop for Tab. Where it goes (deleted, filtered, folded), its neighbour is, and has the
 * focus if it had it. What is no longer on the sheet is no longer selected.
 */
export function useKeptStop(desk: Desk, takes: readonly ShownTake[], markedOnly: boolean): void {
  const rows = useMemo(() => rowsOf(takes, markedOnly, ANY_WIDTH_PX), [takes, markedOnly]);
  const before = useRef(rows);
  const focused = useRef<string | null>(null);
  useLayoutEffect(() => {
    const note = ({ target }: FocusEvent) => {
      focused.current = target instanceof Element ? stopOf(target) : null;
    };
    const forget = () => {
      focused.current = null;
    };
    document.addEventListener("focusin", note);
    document.addEventListener("pointerdown", forget, true);
    return () => {
      document.removeEventListener("focusin", note);
      document.removeEventListener("pointerdown", forget, true);
    };
  }, []);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = rows;
    const order = shownFrames(takes, markedOnly).map(({ output }) => output.id);
    desk.selection.set((selection) => kept(selection, order));
    const stop = desk.stop.get();
    if (stop !== null && rows.some((row) => row.some((cell) => cell.stop === stop))) return;
    const next = stop === null ? (rows[0]?.[0]?.stop ?? null) : stopInstead(was, rows, stop);
    const hadFocus = stop !== null && focused.current === stop && isFocusLost();
    desk.stop.set(() => next);
    if (hadFocus) focusStop(next);
  }, [desk, rows, takes, markedOnly]);
}
