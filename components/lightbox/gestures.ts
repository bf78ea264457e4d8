import { swipeStep } from "@/components/lightbox/swipe";
import { isPannable, pannedBy, toggled, zoomedTo, type Point } from "@/components/lightbox/zoom";
import type { Zoom } from "@/components/lightbox/zoom-state";

/** A wheel's notch is some 100 px: a fifth nearer; a pinch on a trackpad sends a few px at a time. */
const PER_WHEEL_PX = 0.0018;
const PER_PINCH_PX = 0.01;
/** One turn of a fast wheel goes no further than this. */
const MOST_PER_TURN = 3;
const LINE_PX = 16;
/** More at a time is a notch, which glides; less is a hand on a trackpad. */
const NOTCH_PX = 40;
/** A second tap later, or farther away, is another first one. */
const TAP_MS = 320;
const TAP_PX = 24;
/** Within this a press is a tap. */
const STILL_PX = 6;

const OWN_PRESSES = "button, a, video, [role=slider]";

/** Wheel, pinch, drag, double tap and, on a picture that is seen whole, a swipe. Answers how to stop. */
export function followGestures(stage: HTMLElement, zoom: Zoom, onStep: (step: 1 | -1) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  };
  const zoomBy = (factor: number, at: Point, glides = false) => zoom.change((view, scene) => zoomedTo(view, view.zoom * factor, at, scene), glides);

  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const px = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX;
    if (!event.ctrlKey && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      zoom.change((view, scene) => pannedBy(view, { x: -event.deltaX * px, y: 0 }, scene));
      return;
    }
    const turn = event.deltaY * px;
    const factor = Math.exp(-turn * (event.ctrlKey && Math.abs(turn) < NOTCH_PX ? PER_PINCH_PX : PER_WHEEL_PX));
    zoomBy(Math.min(MOST_PER_TURN, Math.max(1 / MOST_PER_TURN, factor)), fromMiddle(event), Math.abs(turn) >= NOTCH_PX);
  }, { passive: false, signal });

  const fingers = new Map<number, Point>();
  let press: { from: Point; touch: boolean; moved: boolean; several: boolean; pannable: boolean } | null = null;
  let lastTap: { at: Point; timeMs: number } | null = null;

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest(OWN_PRESSES))) return;
    const at = fromMiddle(event);
    fingers.set(event.pointerId, at);
    stage.setPointerCapture(event.pointerId);
    const { view, scene } = zoom.state.get();
    if (press) press.several = true;
    else press = { from: at, touch: event.pointerType !== "mouse", moved: false, several: false, pannable: scene !== null && isPannable(view, scene) };
  }, { signal });

  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before || !press) return;
    const at = fromMiddle(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, at);
    if (Math.hypot(at.x - press.from.x, at.y - press.from.y) > STILL_PX) press.moved = true;
    if (!press.moved) return;
    const moved = { x: at.x - before.x, y: at.y - before.y };
    if (!other) {
      zoom.change((view, scene) => pannedBy(view, moved, scene));
      return;
    }
    // Two fingers: what is between them stays between them.
    const spread = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = (point: Point): Point => ({ x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 });
    zoomBy(spread(at) / spread(before), middle(before));
    zoom.change((view, scene) => pannedBy(view, { x: moved.x / 2, y: moved.y / 2 }, scene));
  }, { signal });

  const lift = (event: PointerEvent) => {
    const ended = press;
    if (!fingers.delete(event.pointerId) || fingers.size > 0 || !ended) return;
    press = null;
    if (event.type === "pointercancel" || ended.several) return;
    const at = fromMiddle(event);
    const step = ended.touch && !ended.pannable ? swipeStep(ended.from, at) : null;
    if (step) onStep(step);
    if (ended.moved) return;
    const again = lastTap && event.timeStamp - lastTap.timeMs < TAP_MS && Math.hypot(at.x - lastTap.at.x, at.y - lastTap.at.y) < TAP_PX;
    lastTap = again ? null : { at, timeMs: event.timeStamp };
    if (again) zoom.change((view, scene) => toggled(view, at, scene), true);
  };
  stage.addEventListener("pointerup", lift, { signal });
  stage.addEventListener("pointercancel", lift, { signal });
  return () => stop.abort();
}
