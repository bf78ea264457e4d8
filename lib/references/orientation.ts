import type { Rect, Size } from "@/lib/references/fit-size";
import type { Turns } from "@/lib/references/way";

/** a b c d e f, as a canvas takes them. */
export type Transform = readonly [number, number, number, number, number, number];

/** Puts a stored picture of this size upright, by EXIF's orientation 1 to 8. */
export function uprightTransform(orientation: number, { width, height }: Size): Transform {
  switch (orientation) {
    case 2: return [-1, 0, 0, 1, width, 0];
    case 3: return [-1, 0, 0, -1, width, height];
    case 4: return [1, 0, 0, -1, 0, height];
    case 5: return [0, 1, 1, 0, 0, 0];
    case 6: return [0, 1, -1, 0, height, 0];
    case 7: return [0, -1, -1, 0, height, width];
    case 8: return [0, -1, 1, 0, 0, width];
    default: return [1, 0, 0, 1, 0, 0];
  }
}

/** What each orientation is after a quarter to the right: 2, 4, 5 and 7 are mirrored and stay so. */
const A_QUARTER_ON: Record<number, number> = { 1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2 };

/** The orientation that shows a stored picture upright and then turned so many quarters to the right. */
export function orientationAfter(orientation: number, turns: Turns): number {
  let now = orientation;
  for (let quarter = 0; quarter < turns; quarter += 1) now = A_QUARTER_ON[now] ?? now;
  return now;
}

/** Where a part that was chosen upright lies in the picture as it is stored; `stored` is the whole stored picture. */
export function storedPart(orientation: number, { x, y, width, height }: Rect, stored: Size): Rect {
  const [right, below] = [stored.width - x - width, stored.height - y - height];
  switch (orientation) {
    case 2: return { x: right, y, width, height };
    case 3: return { x: right, y: below, width, height };
    case 4: return { x, y: below, width, height };
    case 5: return { x: y, y: x, width: height, height: width };
    case 6: return { x: y, y: stored.height - x - width, width: height, height: width };
    case 7: return { x: stored.width - y - height, y: stored.height - x - width, width: height, height: width };
    case 8: return { x: stored.width - y - height, y: x, width: height, height: width };
    default: return { x, y, width, height };
  }
}

export const turned = (orientation: number, { width, height }: Size): Size => (orientation >= 5 ? { width: height, height: width } : { width, height });
