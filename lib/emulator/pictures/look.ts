import type { Lab, Rgb } from "@/lib/emulator/pictures/colour";

/** The a and b of OKLab, added to a tone. */
export type Tint = readonly [number, number];

/** Where the light comes from, as it falls on the flat picture. */
export type Light = {
  /** 0 from the right, 90 from below, 180 from the left, 270 from above. */
  angleDegrees: number;
  /** 0 even, 1 strongly directed. */
  directed: number;
  lit: Rgb;
  shade: Rgb;
  /** A lamp: a soft round of its own light on the subject. */
  lamp: { strength: number; colour: Rgb; radius: number };
  vignette: number;
};

/** Air between the camera and the picture: thicker toward the top, where things are far. */
export type Veil = { near: number; far: number; colour: Rgb };

export type Palette = { mean: Lab; spread: Lab };

export type Recolour =
  | { kind: "none" }
  /** Turns the subject's hues by this much, greys stay. */
  | { kind: "turn"; degrees: number }
  /** Brings the picture's own main hue to this one. */
  | { kind: "toward"; hueDegrees: number; chroma: number; lightness: number }
  /** Greens to this hue: leaves in autumn. */
  | { kind: "greens"; hueDegrees: number };

/** All that makes a frame look as it does, whatever it shows. */
export type Look = {
  exposureStops: number;
  /** Colour of the light as a whole. */
  balance: Rgb;
  contrast: number;
  saturation: number;
  shadowTint: Tint;
  highlightTint: Tint;
  /** Lifts black, as an old print does. */
  fade: number;
  recolour: Recolour;
  /** How a black-and-white film sees colour; null for colour. */
  film: Rgb | null;
  /** Colours taken over from another reference. */
  palette: { from: Palette; to: Palette; amount: number } | null;
  light: Light;
  veil: Veil;
  grain: number;
  weather: "none" | "snow" | "rain";
  medium: "photograph" | "paint" | "pencil";
};

export const PLAIN_LOOK: Look = {
  exposureStops: 0,
  balance: [1, 1, 1],
  contrast: 1.04,
  saturation: 1.04,
  shadowTint: [0, 0],
  highlightTint: [0, 0],
  fade: 0,
  recolour: { kind: "none" },
  film: null,
  palette: null,
  light: {
    angleDegrees: 200, directed: 0.12, lit: [1.06, 1.04, 1], shade: [0.92, 0.94, 0.97],
    lamp: { strength: 0, colour: [1.7, 1.05, 0.52], radius: 0.42 },
    vignette: 0.16,
  },
  veil: { near: 0, far: 0, colour: [0.8, 0.82, 0.85] },
  grain: 1.6,
  weather: "none",
  medium: "photograph",
};
