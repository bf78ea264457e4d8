import { stripGap, stripRules, type StripShape } from "@/lib/generations/strip";

/** Columns are container queries, not measurements: the server's HTML stands right before any script runs, and nothing shifts. */
export const stripClass = ({ count, width, height }: StripShape): string => `strip-${count}-${width}-${height}`;

export function stripStyle(shape: StripShape): string {
  const rules = stripRules(shape).map(({ atLeast, over, columns, tracks, widest }) => {
    const share = `(100cqw - ${stripGap * (tracks - 1)}px) / ${tracks}`;
    const cell = widest === null ? `calc(${share})` : `min(${share}, ${widest}px)`;
    return `@container sheet (width >= ${atLeast}px) and (width > ${over}px) { .${stripClass(shape)} { grid-template-columns: repeat(${columns}, ${cell}); } }`;
  });
  return rules.join("\n");
}
