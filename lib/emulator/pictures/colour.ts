/** Linear-light sRGB, 0 to 1 where it can be shown; above 1 is headroom. */
export type Rgb = readonly [number, number, number];
/** OKLab by Björn Ottosson (bottosson.github.io/posts/oklab): L 0 to 1, a and b about -0.4 to 0.4. */
export type Lab = readonly [number, number, number];

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
export const mix = (from: number, to: number, amount: number): number => from + (to - from) * amount;
export const mixRgb = (from: Rgb, to: Rgb, amount: number): Rgb => [
  mix(from[0], to[0], amount), mix(from[1], to[1], amount), mix(from[2], to[2], amount),
];

export function smoothstep(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}

const decodeSrgb = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

export const encodeSrgb = (value: number): number =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;

/** Of a byte to linear light: 256 answers, so they are kept. */
export const LINEAR_OF_BYTE = Float32Array.from({ length: 256 }, (_, byte) => decodeSrgb(byte / 255));

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

export function labOfRgb([r, g, b]: Rgb): Lab {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

export function rgbOfLab([L, a, b]: Lab): Rgb {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Into what a screen can show by giving up chroma, not lightness or hue: colours fade instead of breaking. */
export function fitGamut(colour: Rgb): Rgb {
  const grey = clamp(luminance(colour), 0, 1);
  let keep = 1;
  for (const channel of colour) {
    if (channel > 1) keep = Math.min(keep, (1 - grey) / (channel - grey));
    if (channel < 0) keep = Math.min(keep, grey / (grey - channel));
  }
  return mixRgb([grey, grey, grey], colour, keep);
}
