import { smoothstep } from "@/lib/emulator/pictures/colour";
import { breathe } from "@/lib/emulator/pictures/breathe";
import type { Raster } from "@/lib/emulator/pictures/develop";

export type Joining =
  /** The second picture appears in the darker parts of the first. */
  | { how: "double"; strength: number }
  /** One picture passes into the other across the frame. */
  | { how: "dissolve"; middle: number; softness: number; fromLeft: boolean };

const SLICE_ROWS = 64;

/** Lays `second` into `first`, in place; both have the same size. */
export async function expose(first: Raster, second: Raster, joining: Joining): Promise<void> {
  const columns = columnShares(first.width, joining);
  const inTone = toneShares(joining);
  for (let from = 0; from < first.height; from += SLICE_ROWS) {
    const to = Math.min(first.height, from + SLICE_ROWS);
    for (let y = from; y < to; y += 1) exposeRow(first, second, columns, inTone, y);
    await breathe();
  }
}

function exposeRow({ bytes, width }: Raster, second: Raster, columns: Float32Array, inTone: Float32Array, y: number): void {
  let pixel = y * width * 3;
  for (let x = 0; x < width; x += 1, pixel += 3) {
    const r = bytes[pixel] ?? 0, g = bytes[pixel + 1] ?? 0, b = bytes[pixel + 2] ?? 0;
    const share = (columns[x] ?? 0) * (inTone[(r * 54 + g * 183 + b * 19) >> 8] ?? 0);
    bytes[pixel] = r + ((second.bytes[pixel] ?? 0) - r) * share;
    bytes[pixel + 1] = g + ((second.bytes[pixel + 1] ?? 0) - g) * share;
    bytes[pixel + 2] = b + ((second.bytes[pixel + 2] ?? 0) - b) * share;
  }
}

function columnShares(width: number, joining: Joining): Float32Array {
  return Float32Array.from({ length: width }, (_, x) => {
    if (joining.how === "double") return 1;
    const share = smoothstep(joining.middle - joining.softness, joining.middle + joining.softness, x / width);
    return joining.fromLeft ? 1 - share : share;
  });
}

function toneShares(joining: Joining): Float32Array {
  return Float32Array.from({ length: 256 }, (_, tone) =>
    joining.how === "double" ? joining.strength * (1 - 0.94 * smoothstep(35, 140, tone)) : 1);
}
