import { fromLinear, SRGB_COLUMNS, toLinear, type MatrixProfile } from "@/lib/references/icc";

/** Display P3 as ICC profiles write it: SMPTE RP 431-2 primaries, D65 adapted to D50, and the curve of sRGB. */
export const P3_MATRIX: MatrixProfile = {
  columns: [[0.5151, 0.2412, -0.0011], [0.292, 0.6922, 0.0419], [0.1571, 0.0666, 0.7841]],
  curves: [toLinear, toLinear, toLinear],
};

/** Light is looked up in so many steps: one level of 255 in the darkest tones is ten of them. */
const LIGHT_STEPS = 32_768;

type Rows = readonly (readonly [number, number, number])[];

function inverse([a, b, c]: Rows): Rows {
  if (!a || !b || !c) return [];
  const cross = (p: readonly [number, number, number], q: readonly [number, number, number]): readonly [number, number, number] =>
    [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
  const rows = [cross(b, c), cross(c, a), cross(a, b)] as const;
  const determinant = a[0] * rows[0][0] + a[1] * rows[0][1] + a[2] * rows[0][2];
  return rows.map(([x, y, z]) => [x / determinant, y / determinant, z / determinant] as const);
}

/** Turns RGBA in place from a profile's space to sRGB, relative colorimetric; what sRGB has no colour for is clipped. */
export function toSrgb({ columns, curves }: MatrixProfile): (rgba: Uint8ClampedArray) => void {
  // `inverse` of the columns gives rows of the inverse matrix.
  const back = inverse(SRGB_COLUMNS);
  const matrix = back.flatMap((row) => columns.map((column) => row[0] * column[0] + row[1] * column[1] + row[2] * column[2]));
  const lights = curves.map((curve) => Float32Array.from({ length: 256 }, (_, level) => curve(level / 255)));
  const levels = Uint8ClampedArray.from({ length: LIGHT_STEPS + 1 }, (_, step) => fromLinear(step / LIGHT_STEPS) * 255);
  const [reds, greens, blues] = lights;
  if (!reds || !greens || !blues || matrix.length !== 9) return () => undefined;
  const levelOf = (row: number, red: number, green: number, blue: number): number => {
    const light = (matrix[row] ?? 0) * red + (matrix[row + 1] ?? 0) * green + (matrix[row + 2] ?? 0) * blue;
    return levels[light <= 0 ? 0 : light >= 1 ? LIGHT_STEPS : Math.round(light * LIGHT_STEPS)] ?? 0;
  };
  return (rgba) => {
    for (let at = 0; at < rgba.length; at += 4) {
      const [red, green, blue] = [reds[rgba[at] ?? 0] ?? 0, greens[rgba[at + 1] ?? 0] ?? 0, blues[rgba[at + 2] ?? 0] ?? 0];
      rgba[at] = levelOf(0, red, green, blue);
      rgba[at + 1] = levelOf(3, red, green, blue);
      rgba[at + 2] = levelOf(6, red, green, blue);
    }
  };
}
