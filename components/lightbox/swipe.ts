import { useRef, type TouchEvent } from "react";

type Point = { x: number; y: number };

/** Shorter is a tap that slipped. */
const LEAST_PX = 48;
/** Steeper is a scroll. */
const LEAST_SLOPE = 1.5;

/** Which way a finger went: 1 to the next frame (leftward), -1 to the one before, null where it meant something else. */
export function swipeStep(from: Point, to: Point): 1 | -1 | null {
  const [acrossPx, downPx] = [to.x - from.x, to.y - from.y];
  if (Math.abs(acrossPx) < LEAST_PX || Math.abs(acrossPx) < LEAST_SLOPE * Math.abs(downPx)) return null;
  return acrossPx < 0 ? 1 : -1;
}

/** For one finger on a picture that is not zoomed; a player's own slider keeps its swipes. */
export function useSwipe(onStep: (step: 1 | -1) => void) {
  const from = useRef<Point | null>(null);
  return {
    onTouchStart: ({ touches, target }: TouchEvent) => {
      const finger = touches.length === 1 ? touches[0] : undefined;
      const isZoomed = (window.visualViewport?.scale ?? 1) > 1.01;
      from.current = finger && !isZoomed && !(target instanceof HTMLVideoElement) ? { x: finger.clientX, y: finger.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const finger = changedTouches[0];
      const step = from.current && finger ? swipeStep(from.current, { x: finger.clientX, y: finger.clientY }) : null;
      from.current = null;
      if (step) onStep(step);
    },
    onTouchCancel: () => { from.current = null; },
  };
}
