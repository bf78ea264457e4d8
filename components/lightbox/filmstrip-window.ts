/** Where each frame lies in the filmstrip, and which are near enough to be drawn: a session may hold thousands. */

export const thumbHeightPx = 60;
const GAP_PX = 6;
/** Between two takes, with a line in the middle. */
const TAKE_GAP_PX = 25;
const WIDTHS_PX = { least: 34, most: 116 };
/** Drawn beyond each edge, so that a scroll shows no hole. */
const BEYOND_PX = 600;

export type StripPlace = { left: number; width: number; newTake: boolean };
type Framed = { ratio: number; takeId: string };

export function placesOf(frames: readonly Framed[]): { places: StripPlace[]; total: number } {
  const places: StripPlace[] = [];
  let left = 0;
  for (const [at, { ratio, takeId }] of frames.entries()) {
    const newTake = at > 0 && frames[at - 1]?.takeId !== takeId;
    if (at > 0) left += newTake ? TAKE_GAP_PX : GAP_PX;
    const width = Math.round(Math.min(WIDTHS_PX.most, Math.max(WIDTHS_PX.least, thumbHeightPx * ratio)));
    places.push({ left, width, newTake });
    left += width;
  }
  return { places, total: left };
}

/** The first and last frame (exclusive) to draw. */
export function windowOf(places: readonly StripPlace[], scrollLeft: number, widthPx: number): { from: number; to: number } {
  const from = firstAfter(places, scrollLeft - BEYOND_PX);
  const to = firstAfter(places, scrollLeft + widthPx + BEYOND_PX);
  return { from, to: Math.min(places.length, to + 1) };
}

/** The first that ends behind `left`. */
function firstAfter(places: readonly StripPlace[], left: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place && place.left + place.width < left) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where to scroll so that the frame stands in the middle. */
export const centred = ({ left, width }: Pick<StripPlace, "left" | "width">, widthPx: number): number => Math.max(0, left - (widthPx - width) / 2);
