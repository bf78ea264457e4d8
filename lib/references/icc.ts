import { byteView, type ByteView } from "@/lib/references/byte-view";

/** Three columns of XYZ (D50) and a curve to linear light for each channel. */
export type MatrixProfile = { columns: readonly (readonly [number, number, number])[]; curves: readonly ((encoded: number) => number)[] };
export type IccProfile = {
  /** Its description; what space it is in where it has none. */
  name: string;
  space: "RGB" | "GRAY" | "CMYK" | "other";
  isSrgb: boolean;
  /** null for a profile of tables. */
  matrix: MatrixProfile | null;
};

export const SRGB_COLUMNS = [[0.4361, 0.2225, 0.0139], [0.3851, 0.7169, 0.0971], [0.1431, 0.0606, 0.7141]] as const;
export const toLinear = (encoded: number): number => (encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4);
export const fromLinear = (light: number): number => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);

const MOST_TAGS = 100;
const MOST_CURVE_POINTS = 65_536;
const NAME_CHARS = 80;
/** Profiles called sRGB differ by rounding; the next space, Display P3, by ten times that. */
const COLUMN_TOLERANCE = 0.005;
/** Of one: two levels of 255. */
const CURVE_TOLERANCE = 0.008;

/** null for what is no profile. Never throws. */
export function readIcc(bytes: Uint8Array): IccProfile | null {
  const view = byteView(bytes);
  if (bytes.length < 132 || view.ascii(36, 4) !== "acsp") return null;
  const tags = tagsOf(view);
  const space = SPACES[view.ascii(16, 4)] ?? "other";
  const matrix = space === "RGB" ? matrixOf(view, tags) : null;
  const grey = space === "GRAY" ? curveAt(view, tags.get("kTRC")) : null;
  const isSrgb = matrix ? isSrgbMatrix(matrix) : grey !== null && isSrgbCurve(grey);
  return { name: nameOf(view, tags.get("desc")) || `${space} profile`, space, isSrgb, matrix };
}
const SPACES: Readonly<Record<string, IccProfile["space"]>> = { "RGB ": "RGB", "GRAY": "GRAY", "CMYK": "CMYK" };

function tagsOf(view: ByteView): Map<string, number> {
  const count = Math.min(view.u32(128), MOST_TAGS);
  return new Map(Array.from({ length: count }, (_, index) => [view.ascii(132 + index * 12, 4), view.u32(136 + index * 12)] as const));
}

function nameOf(view: ByteView, at: number | undefined): string {
  if (at === undefined) return "";
  const isUnicode = view.ascii(at, 4) === "mluc";
  const from = isUnicode ? at + view.u32(at + 24) : at + 12;
  const chars = Math.min(isUnicode ? view.u32(at + 20) / 2 : view.u32(at + 8), NAME_CHARS);
  const codes = Array.from({ length: Math.floor(chars) }, (_, index) => (isUnicode ? view.u16(from + index * 2) : view.u8(from + index)));
  return String.fromCharCode(...codes).replace(/\p{C}/gu, "").trim();
}

function matrixOf(view: ByteView, tags: Map<string, number>): MatrixProfile | null {
  const columns = ["rXYZ", "gXYZ", "bXYZ"].map((tag) => xyzAt(view, tags.get(tag)));
  const curves = ["rTRC", "gTRC", "bTRC"].map((tag) => curveAt(view, tags.get(tag)));
  const [known, told] = [columns.filter((column) => column !== null), curves.filter((curve) => curve !== null)];
  return known.length === 3 && told.length === 3 ? { columns: known, curves: told } : null;
}

const fixed = (view: ByteView, at: number): number => (view.u32(at) | 0) / 65_536;

const xyzAt = (view: ByteView, at: number | undefined): readonly [number, number, number] | null =>
  at === undefined || view.ascii(at, 4) !== "XYZ " ? null : [fixed(view, at + 8), fixed(view, at + 12), fixed(view, at + 16)];

function curveAt(view: ByteView, at: number | undefined): ((encoded: number) => number) | null {
  if (at === undefined) return null;
  const type = view.ascii(at, 4);
  if (type === "curv") return tableCurve(view, at);
  return type === "para" ? formulaCurve(view.u16(at + 8), Array.from({ length: 7 }, (_, index) => fixed(view, at + 12 + index * 4))) : null;
}

function tableCurve(view: ByteView, at: number): (encoded: number) => number {
  const count = Math.min(view.u32(at + 8), MOST_CURVE_POINTS);
  if (count === 0) return (x) => x;
  if (count === 1) return (x) => x ** (view.u16(at + 12) / 256);
  return (x) => {
    const place = Math.min(Math.max(x, 0), 1) * (count - 1);
    const low = Math.floor(place);
    const [below, above] = [view.u16(at + 12 + low * 2), view.u16(at + 12 + Math.min(low + 1, count - 1) * 2)];
    return (below + (above - below) * (place - low)) / 65_535;
  };
}

/** ICC.1:2022, table 68. */
function formulaCurve(kind: number, [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0]: readonly number[]): ((x: number) => number) | null {
  const power = (x: number): number => Math.max(a * x + b, 0) ** g;
  switch (kind) {
    case 0: return (x) => x ** g;
    case 1: return (x) => (x >= -b / a ? power(x) : 0);
    case 2: return (x) => (x >= -b / a ? power(x) + c : c);
    case 3: return (x) => (x >= d ? power(x) : c * x);
    case 4: return (x) => (x >= d ? power(x) + e : c * x + f);
    default: return null;
  }
}

const isSrgbMatrix = ({ columns, curves }: MatrixProfile): boolean =>
  curves.every(isSrgbCurve) && SRGB_COLUMNS.every((column, at) => column.every((value, axis) => Math.abs(value - (columns[at]?.[axis] ?? 0)) < COLUMN_TOLERANCE));

const isSrgbCurve = (curve: (encoded: number) => number): boolean =>
  [0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 0.9].every((x) => Math.abs(fromLinear(curve(x)) - x) < CURVE_TOLERANCE);
