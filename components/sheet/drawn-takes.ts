import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useDesk } from "@/components/sheet/desk";
import { frameElementId, takeElementId, unfoldElementId } from "@/components/sheet/frame-acts";
import { rowsOf } from "@/components/sheet/frame-steps";
import { noteScroll } from "@/components/sheet/scroll-pace";
import type { ShownTake } from "@/components/sheet/sheet-view";
import { drawnStretch, firstView, isCovered, lookedAt, piecesOf, topsOf, type Piece, type Plan } from "@/components/sheet/take-window";
import { wantedElement } from "@/components/sheet/wanted-element";
import { createStore, useStore } from "@/components/ui/store";
import { isSettled } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";

/** What is drawn of a sheet: of few takes all, of more those in view, in hand, and in the news. */
export function useDrawnTakes(list: RefObject<HTMLElement | null>, plan: Plan, now: number): readonly Piece[] {
  const { takes, markedOnly } = plan;
  const { stop } = useDesk();
  const [window] = useState(() => createStore(firstView));
  const view = useStore(window, (state) => state);
  const wanted = useStore(wantedElement, (id) => id);
  const isLong = takes.length > limits.wholeTakes;
  const tops = useMemo(() => topsOf(plan, view), [plan, view]);
  const inHand = useMemo(() => (isLong ? [...newsPlaces(takes, now), placeOf(takes, wanted)] : []), [takes, now, wanted, isLong]);
  const pieces = useMemo(() => piecesOf(tops, isLong ? drawnStretch(tops, view) : { from: 0, to: takes.length }, inHand), [tops, view, takes.length, isLong, inHand]);

  const scrolled = useRef({ y: 0, down: true });
  const look = useEffectEvent((isMoved: boolean) => {
    const element = list.current;
    if (!isLong || !element) return;
    if (isMoved) noteScroll(scrollY, performance.now());
    const { y, down: before } = scrolled.current;
    const down = scrollY === y ? before : scrollY > y;
    scrolled.current = { y: scrollY, down };
    const { top, width: paneWidth } = element.getBoundingClientRect();
    const inView = { fromPx: -top, toPx: innerHeight - top };
    if (isMoved && paneWidth === view.paneWidth && isCovered(tops, view, inView)) return;
    window.set((now) => lookedAt(now, plan, { ...inView, paneWidth, down, measured: measured(pieces, takes) }));
  });
  useLayoutEffect(() => look(false), [plan]);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const ending = new AbortController();
    addEventListener("scroll", () => look(true), { passive: true, signal: ending.signal });
    addEventListener("resize", () => look(false), { signal: ending.signal });
    const sizes = new ResizeObserver(() => requestAnimationFrame(() => look(false)));
    sizes.observe(element);
    return () => {
      ending.abort();
      sizes.disconnect();
    };
  }, [list]);

  // Tab leads into what is looked at, where nothing else is in hand.
  const keepStop = useEffectEvent(() => {
    const at = placeOf(takes, stop.get());
    if (at < 0 || pieces.some((piece) => piece.kind === "take" && piece.at === at)) return;
    const drawn = pieces.flatMap((piece) => takes[piece.kind === "take" ? piece.at : -1] ?? []);
    const first = rowsOf(drawn, markedOnly, view.paneWidth)[0]?.[0]?.stop;
    if (first !== undefined) stop.set(() => first);
  });
  useEffect(() => keepStop(), [pieces]);
  return pieces;
}

/** So many takes in the news are drawn out of view. */
const MOST_NEWS = 24;
/** A hidden page hears of an end a minute later, and says so for some seconds. */
const NEWS_MS = 2 * limits.hiddenPollMs;

/** What is on its way or came just now: the sign that it is ready looks for it, and leads there. */
const newsPlaces = (takes: readonly ShownTake[], now: number): number[] =>
  takes.flatMap(({ generation }, at) => (!isSettled(generation) || ("settledAt" in generation && now - generation.settledAt < NEWS_MS) ? [at] : [])).slice(0, MOST_NEWS);

function placeOf(takes: readonly ShownTake[], elementId: string | null): number {
  if (elementId === null) return -1;
  const outputId = elementId.startsWith(FRAME) ? elementId.slice(FRAME.length) : null;
  if (outputId === null) return takes.findIndex(({ generation: { id } }) => elementId === takeElementId(id) || elementId === unfoldElementId(id));
  return takes.findIndex(({ generation, folded }) => !folded && deliveredOf(generation).some(({ id }) => id === outputId));
}
const FRAME = frameElementId("");

/** Of what is drawn the heights, with the day above, by place. */
function measured(pieces: readonly Piece[], takes: readonly ShownTake[]): ReadonlyMap<number, number> {
  const heights = new Map<number, number>();
  for (const piece of pieces) {
    const take = piece.kind === "take" ? takes[piece.at] : undefined;
    // A folded one is as high as all.
    const element = take?.folded === false ? document.getElementById(takeElementId(take.generation.id)) : null;
    if (!element || piece.kind !== "take") continue;
    const day = element.previousElementSibling instanceof HTMLHeadingElement ? element.previousElementSibling.getBoundingClientRect().height : 0;
    heights.set(piece.at, element.getBoundingClientRect().height + day);
  }
  return heights;
}
