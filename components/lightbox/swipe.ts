import type { Point } from "@/components/lightbox/zoom";

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
