import { TABLE_HEADROOM, TABLE_SIDE } from "@/lib/emulator/pictures/colour-table";
import { LINEAR_OF_BYTE } from "@/lib/emulator/pictures/colour";
import { GRAIN_SIDE } from "@/lib/emulator/pictures/grain";
import { MAP_CHANNELS, MAP_COLUMNS, MAP_ROWS } from "@/lib/emulator/pictures/light-map";
import { breathe } from "@/lib/emulator/pictures/breathe";

/** Three bytes a pixel, rows from the top. */
export type Raster = { bytes: Uint8Array; width: number; height: number };

/** `grain` is a tile of offsets in bytes; it starts at `grainOffset`, another place in each frame. */
export type Development = { table: Float32Array; map: Float32Array; grain: Float32Array; grainOffset: number };

const TOP = TABLE_SIDE - 1;
/** A byte as its place along the table: the root of its light, as the table is spaced. */
const PLACE_OF_BYTE = LINEAR_OF_BYTE.map((light) => (TOP * Math.sqrt(light)) / Math.sqrt(TABLE_HEADROOM));
const AIR_SCALE = TOP / Math.sqrt(TABLE_HEADROOM);
const LAST = TOP - 0.001;
const BLUE = 3;
const GREEN = TABLE_SIDE * 3;
const RED = TABLE_SIDE * TABLE_SIDE * 3;
const SEGMENTS = MAP_COLUMNS - 1;
/** A slice holds the thread about this many pixels long: some 5 ms. */
const SLICE_PIXELS = 120_000;

/** Puts light, colour and grain on a raster, in place; gives the thread back between slices of rows. */
export async function develop(raster: Raster, development: Development): Promise<void> {
  const rows = Math.max(1, Math.floor(SLICE_PIXELS / raster.width));
  for (let from = 0; from < raster.height; from += rows) {
    const to = Math.min(raster.height, from + rows);
    for (let y = from; y < to; y += 1) developRow(raster, development, y);
    await breathe();
  }
}

const at = (values: Float32Array, index: number): number => values[index] ?? 0;

function developRow(raster: Raster, development: Development, y: number): void {
  const nodes = mapRow(development.map, (y / Math.max(1, raster.height - 1)) * (MAP_ROWS - 1));
  for (let segment = 0; segment < SEGMENTS; segment += 1) {
    const from = Math.floor((segment * raster.width) / SEGMENTS);
    const to = Math.floor(((segment + 1) * raster.width) / SEGMENTS);
    developRun(raster, development, nodes, segment, y, from, to);
  }
}

function mapRow(map: Float32Array, position: number): Float32Array {
  const upper = Math.min(MAP_ROWS - 2, Math.floor(position));
  const share = position - upper;
  const length = MAP_COLUMNS * MAP_CHANNELS;
  const nodes = new Float32Array(length);
  for (let index = 0; index < length; index += 1) {
    const above = at(map, upper * length + index);
    nodes[index] = above + (at(map, (upper + 1) * length + index) - above) * share;
  }
  return nodes;
}

/** The inner loop: written out, because every call and every small array in it would show in the time. */
function developRun({ bytes, width }: Raster, { table, grain, grainOffset }: Development, nodes: Float32Array, segment: number, y: number, from: number, to: number): void {
  const left = segment * MAP_CHANNELS;
  const right = left + MAP_CHANNELS;
  const step = 1 / Math.max(1, to - from);
  let gainR = at(nodes, left), gainG = at(nodes, left + 1), gainB = at(nodes, left + 2);
  let airR = at(nodes, left + 3) * AIR_SCALE, airG = at(nodes, left + 4) * AIR_SCALE, airB = at(nodes, left + 5) * AIR_SCALE;
  const gainStepR = (at(nodes, right) - gainR) * step, gainStepG = (at(nodes, right + 1) - gainG) * step, gainStepB = (at(nodes, right + 2) - gainB) * step;
  const airStepR = (at(nodes, right + 3) * AIR_SCALE - airR) * step, airStepG = (at(nodes, right + 4) * AIR_SCALE - airG) * step, airStepB = (at(nodes, right + 5) * AIR_SCALE - airB) * step;
  const grainRow = ((y + grainOffset) % GRAIN_SIDE) * GRAIN_SIDE;
  for (let x = from, pixel = (y * width + from) * 3; x < to; x += 1, pixel += 3) {
    const r = Math.min(LAST, at(PLACE_OF_BYTE, bytes[pixel] ?? 0) * gainR + airR);
    const g = Math.min(LAST, at(PLACE_OF_BYTE, bytes[pixel + 1] ?? 0) * gainG + airG);
    const b = Math.min(LAST, at(PLACE_OF_BYTE, bytes[pixel + 2] ?? 0) * gainB + airB);
    gainR += gainStepR; gainG += gainStepG; gainB += gainStepB;
    airR += airStepR; airG += airStepG; airB += airStepB;
    const r0 = r | 0, g0 = g | 0, b0 = b | 0;
    const fr = r - r0, fg = g - g0, fb = b - b0;
    // Tetrahedral reading: from the near corner to the far one along the largest fraction first.
    let first: number, second: number, a: number, m: number, z: number;
    if (fr >= fg) {
      if (fg >= fb) { first = RED; second = RED + GREEN; a = fr; m = fg; z = fb; }
      else if (fr >= fb) { first = RED; second = RED + BLUE; a = fr; m = fb; z = fg; }
      else { first = BLUE; second = BLUE + RED; a = fb; m = fr; z = fg; }
    } else if (fb >= fg) { first = BLUE; second = BLUE + GREEN; a = fb; m = fg; z = fr; }
    else if (fb >= fr) { first = GREEN; second = GREEN + BLUE; a = fg; m = fb; z = fr; }
    else { first = GREEN; second = GREEN + RED; a = fg; m = fr; z = fb; }
    const near = r0 * RED + g0 * GREEN + b0 * BLUE;
    const one = near + first, two = near + second, far = near + RED + GREEN + BLUE;
    const w0 = 1 - a, w1 = a - m, w2 = m - z;
    const red = at(table, near) * w0 + at(table, one) * w1 + at(table, two) * w2 + at(table, far) * z;
    const green = at(table, near + 1) * w0 + at(table, one + 1) * w1 + at(table, two + 1) * w2 + at(table, far + 1) * z;
    const blue = at(table, near + 2) * w0 + at(table, one + 2) * w1 + at(table, two + 2) * w2 + at(table, far + 2) * z;
    // Grain is strongest in the middle tones, as on film.
    const speck = at(grain, grainRow + ((x + grainOffset * 7) & (GRAIN_SIDE - 1))) * (0.35 + green * (255 - green) * 4e-5);
    bytes[pixel] = byteOf(red + speck);
    bytes[pixel + 1] = byteOf(green + speck);
    bytes[pixel + 2] = byteOf(blue + speck);
  }
}

const byteOf = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0);
