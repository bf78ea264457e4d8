type Point = { x: number; y: number };
type Slot = Pick<DOMRect, "left" | "top" | "width" | "height">;

type Dragged = {
  getBoundingClientRect: () => Slot;
  setPointerCapture: (pointerId: number) => void;
  style: Pick<CSSStyleDeclaration, "transform" | "transition" | "zIndex" | "removeProperty">;
};

type Drag = {
  pressed: Point & { pointerId: number; isTouch: boolean };
  /** Aborted when the pointer goes up: it may have before this part came. */
  released: AbortSignal;
  tile: Dragged;
  /** In their order; the dragged one is among them. */
  tiles: readonly Dragged[];
  onLift: () => void;
  /** Once, at the end of a drag: the place it was let go at, or null where it goes back. */
  onDrop: (to: number | null) => void;
};

/** A finger that rests so long means the tile, not the list under it. */
const LONG_PRESS_MS = 300;
/** The click of a press comes right behind its end; one that comes later is another. */
const CLICK_MS = 50;
/** A hand that presses a button trembles by less. */
const SLOP_PX = 6;

const centre = ({ left, top, width, height }: Slot): Point => ({ x: left + width / 2, y: top + height / 2 });

/** The slot whose middle is nearest; they are at most as many as a model takes references. */
export function slotAt(point: Point, slots: readonly Slot[]): number {
  const distances = slots.map((slot) => Math.hypot(centre(slot).x - point.x, centre(slot).y - point.y));
  return distances.indexOf(Math.min(...distances));
}

/** Where the tile of slot `at` is drawn while the one of `from` is held over `to`. */
export function slotWhile(at: number, from: number, to: number): number {
  if (at === from) return to;
  if (from < to && at > from && at <= to) return at - 1;
  if (to < from && at >= to && at < from) return at + 1;
  return at;
}

/** @returns false where the pointer is not down any more, which the browser takes for a fault. */
function held(tile: Dragged, pointerId: number): boolean {
  try {
    tile.setPointerCapture(pointerId);
    return true;
  } catch {
    return false;
  }
}

/** Follows one press of a pointer on a tile. Moves elements by their transform alone: their order changes when it is let go. */
export function followPress({ pressed, released, tile, tiles, onLift, onDrop }: Drag): void {
  if (released.aborted) return;
  const from = tiles.indexOf(tile);
  const listening = new AbortController();
  const { signal } = listening;
  let slots: readonly Slot[] = [];
  let isLifted = false;
  let to = from;

  function lift(): void {
    if (!held(tile, pressed.pointerId)) return end(null);
    slots = tiles.map((each) => each.getBoundingClientRect());
    isLifted = true;
    tile.style.zIndex = "10";
    for (const each of tiles) if (each !== tile) each.style.transition = "transform 120ms";
    onLift();
  }
  const resting = pressed.isTouch ? setTimeout(lift, LONG_PRESS_MS) : undefined;

  function end(dropped: number | null): void {
    clearTimeout(resting);
    listening.abort();
    if (!isLifted) return;
    for (const each of tiles) for (const property of ["transform", "transition", "z-index"]) each.style.removeProperty(property);
    /** The click that ends a drag opens nothing. */
    addEventListener("click", (event) => { event.stopPropagation(); event.preventDefault(); }, { capture: true, once: true, signal: AbortSignal.timeout(CLICK_MS) });
    onDrop(dropped);
  }

  function move({ clientX, clientY, pointerId, buttons }: PointerEvent): void {
    if (pointerId !== pressed.pointerId) return;
    /** Let go where nobody told of it. */
    if (buttons === 0) return end(null);
    const by = { x: clientX - pressed.x, y: clientY - pressed.y };
    const isFar = Math.hypot(by.x, by.y) > SLOP_PX;
    if (!isLifted && isFar && pressed.isTouch) return end(null);
    if (!isLifted && isFar) lift();
    if (signal.aborted) return;
    const own = slots[from];
    if (!isLifted || !own) return;
    to = slotAt({ x: centre(own).x + by.x, y: centre(own).y + by.y }, slots);
    tiles.forEach((each, at) => {
      const [here, there] = [slots[at], slots[slotWhile(at, from, to)]];
      if (each === tile) each.style.transform = `translate(${by.x}px, ${by.y}px)`;
      else if (here && there) each.style.transform = `translate(${there.left - here.left}px, ${there.top - here.top}px)`;
    });
  }

  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", ({ pointerId }) => { if (pointerId === pressed.pointerId) end(to); }, { signal });
  addEventListener("pointercancel", ({ pointerId }) => { if (pointerId === pressed.pointerId) end(null); }, { signal });
  addEventListener("lostpointercapture", ({ pointerId }) => { if (pointerId === pressed.pointerId) end(null); }, { signal });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isLifted) return;
    event.preventDefault();
    end(null);
  }, { signal, capture: true });
  /** A long press opens the browser's own menu too. */
  if (pressed.isTouch) addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
}
