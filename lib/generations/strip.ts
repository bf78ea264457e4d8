/** How the frames of one take stand in a strip. Pure: the same numbers drive the style rules and the tests. */

export const stripGap = 6;
export const stripCaption = 24;

const PHONE_BELOW = 480;
const WIDE_FROM = 900;
/** A wide strip higher than this leaves no room for the take below it. */
const HIGHEST_STRIP = 640;
/** Narrower than this a frame's verbs no longer fit under it. */
const NARROWEST_CELL = 116;
/** A pair or a single frame is not blown up beyond these heights. */
const HIGHEST_PAIR = 320;
const HIGHEST_SINGLE_ON_PHONE = 440;
/** More columns than this cannot be reached: fifteen frames stand in one row long before. */
const MOST_COLUMNS = 30;

export type StripShape = {
  /** Frames asked for: columns are settled at submit and never follow what was delivered. */
  count: number;
  /** Pixels asked for; only their ratio counts. */
  width: number;
  height: number;
};

export type StripLayout = { columns: number; cellWidth: number; cellHeight: number; rows: number };

const BANDS = [
  { from: 0, until: PHONE_BELOW, columns: { "21:9": 2, "16:9": 2, "3:2": 2, "4:3": 2, "1:1": 3, "3:4": 3, "2:3": 3, "9:16": 3 } },
  { from: PHONE_BELOW, until: WIDE_FROM, columns: { "21:9": 2, "16:9": 3, "3:2": 3, "4:3": 3, "1:1": 4, "3:4": 4, "2:3": 4, "9:16": 5 } },
  { from: WIDE_FROM, until: 1400, columns: { "21:9": 3, "16:9": 4, "3:2": 4, "4:3": 5, "1:1": 5, "3:4": 6, "2:3": 6, "9:16": 7 } },
  { from: 1400, until: Infinity, columns: { "21:9": 4, "16:9": 5, "3:2": 5, "4:3": 6, "1:1": 7, "3:4": 8, "2:3": 8, "9:16": 9 } },
] as const;
type RatioName = keyof (typeof BANDS)[number]["columns"];
const RATIOS: readonly { name: RatioName; ratio: number }[] = [
  { name: "21:9", ratio: 21 / 9 }, { name: "16:9", ratio: 16 / 9 }, { name: "3:2", ratio: 3 / 2 }, { name: "4:3", ratio: 4 / 3 },
  { name: "1:1", ratio: 1 }, { name: "3:4", ratio: 3 / 4 }, { name: "2:3", ratio: 2 / 3 }, { name: "9:16", ratio: 9 / 16 },
];

/** The table's column for any size: nearest by proportion, so that a size the table does not know still has a strip. */
function ratioName(ratio: number): RatioName {
  const away = (of: number) => Math.abs(Math.log(of / ratio));
  return RATIOS.reduce((best, next) => (away(next.ratio) < away(best.ratio) ? next : best)).name;
}

/** A strip's columns from some width of the pane on; the last rule that holds wins, as in a style sheet. */
export type StripRule = {
  /** Holds where the pane is at least this wide ... */
  atLeast: number;
  /** ... and wider than this. */
  over: number;
  /** Frames in a row; the last row may hold fewer. */
  columns: number;
  /** Frames that would fill the pane: cells do not grow where fewer stand in a row. */
  tracks: number;
  /** A cell is never wider than this, for single frames and pairs. */
  widest: number | null;
};

const perRow = (count: number, tracks: number) => Math.ceil(count / Math.ceil(count / tracks));

const cellIn = (paneWidth: number, { tracks, widest }: StripRule) =>
  Math.min((paneWidth - stripGap * (tracks - 1)) / tracks, widest ?? Infinity);

/** The pane's width at which a strip of `tracks` columns is exactly as high as a strip may be. */
function fullAt(count: number, ratio: number, tracks: number): number {
  const rows = Math.ceil(count / tracks);
  const cellHeight = (HIGHEST_STRIP - stripGap * (rows - 1)) / rows - stripCaption;
  return cellHeight * ratio * tracks + stripGap * (tracks - 1);
}

function fewFrames(count: number, ratio: number): StripRule[] {
  const half = { over: 0, columns: count, tracks: 2, widest: HIGHEST_PAIR * ratio };
  const whole = { over: 0, columns: 1, tracks: 1, widest: HIGHEST_SINGLE_ON_PHONE * ratio };
  const stacked = count === 1 || ratioName(ratio) === "21:9";
  return [{ atLeast: 0, ...(stacked ? whole : half) }, { atLeast: PHONE_BELOW, ...half }];
}

/** Every width at which the strip's columns change. */
export function stripRules({ count, width, height }: StripShape): StripRule[] {
  const ratio = width / height;
  if (count <= 2) return fewFrames(count, ratio);
  const name = ratioName(ratio);
  return BANDS.flatMap(({ from, until, columns }) => {
    const start = from < PHONE_BELOW && name === "21:9" && count <= 3 ? 1 : columns[name];
    if (from < PHONE_BELOW) return [{ atLeast: from, over: 0, columns: start, tracks: start, widest: null }];
    const rules: StripRule[] = [{ atLeast: from, over: 0, columns: perRow(count, start), tracks: start, widest: null }];
    let atLeast: number = from;
    let over = 0;
    for (let tracks = start + 1; from >= WIDE_FROM && tracks <= MOST_COLUMNS; tracks += 1) {
      atLeast = Math.max(atLeast, NARROWEST_CELL * tracks + stripGap * (tracks - 1));
      over = Math.max(over, fullAt(count, ratio, tracks - 1));
      if (Math.max(atLeast, over) >= until) break;
      rules.push({ atLeast, over, columns: perRow(count, tracks), tracks, widest: null });
    }
    return rules;
  });
}

/** The strip in a pane of `paneWidth` pixels. */
export function stripLayout({ paneWidth, ...shape }: StripShape & { paneWidth: number }): StripLayout {
  const rules = stripRules(shape).filter(({ atLeast, over }) => paneWidth >= atLeast && paneWidth > over);
  const rule = rules[rules.length - 1];
  if (!rule) throw new Error(`no strip is ${paneWidth} pixels wide`);
  const cellWidth = cellIn(paneWidth, rule);
  return {
    columns: rule.columns,
    cellWidth,
    cellHeight: (cellWidth * shape.height) / shape.width,
    rows: Math.ceil(shape.count / rule.columns),
  };
}
