import { mix, mixRgb } from "@/lib/emulator/pictures/colour";
import { PLAIN_LOOK, type Look, type Tint } from "@/lib/emulator/pictures/look";

const { light, lamp } = { light: PLAIN_LOOK.light, lamp: PLAIN_LOOK.light.lamp };

/** The same table at eight hours; in between they are mixed. The sun comes from the left and goes to the right. */
const DAY: readonly { hour: number; look: Look }[] = [
  { hour: 5.8, look: { ...PLAIN_LOOK, exposureStops: -0.62, balance: [0.9, 0.95, 1.16], contrast: 0.95, saturation: 0.86, shadowTint: [0.006, -0.026], highlightTint: [0.022, 0.004], light: { ...light, angleDegrees: 172, directed: 0.75, lit: [1.75, 1.2, 1.02], shade: [0.66, 0.74, 0.9], vignette: 0.18 }, veil: { near: 0.02, far: 0.13, colour: [0.62, 0.5, 0.6] } } },
  { hour: 8.2, look: { ...PLAIN_LOOK, exposureStops: 0.02, balance: [1.08, 1, 0.87], contrast: 1.03, saturation: 1.04, shadowTint: [-0.002, -0.008], highlightTint: [0.006, 0.022], light: { ...light, angleDegrees: 192, directed: 0.85, lit: [1.5, 1.27, 0.98], shade: [0.62, 0.68, 0.78], vignette: 0.14 } } },
  { hour: 12.5, look: { ...PLAIN_LOOK, exposureStops: 0.22, balance: [1, 1.005, 1.03], contrast: 1.14, saturation: 1.08, light: { ...light, angleDegrees: 262, directed: 0.35, lit: [1.12, 1.12, 1.12], shade: [0.86, 0.88, 0.92], vignette: 0.08 } } },
  { hour: 16, look: { ...PLAIN_LOOK, exposureStops: 0.05, balance: [1.07, 1, 0.87], contrast: 1.08, saturation: 1.07, highlightTint: [0.004, 0.018], light: { ...light, angleDegrees: 325, directed: 0.7, lit: [1.35, 1.18, 0.95], shade: [0.72, 0.74, 0.8], vignette: 0.14 } } },
  { hour: 18.8, look: { ...PLAIN_LOOK, exposureStops: -0.28, balance: [1.13, 0.96, 0.76], contrast: 1.08, saturation: 1.08, shadowTint: [0.014, -0.03], highlightTint: [0.014, 0.026], light: { ...light, angleDegrees: 352, directed: 0.95, lit: [1.6, 1.17, 0.78], shade: [0.54, 0.54, 0.64], vignette: 0.24 } } },
  { hour: 20.4, look: { ...PLAIN_LOOK, exposureStops: -1.05, balance: [0.82, 0.9, 1.26], contrast: 1.04, saturation: 0.9, shadowTint: [0.002, -0.034], highlightTint: [0.014, -0.004], light: { ...light, angleDegrees: 365, directed: 0.8, lit: [1.7, 1.15, 1.1], shade: [0.62, 0.74, 0.95], lamp: { ...lamp, strength: 0.16 }, vignette: 0.28 } } },
  { hour: 23, look: { ...PLAIN_LOOK, exposureStops: -2.35, balance: [0.58, 0.82, 1.36], contrast: 1.1, saturation: 0.9, shadowTint: [-0.004, -0.026], highlightTint: [0.006, 0.014], light: { ...light, angleDegrees: 400, directed: 0.5, lit: [1.2, 1.2, 1.2], shade: [0.7, 0.75, 0.85], lamp: { strength: 0.8, colour: [1.45, 0.95, 0.52], radius: 0.46 }, vignette: 0.42 } } },
  { hour: 29.8, look: { ...PLAIN_LOOK, exposureStops: -0.62, balance: [0.9, 0.95, 1.16], contrast: 0.95, saturation: 0.86, shadowTint: [0.006, -0.026], highlightTint: [0.022, 0.004], light: { ...light, angleDegrees: 532, directed: 0.75, lit: [1.75, 1.2, 1.02], shade: [0.66, 0.74, 0.9], vignette: 0.18 }, veil: { near: 0.02, far: 0.13, colour: [0.62, 0.5, 0.6] } } },
];

/** The light of an hour, 5.8 (first light) to 29.8 (the next one). */
export function lightOfHour(hour: number): Look {
  const next = DAY.find((entry) => entry.hour >= hour) ?? DAY.at(-1);
  const last = DAY.findLast((entry) => entry.hour <= hour) ?? DAY[0];
  if (!next || !last) throw new Error("the day has no hours");
  const share = next.hour === last.hour ? 0 : (hour - last.hour) / (next.hour - last.hour);
  return mixLooks(last.look, next.look, share);
}

/**
 * The hour at `progress` 0 to 1 through the hours that a prompt names. "From night to morning" goes forward into the
 * next day; where the words go back a little ("noon, then morning") they are followed as said.
 */
export function hourAt(hours: readonly number[], progress: number): number {
  const forward = hours.reduce<number[]>((passed, hour) => {
    const last = passed.at(-1) ?? 0;
    return [...passed, last >= 20 && hour < 9 ? 29.8 : hour];
  }, []);
  const place = progress * (forward.length - 1);
  const from = forward[Math.floor(place)] ?? 12.5;
  const to = forward[Math.ceil(place)] ?? from;
  return mix(from, to, place - Math.floor(place));
}

const mixTint = (from: Tint, to: Tint, share: number): Tint => [mix(from[0], to[0], share), mix(from[1], to[1], share)];

function mixLooks(from: Look, to: Look, share: number): Look {
  const number = (read: (look: Look) => number): number => mix(read(from), read(to), share);
  return {
    ...from,
    exposureStops: number((look) => look.exposureStops),
    balance: mixRgb(from.balance, to.balance, share),
    contrast: number((look) => look.contrast),
    saturation: number((look) => look.saturation),
    shadowTint: mixTint(from.shadowTint, to.shadowTint, share),
    highlightTint: mixTint(from.highlightTint, to.highlightTint, share),
    light: {
      angleDegrees: number((look) => look.light.angleDegrees),
      directed: number((look) => look.light.directed),
      lit: mixRgb(from.light.lit, to.light.lit, share),
      shade: mixRgb(from.light.shade, to.light.shade, share),
      lamp: {
        strength: number((look) => look.light.lamp.strength),
        colour: mixRgb(from.light.lamp.colour, to.light.lamp.colour, share),
        radius: number((look) => look.light.lamp.radius),
      },
      vignette: number((look) => look.light.vignette),
    },
    veil: {
      near: number((look) => look.veil.near),
      far: number((look) => look.veil.far),
      colour: mixRgb(from.veil.colour, to.veil.colour, share),
    },
  };
}
