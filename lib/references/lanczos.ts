import type { Size } from "@/lib/references/fit-size";

/** For each place along the target: where its sources begin, and their weights, which sum to 1. */
type Taps = { from: Int32Array; weights: Float32Array; most: number };

const LOBES = 3;
const CHANNELS = 4;
/** Rows that are read at a time. */
const BAND_ROWS = 64;

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const kernel = (x: number): number => (Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0);

/** Beyond the edge the last pixel goes on: its weight is added to that pixel's. */
function tapsOf(from: number, to: number): Taps {
  const scale = Math.max(1, from / to);
  const reach = LOBES * scale;
  const most = Math.min(from, Math.ceil(reach) * 2 + 1);
  const taps: Taps = { from: new Int32Array(to), weights: new Float32Array(to * most), most };
  for (let place = 0; place < to; place += 1) {
    const centre = ((place + 0.5) * from) / to - 0.5;
    const [low, high] = [Math.ceil(centre - reach), Math.floor(centre + reach)];
    const first = Math.min(Math.max(0, low), from - most);
    let sum = 0;
    for (let source = low; source <= high; source += 1) sum += kernel((source - centre) / scale);
    for (let source = low; source <= high; source += 1) {
      const at = place * most + Math.min(Math.max(source, 0), from - 1) - first;
      taps.weights[at] = (taps.weights[at] ?? 0) + kernel((source - centre) / scale) / sum;
    }
    taps.from[place] = first;
  }
  return taps;
}

/** A row of RGBA as numbers, its colours weighted by its alpha, so that what cannot be seen does not bleed. */
function weighted(rows: Uint8ClampedArray, start: number, line: Float32Array): void {
  for (let at = 0; at < line.length; at += CHANNELS) {
    const alpha = rows[start + at + 3] ?? 0;
    const share = alpha / 255;
    line[at] = (rows[start + at] ?? 0) * share;
    line[at + 1] = (rows[start + at + 1] ?? 0) * share;
    line[at + 2] = (rows[start + at + 2] ?? 0) * share;
    line[at + 3] = alpha;
  }
}

function acrossRow(line: Float32Array, { from, weights, most }: Taps, wide: Float32Array): Float32Array {
  const length = from.length;
  for (let place = 0; place < length; place += 1) {
    let at = (from[place] ?? 0) * CHANNELS;
    let red = 0;
    let green = 0;
    let blue = 0;
    let alpha = 0;
    for (let tap = place * most; tap < (place + 1) * most; tap += 1) {
      const weight = weights[tap] ?? 0;
      red += (line[at] ?? 0) * weight;
      green += (line[at + 1] ?? 0) * weight;
      blue += (line[at + 2] ?? 0) * weight;
      alpha += (line[at + 3] ?? 0) * weight;
      at += CHANNELS;
    }
    const to = place * CHANNELS;
    wide[to] = red;
    wide[to + 1] = green;
    wide[to + 2] = blue;
    wide[to + 3] = alpha;
  }
  return wide;
}

export type RowsPort = {
  /** RGBA of so many rows of the source. */
  read: (row: number, count: number) => Uint8ClampedArray;
  /** Rows of the target, in their order; the array is used again. */
  write: (row: number, count: number, rgba: Uint8ClampedArray<ArrayBuffer>) => void;
};

/**
 * Lanczos with three lobes, in both directions, by bands: only the rows under the filter are held. In encoded values, as
 * sharp does it. The same numbers in every browser; their own scaling differs, and some of it aliases.
 */
export function resample(from: Size, to: Size, { read, write }: RowsPort): void {
  const [across, down] = [tapsOf(from.width, to.width), tapsOf(from.height, to.height)];
  // A ring: a row of the source takes the place of one that no filter reaches any more.
  const ring = Array.from({ length: down.most + BAND_ROWS }, () => new Float32Array(to.width * CHANNELS));
  const line = new Float32Array(from.width * CHANNELS);
  const sum = new Float32Array(to.width * CHANNELS);
  const band = new Uint8ClampedArray(to.width * Math.min(BAND_ROWS, to.height) * CHANNELS);
  let readTo = 0;
  for (let row = 0; row < to.height; row += 1) {
    const first = down.from[row] ?? 0;
    while (readTo < first + down.most) {
      const count = Math.min(BAND_ROWS, from.height - readTo);
      const rows = read(readTo, count);
      for (let each = 0; each < count; each += 1) {
        weighted(rows, each * from.width * CHANNELS, line);
        acrossRow(line, across, ring[(readTo + each) % ring.length] ?? sum);
      }
      readTo += count;
    }
    sum.fill(0);
    for (let tap = 0; tap < down.most; tap += 1) addRow(sum, ring[(first + tap) % ring.length] ?? sum, down.weights[row * down.most + tap] ?? 0);
    const at = row % BAND_ROWS;
    settle(sum, band, at * to.width * CHANNELS);
    if (at === BAND_ROWS - 1 || row === to.height - 1) write(row - at, at + 1, band.subarray(0, (at + 1) * to.width * CHANNELS));
  }
}

function addRow(sum: Float32Array, row: Float32Array, weight: number): void {
  if (weight === 0) return;
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (row[at] ?? 0) * weight;
}

/** Colours come back from under their alpha, and numbers to levels. */
function settle(sum: Float32Array, band: Uint8ClampedArray, start: number): void {
  for (let at = 0; at < sum.length; at += CHANNELS) {
    const alpha = sum[at + 3] ?? 0;
    const share = alpha > 0.25 ? 255 / alpha : 0;
    band[start + at] = (sum[at] ?? 0) * share;
    band[start + at + 1] = (sum[at + 1] ?? 0) * share;
    band[start + at + 2] = (sum[at + 2] ?? 0) * share;
    band[start + at + 3] = alpha;
  }
}
