import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followPress, slotAt, slotWhile } from "@/components/references/tile-drag";

const slot = (left: number, top: number) => ({ left, top, width: 64, height: 64 });
const rows = [slot(0, 0), slot(70, 0), slot(140, 0), slot(0, 70), slot(70, 70)];

test("a tile is over the slot whose middle is nearest, in its own row or another", () => {
  expect(slotAt({ x: 100, y: 30 }, rows)).toBe(1);
  expect(slotAt({ x: 40, y: 120 }, rows)).toBe(3);
  expect(slotAt({ x: 900, y: -50 }, rows)).toBe(2);
});

test("those between make room, the others stay, and every slot is taken once", () => {
  const order = (from: number, to: number) => rows.map((_, at) => slotWhile(at, from, to));
  expect(order(0, 2)).toEqual([2, 0, 1, 3, 4]);
  expect(order(3, 1)).toEqual([0, 2, 3, 1, 4]);
  expect(order(2, 2)).toEqual([0, 1, 2, 3, 4]);
});

const page = { now: new EventTarget() };
beforeEach(() => {
  page.now = new EventTarget();
  vi.stubGlobal("addEventListener", page.now.addEventListener.bind(page.now));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const happens = (type: string, about: { clientX?: number; clientY?: number; buttons?: number } = {}) =>
  void page.now.dispatchEvent(Object.assign(new Event(type), { pointerId: 1, clientX: 0, clientY: 0, buttons: 1, ...about }));

function press({ isTouch = false, isHeld = true, released = new AbortController().signal } = {}) {
  const capture = vi.fn(() => {
    if (!isHeld) throw new DOMException("no such pointer", "NotFoundError");
  });
  const tiles = [0, 70].map((left) => ({
    getBoundingClientRect: () => slot(left, 0),
    setPointerCapture: capture,
    style: { transform: "", transition: "", zIndex: "", removeProperty: () => "" },
  }));
  const [tile] = tiles;
  const [onLift, onDrop] = [vi.fn(), vi.fn()];
  if (tile) followPress({ pressed: { x: 0, y: 0, pointerId: 1, isTouch }, released, tile, tiles, onLift, onDrop });
  return { onLift, onDrop, capture };
}

test("a tile is carried while the button is held, and put down where it goes up", () => {
  const { onLift, onDrop } = press();
  happens("pointermove", { clientX: 70 });
  happens("pointerup", { clientX: 70 });
  happens("pointermove", { clientX: 0 });
  expect([onLift.mock.calls.length, onDrop.mock.calls]).toEqual([1, [[1]]]);
});

test("a press that was over before this came begins nothing", () => {
  vi.useFakeTimers();
  const { onLift, onDrop } = press({ isTouch: true, released: AbortSignal.abort() });
  happens("pointermove", { clientX: 70 });
  vi.runAllTimers();
  expect([onLift.mock.calls, onDrop.mock.calls]).toEqual([[], []]);
});

test.each([["pointermove", { buttons: 0 }], ["pointercancel", {}], ["lostpointercapture", {}]])("a drag that ends untold, by %s, puts the tile back", (type, about) => {
  const { onDrop } = press();
  happens("pointermove", { clientX: 70 });
  happens(type, { clientX: 70, ...about });
  happens("pointerup", { clientX: 70 });
  expect(onDrop.mock.calls).toEqual([[null]]);
});

test("a finger that is gone when its long press is up lifts nothing", () => {
  vi.useFakeTimers();
  const { onLift, onDrop, capture } = press({ isTouch: true, isHeld: false });
  vi.runAllTimers();
  happens("pointermove", { clientX: 70 });
  expect([capture.mock.calls.length, onLift.mock.calls, onDrop.mock.calls]).toEqual([1, [], []]);
});
