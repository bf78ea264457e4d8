/** How many small pictures a folded take's row has room for: 48 px high, as wide as their ratio but no wider than 88 px. */

const HEIGHT_PX = 48;
const WIDEST_PX = 88;
const GAP_PX = 4;

/** The room for them in a wide and in a narrow pane; the style classes w-[264px] and w-22. */
export const foldedRoomPx = { wide: 264, narrow: 88 } as const;

export function fittingPictures(ratio: number, roomPx: number): number {
  const widthPx = Math.min(HEIGHT_PX * ratio, WIDEST_PX);
  return Math.max(1, Math.floor((roomPx + GAP_PX) / (widthPx + GAP_PX)));
}
