/** How a share's picture for messengers is laid out: frames as on a contact sheet, and its title below them or beside. */

/** What messengers ask for: https://ogp.me names no size, Facebook's and X's guides this one. */
export const unfurlSize = { width: 1200, height: 630 } as const;
/** More than a sheet of so many is no longer looked at in a message. */
export const unfurlFrames = 15;
export const unfurlCaption = 24;

const MARGIN = 48;
const GAP = 8;
const TEXT_GAP = 30;
const BESIDE = { width: 340, gap: 44 };
const INNER = { width: unfurlSize.width - 2 * MARGIN, height: unfurlSize.height - 2 * MARGIN };

export type Sized = { width: number; height: number };
export type Box = Sized & { x: number; y: number };
export type UnfurlText = { belowHeight: number; besideHeight: number };
export type UnfurlLayout = { side: "below" | "beside"; frames: Box[]; text: Box };
/** How wide the title may be on either side. */
export const unfurlTextWidths = { below: INNER.width, beside: BESIDE.width } as const;

type Grid = Sized & { perRow: number; cell: Sized };

/** As large as they fit: no row but the last has room for one more. */
function gridIn(count: number, ratio: number, room: Sized): Grid {
  const grids = Array.from({ length: count }, (_, at): Grid => {
    const rows = Math.ceil(count / (at + 1));
    const perRow = Math.ceil(count / rows);
    const widest = (room.width - GAP * (perRow - 1)) / perRow;
    const highest = (room.height - GAP * (rows - 1)) / rows - unfurlCaption;
    const width = Math.max(1, Math.floor(Math.min(widest, highest * ratio)));
    const cell = { width, height: Math.max(1, Math.round(width / ratio)) };
    return { perRow, cell, width: perRow * width + GAP * (perRow - 1), height: rows * (cell.height + unfurlCaption) + GAP * (rows - 1) };
  });
  return grids.reduce((best, grid) => (grid.cell.width > best.cell.width ? grid : best));
}

/** Whole, on the cell's bottom line, where the caption is. */
function fitted({ width, height }: Sized, cell: Box): Box {
  const scale = Math.min(cell.width / width, cell.height / height);
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  return { x: cell.x, y: cell.y + cell.height - h, width: w, height: h };
}

const ratioOf = ({ width, height }: Sized): number => width / height;

/** @param pictures one to `unfurlFrames`, in their order. */
export function unfurlLayout(pictures: readonly Sized[], { belowHeight, besideHeight }: UnfurlText): UnfurlLayout {
  const ratios = pictures.map(ratioOf).sort((one, other) => one - other);
  const ratio = ratios[Math.floor(ratios.length / 2)] ?? 1;
  const below = gridIn(pictures.length, ratio, { width: INNER.width, height: INNER.height - TEXT_GAP - belowHeight });
  const beside = gridIn(pictures.length, ratio, { width: INNER.width - BESIDE.gap - BESIDE.width, height: INNER.height });
  const isBeside = beside.cell.width > below.cell.width;
  const { perRow, cell, width, height } = isBeside ? beside : below;
  const whole = isBeside ? Math.max(height, besideHeight) : height + TEXT_GAP + belowHeight;
  const top = Math.round((unfurlSize.height - whole) / 2);
  const frames = pictures.map((picture, at) => fitted(picture, {
    ...cell, x: MARGIN + (at % perRow) * (cell.width + GAP), y: top + Math.floor(at / perRow) * (cell.height + unfurlCaption + GAP),
  }));
  const text = isBeside
    ? { x: MARGIN + width + BESIDE.gap, y: top, width: unfurlSize.width - 2 * MARGIN - width - BESIDE.gap, height: besideHeight }
    : { x: MARGIN, y: top + height + TEXT_GAP, width: INNER.width, height: belowHeight };
  return { side: isBeside ? "beside" : "below", frames, text };
}
