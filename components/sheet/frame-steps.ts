import { slotsOf, type ShownTake } from "@/components/sheet/sheet-view";
import { frameElementId, unfoldElementId } from "@/components/sheet/frame-acts";
import { stripGap, stripLayout } from "@/lib/generations/strip";

/** Where the keys go from a frame: as the eye does, by rows and columns, from take to take. */

export type Step = "left" | "right" | "up" | "down" | "rowStart" | "rowEnd" | "first" | "last" | "takeAbove" | "takeBelow";

/** One stop: a frame, or an older take's row, which is met at its beginning. `from` and `to` are its edges in the pane, in pixels. */
export type Cell = { stop: string; takeId: string; from: number; to: number };

export function rowsOf(takes: readonly ShownTake[], markedOnly: boolean, paneWidth: number): Cell[][] {
  return takes.flatMap((take) => (take.folded ? [[foldedCell(take)]] : frameRows(take, markedOnly, paneWidth))).filter((row) => row.length > 0);
}

const foldedCell = ({ generation: { id } }: ShownTake): Cell => ({ stop: unfoldElementId(id), takeId: id, from: 0, to: 0 });

function frameRows({ generation }: ShownTake, markedOnly: boolean, paneWidth: number): Cell[][] {
  const { columns, cellWidth } = stripLayout({ paneWidth, ...generation });
  const slots = slotsOf(generation, markedOnly);
  return Array.from({ length: Math.ceil(slots.length / columns) }, (_, row) =>
    slots.slice(row * columns, (row + 1) * columns).flatMap((slot, column) => {
      const from = column * (cellWidth + stripGap);
      return slot.state === "delivered" ? [{ stop: frameElementId(slot.id), takeId: generation.id, from, to: from + cellWidth }] : [];
    }));
}

/** @returns the stop that the step leads to; null where there is none. From nowhere every step leads to the first. */
export function stepFrom(rows: readonly (readonly Cell[])[], stop: string | null, step: Step): string | null {
  const at = rows.findIndex((row) => row.some((cell) => cell.stop === stop));
  const row = rows[at];
  const cell = row?.find((one) => one.stop === stop);
  if (!row || !cell) return rows[0]?.[0]?.stop ?? null;
  const inRow = row.indexOf(cell);
  switch (step) {
    case "left": return (row[inRow - 1] ?? rows[at - 1]?.at(-1))?.stop ?? null;
    case "right": return (row[inRow + 1] ?? rows[at + 1]?.[0])?.stop ?? null;
    case "up": return nearest(rows[at - 1], cell);
    case "down": return nearest(rows[at + 1], cell);
    case "rowStart": return row[0]?.stop ?? null;
    case "rowEnd": return row.at(-1)?.stop ?? null;
    case "first": return rows[0]?.[0]?.stop ?? null;
    case "last": return rows.at(-1)?.at(-1)?.stop ?? null;
    case "takeAbove": return takeBeside(rows.slice(0, at).reverse(), rows, cell);
    case "takeBelow": return takeBeside(rows.slice(at + 1), rows, cell);
    default: return step satisfies never;
  }
}

/** Of another row the cell that stands most nearly above or below. */
function nearest(row: readonly Cell[] | undefined, { from, to }: Cell): string | null {
  const away = (cell: Cell) => Math.abs(cell.from + cell.to - from - to);
  return row?.reduce<Cell | null>((best, next) => (best === null || away(next) < away(best) ? next : best), null)?.stop ?? null;
}

function takeBeside(onTheWay: readonly (readonly Cell[])[], rows: readonly (readonly Cell[])[], { takeId }: Cell): string | null {
  const other = onTheWay.find(([first]) => first?.takeId !== takeId)?.[0]?.takeId;
  return rows.find(([first]) => first?.takeId === other)?.[0]?.stop ?? null;
}

/**
 * Where focus goes when its stop is gone: what came after it, else what came before. A frame whose take was folded
 * goes to the take's row.
 */
export function stopInstead(before: readonly (readonly Cell[])[], after: readonly (readonly Cell[])[], gone: string): string | null {
  const [was, is] = [before.flat(), after.flat()];
  const at = was.findIndex(({ stop }) => stop === gone);
  const takeId = was[at]?.takeId ?? null;
  const left = new Set(is.map(({ stop }) => stop));
  const folded = takeId !== null && gone !== unfoldElementId(takeId) && left.has(unfoldElementId(takeId)) ? unfoldElementId(takeId) : null;
  const unfolded = takeId !== null && gone === unfoldElementId(takeId) ? is.find((cell) => cell.takeId === takeId)?.stop : null;
  const neighbours = [...was.slice(at + 1), ...was.slice(0, Math.max(0, at)).reverse()];
  return folded ?? unfolded ?? neighbours.find(({ stop }) => left.has(stop))?.stop ?? is[0]?.stop ?? null;
}
