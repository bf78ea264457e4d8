/** How a share's pictures stand on its page. */

const LANDSCAPE_FROM = 1.2;

/** Columns on a wide page and on a telephone: tall pictures stand closer, so that each is seen whole. */
export function galleryColumns(pictures: readonly { width: number; height: number }[]): { wide: 1 | 2 | 3; narrow: 1 | 2 } {
  const ratios = pictures.map(({ width, height }) => width / height);
  const usual = ratios.reduce((sum, ratio) => sum + ratio, 0) / Math.max(ratios.length, 1);
  const isLandscape = usual >= LANDSCAPE_FROM;
  if (pictures.length <= 1) return { wide: 1, narrow: 1 };
  return { wide: isLandscape || pictures.length === 2 ? 2 : 3, narrow: isLandscape ? 1 : 2 };
}

/** "1-4, 6" */
export function numberRanges(numbers: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}
