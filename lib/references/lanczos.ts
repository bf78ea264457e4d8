import type { Size } from "@/lib/references/fit-size";

/** For each place along the target: where its sources begin, and their weights, which sum to 1. */
type Taps = { from: Int32Array; weights: Float32Array; most: number };

const LOBES = 3;
const CHANNELS = 4;
/** Rows that are read at a time. */
const BAND_ROWS = 64;

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const kernel = (x: number): number => (Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0);

function tapsOf(from: number, to: number): Taps {
  const scale = Math.max(1, from / to);
  const reach = LOBES * scale;
  const most = Math.ceil(reach) * 2 + 1;
  const taps: Taps = { from: new Int32Array(to), weights: new Float32Array(to * most), most };
  for (let place = 0; place < to; place += 1) {
    const centre = ((place + 0.5) * from) / to - 0.5;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(from - 1, Math.floor(centre + reach), first + most - 1);
    let sum = 0;
    for (let source = first; source <= last; source += 1) sum += kernel((source - centre) / scale);
    for (let source = first; source <= last; source += 1) taps.weights[place * most + source - first] = kernel((source - centre) / scale) / sum;
    taps.from[place] = first;
  }
  return taps;
}

/** A row of RGBA, its colours weighted by its alpha, so that what cannot be seen does not bleed. */
function acrossRow(row: Uint8ClampedArray, start: number, { from, weights, most }: Taps, width: number): Float32Array {
  const wide = new Float32Array(from.length * CHANNELS);
  for (let place = 0; place < from.length; place += 1) {
    const first = from[place] ?? 0;
    const count = Math.min(most, width - first);
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    for (let tap = 0; tap < count; tap += 1) {
      const at = start + (first + tap) * CHANNELS;
      const seen = (row[at + 3] ?? 0) / 255;
      const weight = weights[place * most + tap] ?? 0;
      const share = weight * seen;
      red += (row[at] ?? 0) * share;
      green += (row[at + 1] ?? 0) * share;
      blue += (row[at + 2] ?? 0) * share;
      alpha += weight * seen;
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
  const held = new Map<number, Float32Array>();
  const sum = new Float32Array(to.width * CHANNELS);
  const band = new Uint8ClampedArray(to.width * Math.min(BAND_ROWS, to.height) * CHANNELS);
  let readTo = 0;
  for (let row = 0; row < to.height; row += 1) {
    const first = down.from[row] ?? 0;
    const end = Math.min(from.height, first + down.most);
    while (readTo < end) {
      const count = Math.min(BAND_ROWS, from.height - readTo);
      const rows = read(readTo, count);
      for (let each = 0; each < count; each += 1) held.set(readTo + each, acrossRow(rows, each * from.width * CHANNELS, across, from.width));
      readTo += count;
    }
    for (const old of held.keys()) if (old < first) held.delete(old);
    sum.fill(0);
    for (let source = first; source < end; source += 1) addRow(sum, held.get(source), down.weights[row * down.most + source - first] ?? 0);
    const at = row % BAND_ROWS;
    settle(sum, band, at * to.width * CHANNELS);
    if (at === BAND_ROWS - 1 || row === to.height - 1) write(row - at, at + 1, band.subarray(0, (at + 1) * to.width * CHANNELS));
  }
}

function addRow(sum: Float32Array, row: Float32Array | undefined, weight: number): void {
  if (row === undefined || weight === 0) return;
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (row[at] ?? 0) * weight;
}

/** Colours come back from under their alpha, and numbers to levels. */
function settle(sum: Float32Array, band: Uint8ClampedArray, start: number): void {
  for (let at = 0; at < sum.length; at += CHANNELS) {
    const alpha = sum[at + 3] ?? 0;
    const share = alpha > 0.001 ? 1 / alpha : 0;
    band[start + at] = (sum[at] ?? 0) * share;
    band[start + at + 1] = (sum[at + 1] ?? 0) * share;
    band[start + at + 2] = (sum[at + 2] ?? 0) * share;
    band[start + at + 3] = alpha * 255;
  }
}
