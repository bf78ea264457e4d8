import type { ImageLimits } from "@/lib/models/image-rules";

export type Size = { width: number; height: number };
export type Rect = Size & { x: number; y: number };
type RatioBounds = Pick<ImageLimits, "ratioAbove" | "ratioBelow">;
type SideBounds = RatioBounds & Pick<ImageLimits, "widthBelow" | "heightBelow">;

/** Steps by one pixel until a strict limit holds: rounding is off by one or two at most. */
const MOST_NUDGES = 8;

const isTooWide = ({ width, height }: Size, { ratioBelow }: RatioBounds): boolean => ratioBelow !== null && width / height >= ratioBelow;
const isTooTall = ({ width, height }: Size, { ratioAbove }: RatioBounds): boolean => ratioAbove !== null && width / height <= ratioAbove;

function nudged(size: Size, isWrong: (size: Size) => boolean, step: (size: Size) => Size): Size {
  let now = size;
  for (let nudge = 0; nudge < MOST_NUDGES && isWrong(now); nudge += 1) now = step(now);
  return now;
}

/** The longest part within the ratio; `position` 0 is the beginning of the long side, 1 its end. */
export function croppedToRatio(size: Size, bounds: RatioBounds, position: number): Rect {
  if (bounds.ratioBelow !== null && isTooWide(size, bounds)) {
    const kept = nudged({ ...size, width: Math.floor(size.height * bounds.ratioBelow) }, (now) => isTooWide(now, bounds), (now) => ({ ...now, width: now.width - 1 }));
    return { ...kept, x: Math.round((size.width - kept.width) * position), y: 0 };
  }
  if (bounds.ratioAbove !== null && isTooTall(size, bounds)) {
    const kept = nudged({ ...size, height: Math.floor(size.width / bounds.ratioAbove) }, (now) => isTooTall(now, bounds), (now) => ({ ...now, height: now.height - 1 }));
    return { ...kept, x: 0, y: Math.round((size.height - kept.height) * position) };
  }
  return { ...size, x: 0, y: 0 };
}

/** The smallest canvas within the ratio that holds the whole picture. */
export function paddedToRatio(size: Size, bounds: RatioBounds): Size {
  if (bounds.ratioBelow !== null && isTooWide(size, bounds)) {
    return nudged({ ...size, height: Math.ceil(size.width / bounds.ratioBelow) }, (now) => isTooWide(now, bounds), (now) => ({ ...now, height: now.height + 1 }));
  }
  if (bounds.ratioAbove !== null && isTooTall(size, bounds)) {
    return nudged({ ...size, width: Math.ceil(size.height * bounds.ratioAbove) }, (now) => isTooTall(now, bounds), (now) => ({ ...now, width: now.width + 1 }));
  }
  return size;
}

/** The largest size of the same shape whose sides are strictly under their limits; the same size where they are. */
export function shrunkInside(size: Size, bounds: SideBounds): Size {
  const [mostWidth, mostHeight] = [(bounds.widthBelow ?? Infinity) - 1, (bounds.heightBelow ?? Infinity) - 1];
  const scale = Math.min(1, mostWidth / size.width, mostHeight / size.height);
  return scaledBy(size, scale, bounds);
}

/** Rounding must not carry a shape that is just within the ratio out of it. */
export function scaledBy(size: Size, scale: number, bounds: RatioBounds): Size {
  if (scale >= 1) return size;
  const rounded = { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) };
  if (isTooWide(size, bounds) || isTooTall(size, bounds)) return rounded;
  const narrowed = nudged(rounded, (now) => isTooWide(now, bounds), (now) => ({ ...now, width: now.width - 1 }));
  return nudged(narrowed, (now) => isTooTall(now, bounds), (now) => ({ ...now, height: now.height - 1 }));
}
