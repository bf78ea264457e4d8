import type { Size } from "@/components/lightbox/zoom";

const GAP_PX = 2;
/** Beside each other pictures are compared more easily than above each other: another row must gain this much. */
const WORTH_A_ROW = 1.2;

/** In how many columns pictures of these sizes are shown largest on a stage. */
export function gridColumns(pictures: readonly Size[], stage: Size): number {
  let best = { columns: 1, shown: 0 };
  for (let columns = pictures.length; columns >= 1; columns -= 1) {
    const rows = Math.ceil(pictures.length / columns);
    const cell = { width: (stage.width - GAP_PX * (columns - 1)) / columns, height: (stage.height - GAP_PX * (rows - 1)) / rows };
    const shown = pictures.reduce((sum, { width, height }) => sum + Math.min(cell.width / width, cell.height / height) ** 2 * width * height, 0);
    if (shown > best.shown * WORTH_A_ROW) best = { columns, shown };
  }
  return best.columns;
}
