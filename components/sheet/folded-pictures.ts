/** How many small pictures a folded take's row has room for: 48 px high, as wide as their ratio but no wider than 88 px. */

export const foldedPicture = { heightPx: 48, widestPx: 88, gapPx: 4 } as const;

/** The room for them in a wide and in a narrow pane; the style classes w-[264px] and w-22. */
export const foldedRoomPx = { wide: 264, narrow: 88 } as const;

export function fittingPictures(ratio: number, roomPx: number): number {
  const { heightPx, widestPx, gapPx } = foldedPicture;
  const widthPx = Math.min(heightPx * ratio, widestPx);
  return Math.max(1, Math.floor((roomPx + gapPx) / (widthPx + gapPx)));
}
