import { slotsOf, type ShownTake } from "@/components/sheet/sheet-view";
import { stripCaption, stripGap, stripLayout } from "@/lib/generations/strip";

/** Which takes of a long sheet are drawn: those in view, a little beyond, and those in hand. For the others stands a space of their height. */

/** What is to be laid out: the takes, by place the day that begins with one, and whether only marked frames are shown. */
export type Plan = { takes: readonly ShownTake[]; days: readonly (string | null)[]; markedOnly: boolean };
/** Takes from `from` to before `to`. */
export type Stretch = { from: number; to: number };
/** `heights`: what drawn takes measured at this width, where it is not as guessed. `stretch` is null until somebody looked. */
export type View = { paneWidth: number; heights: ReadonlyMap<string, number>; stretch: Stretch | null };
export type Piece = { kind: "take"; at: number } | { kind: "space"; nth: number; heightPx: number };

/** What the server draws, which knows no window: enough for a large screen. */
export const firstView: View = { paneWidth: 1000, heights: new Map(), stretch: null };
const FIRST_PX = 2000;

const FOLDED_PX = 72;
const DAY_PX = 37;
/** Of a whole take, what is not its strip: the prompt's one line, the facts, and the note with the space below. */
const AROUND_PX = { head: 38, secondHead: 32, facts: 24, note: 36, narrowNote: 52, oldEdge: 9 };
/** The breakpoints of the pane in a take's style classes: @min-[560px]/sheet and @max-[640px]/sheet. */
const ONE_LINE_HEAD_PX = 560;
const NARROW_NOTE_PX = 640;

/** As high as a take will stand, as far as that can be known before it is drawn: exact for a folded one, for a whole one but for its prompt's further lines. */
function guessedHeight({ generation, folded, old }: ShownTake, paneWidth: number, markedOnly: boolean): number {
  if (folded) return FOLDED_PX;
  const { columns, cellHeight } = stripLayout({ paneWidth, ...generation });
  const rows = Math.ceil(slotsOf(generation, markedOnly).length / columns);
  const strip = rows === 0 ? 0 : rows * (cellHeight + stripCaption) + (rows - 1) * stripGap;
  const head = AROUND_PX.head + (paneWidth < ONE_LINE_HEAD_PX ? AROUND_PX.secondHead : 0);
  const note = markedOnly ? 0 : paneWidth < NARROW_NOTE_PX ? AROUND_PX.narrowNote : AROUND_PX.note;
  return head + strip + AROUND_PX.facts + note + (old ? AROUND_PX.oldEdge : 0);
}

/** A take is another height with only its marked frames; folded, it is as high as all and never measured. */
const keyOf = ({ generation: { id } }: ShownTake, markedOnly: boolean): string => `${id} ${markedOnly ? "marked" : "whole"}`;

const heightAt = ({ takes, days, markedOnly }: Plan, { paneWidth, heights }: View, at: number): number => {
  const take = takes[at];
  if (!take) return 0;
  const known = take.folded ? undefined : heights.get(keyOf(take, markedOnly));
  return known ?? guessedHeight(take, paneWidth, markedOnly) + (days[at] ? DAY_PX : 0);
};

const lastTops = new WeakMap<Plan, { view: View; tops: readonly number[] }>();

/** Where each take begins, and after the last the end of all. Remembered: each step of a scroll asks for it, and none changes a height. */
export function topsOf(plan: Plan, view: View): readonly number[] {
  const last = lastTops.get(plan);
  if (last?.view.paneWidth === view.paneWidth && last.view.heights === view.heights) return last.tops;
  const tops = [0];
  let top = 0;
  for (let at = 0; at < plan.takes.length; at += 1) tops.push((top += heightAt(plan, view, at)));
  lastTops.set(plan, { view, tops });
  return tops;
}

/** The takes that touch the space between two heights of the list. */
export function stretchIn(tops: readonly number[], fromPx: number, toPx: number): Stretch {
  const count = tops.length - 1;
  const from = Math.max(0, Math.min(count - 1, firstBeyond(tops, fromPx) - 1));
  return { from, to: Math.max(Math.min(count, from + 1), Math.min(count, firstBeyond(tops, toPx - 1))) };
}

/** What is drawn of it: on the server, and until somebody looked, the beginning. */
export const drawnStretch = (tops: readonly number[], { stretch }: View): Stretch => stretch ?? stretchIn(tops, 0, FIRST_PX);

/** The first that begins behind `px`. */
function firstBeyond(tops: readonly number[], px: number): number {
  let [low, high] = [0, tops.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle] ?? Infinity) <= px) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Drawn beyond the window, in the direction of the scroll and against it; more is drawn once it comes so near the last. */
const BEYOND_PX = { ahead: 216, behind: 36, near: 18 };
/** Less is rounding. */
const DIFFERS_PX = 0.5;

/** The part of the list that is in view. */
export type InView = { fromPx: number; toPx: number };
/** What is seen of the list: how wide it is, which part of it is in view, where the scroll goes, and how high the drawn takes are, by place. */
export type Seen = InView & { paneWidth: number; down: boolean; measured: ReadonlyMap<number, number> };

/** After a scroll: what is drawn covers what is in view. */
export function isCovered(tops: readonly number[], { stretch }: View, { fromPx, toPx }: InView): boolean {
  const needed = stretchIn(tops, fromPx - BEYOND_PX.near, toPx + BEYOND_PX.near);
  return stretch !== null && stretch.from <= needed.from && stretch.to >= needed.to;
}

/** @returns the same view where nothing is to be drawn otherwise. */
export function lookedAt(view: View, plan: Plan, { paneWidth, fromPx, toPx, down, measured }: Seen): View {
  const sameWidth = paneWidth === view.paneWidth;
  const known: View = sameWidth ? view : { ...view, paneWidth, heights: new Map() };
  const news = [...measured].filter(([at, height]) => Math.abs(heightAt(plan, known, at) - height) > DIFFERS_PX);
  const heights = news.length === 0 ? known.heights : new Map([...known.heights, ...news.flatMap(([at, height]): [string, number][] => {
    const take = plan.takes[at];
    return take ? [[keyOf(take, plan.markedOnly), height]] : [];
  })]);
  const tops = topsOf(plan, { ...known, heights });
  const wanted = stretchIn(tops, fromPx - (down ? BEYOND_PX.behind : BEYOND_PX.ahead), toPx + (down ? BEYOND_PX.ahead : BEYOND_PX.behind));
  const isSame = sameWidth && heights === view.heights && view.stretch?.from === wanted.from && view.stretch.to === wanted.to;
  return isSame ? view : { paneWidth, heights, stretch: wanted };
}

/** @param inHand places of takes that stay drawn wherever they are. */
export function piecesOf(tops: readonly number[], { from, to }: Stretch, inHand: readonly number[]): Piece[] {
  const count = tops.length - 1;
  const drawn = new Set(inHand.filter((at) => at >= 0 && at < count));
  for (let at = Math.max(0, from); at < Math.min(to, count); at += 1) drawn.add(at);
  const pieces: Piece[] = [];
  let [next, nth] = [0, 0];
  const space = (until: number) => {
    if (until <= next) return;
    pieces.push({ kind: "space", nth, heightPx: (tops[until] ?? 0) - (tops[next] ?? 0) });
    nth += 1;
  };
  for (const at of [...drawn].sort((a, b) => a - b)) {
    space(at);
    pieces.push({ kind: "take", at });
    next = at + 1;
  }
  space(count);
  return pieces;
}
