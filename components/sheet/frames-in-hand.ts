import { useEffect, useEffectEvent, useRef, type FocusEvent, type MouseEvent } from "react";
import { sheetParts } from "@/components/sheet/sheet-parts";
import { keepOpen } from "@/components/sheet/desk";
import { unfoldElementId, type SheetFrame } from "@/components/sheet/frame-acts";
import { frameAt, type Hand, type KeyPlace } from "@/components/sheet/hand";
import { onHandheld } from "@/components/sheet/handheld";
import { extendedTo, onlyThese, toggled } from "@/components/sheet/selection";
import { noteOutdated } from "@/components/version/new-version";

type ActOnKey = (event: KeyboardEvent, place: KeyPlace, hand: Hand) => void;

/** Clicks, keys and the mouse on frames. What keys and the rubber band do is loaded at the first sign of a person. */
export function useFramesInHand(hand: Hand) {
  const keys = useRef<ActOnKey | null>(null);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const place = keyPlace(event, hand.pane.current);
    if (place === null || event.defaultPrevented || event.isComposing) return;
    if (keys.current) return keys.current(event, place, hand);
    // Not loaded yet: what the browser would do with it cannot be taken back later.
    if (place === "stop" && (/^(Arrow|Page|Home$|End$| $)/.test(event.key) || (event.key === "a" && (event.ctrlKey || event.metaKey)))) event.preventDefault();
    void sheetParts.sheetKeys().then((act) => act(event, place, hand), partMissing);
  });
  /** A button is pressed by the space bar's going up; here it selects. */
  const onKeyUp = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === " " && keyPlace(event, hand.pane.current) === "stop") event.preventDefault();
  });
  const onMouseDown = useEffectEvent((event: globalThis.MouseEvent) => {
    if (!isGround(event.target, hand.pane.current) || event.button !== 0) return;
    // Not a selection of text, and what was typed in is left: the next key is the frames'.
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    void sheetParts.rubberBand().then((follow) => follow(event, hand), partMissing);
  });
  useEffect(() => {
    void sheetParts.sheetKeys().then((act) => {
      keys.current = act;
    }, () => undefined);
    const ending = new AbortController();
    document.addEventListener("keydown", onKeyDown, { signal: ending.signal });
    document.addEventListener("keyup", onKeyUp, { signal: ending.signal });
    document.addEventListener("mousedown", onMouseDown, { signal: ending.signal });
    return () => ending.abort();
  }, []);

  return {
    onClickCapture: (event: MouseEvent) => {
      const frame = pressedFrame(event.target, hand.frames);
      if (frame && pick(event, frame, hand)) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    onFocus: ({ target }: FocusEvent) => {
      const frame = frameAt(target, hand.frames);
      const stop = frame ? `frame-${frame.output.id}` : hand.takes.map(({ generation }) => unfoldElementId(generation.id)).find((id) => id === target.id);
      if (stop !== undefined) hand.desk.stop.set(() => stop);
      // Gone to by keys it is worked at; a click that opens it large is only a look.
      if (frame && target.matches(":focus-visible")) keepOpen(hand.desk, frame.generation.id);
    },
  };
}

const partMissing = (): void => noteOutdated("part_missing");

/** A click that selects instead of opening: with shift or the system's key; on a telephone every first tap. */
function pick({ shiftKey, ctrlKey, metaKey, detail }: MouseEvent, { output, generation }: SheetFrame, { desk, frames }: Hand): boolean {
  const order = frames.map((frame) => frame.output.id);
  const { selected } = desk.selection.get();
  const isOnlyOne = selected.size === 1 && selected.has(output.id);
  if (shiftKey) desk.selection.set((selection) => extendedTo(selection, order, output.id));
  else if (ctrlKey || metaKey) desk.selection.set((selection) => toggled(selection, output.id));
  // A key press opens; so does a second tap on what alone is selected. A player is played by a tap.
  else if (detail > 0 && onHandheld() && !isOnlyOne && output.media === "image") desk.selection.set((selection) => (selection.selected.size === 0 ? onlyThese([output.id], output.id) : toggled(selection, output.id)));
  else return false;
  keepOpen(desk, generation.id);
  return true;
}

/** The picture itself, not the verbs under it. */
const pressedFrame = (target: EventTarget | null, frames: readonly SheetFrame[]): SheetFrame | null =>
  target instanceof Element && target.closest("[data-caption]") ? null : frameAt(target, frames);

const STOPS = "[id^=frame-], [id^=unfold-]";
/** What has a use of its own for keys: what is typed in, and what stands over the page. */
const ELSEWHERE = "input, textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

function keyPlace({ target, key }: KeyboardEvent, pane: HTMLElement | null): KeyPlace | null {
  if (!(target instanceof Element) || target.closest(ELSEWHERE) !== null || pane === null) return null;
  if (target === document.body || (target.closest("[data-dock]") !== null && key !== " ")) return "page";
  const isVerb = target.closest("[data-caption]") !== null && key !== " ";
  return pane.contains(target) && (isVerb || target.closest(STOPS) !== null) ? "stop" : "sheet";
}

/** The sheet's empty space: what is neither a frame nor words nor a control. */
function isGround(target: EventTarget | null, pane: HTMLElement | null): boolean {
  const main = pane?.closest("main");
  return target instanceof Element && main?.contains(target) === true && target.closest("figure, button, a, p, h2, span, ul, [role=menu], [data-dock]") === null;
}
