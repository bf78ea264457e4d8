import { mix, type Rgb } from "@/lib/emulator/pictures/colour";
import { hourAt, lightOfHour } from "@/lib/emulator/pictures/light-of-day";
import { PLAIN_LOOK, type Look, type Recolour } from "@/lib/emulator/pictures/look";
import { between, type Random } from "@/lib/emulator/pictures/random";
import type { Reading } from "@/lib/emulator/prompt/reading";
import type { Medium, Weather } from "@/lib/emulator/prompt/vocabulary";

/** Which frame of how many, from 0. */
export type Place = { index: number; of: number };

/** 0 for the first frame, 1 for the last; a single frame stands at the end of its way. */
const progressOf = ({ index, of }: Place): number => (of === 1 ? 1 : index / (of - 1));

/** Several words share the frames in their order: four seasons over eight frames are two each. */
const turnOf = <T>(values: readonly T[], { index, of }: Place): T | null =>
  values[Math.min(values.length - 1, Math.floor((index * values.length) / Math.max(of, values.length)))] ?? null;

/** What the prompt's words ask of one frame, and the small differences that make it a frame of its own. */
export function lookOfFrame(reading: Reading, place: Place, random: Random): Look {
  const hours = reading.hours.length > 0;
  const spoken = hours || reading.warmth || reading.weathers.length || reading.mediums.length || reading.colours.length || reading.colourEach;
  const lit = hours ? lightOfHour(hourAt(reading.hours, progressOf(place))) : spoken ? PLAIN_LOOK : houseLook(place);
  const own = varied(lit, place, random, reading.hours.length > 1 || reading.warmth ? 0.35 : 1);
  const warmed = reading.warmth ? withWarmth(own, mix(reading.warmth.from, reading.warmth.to, progressOf(place))) : own;
  const weather = turnOf(reading.weathers, place);
  const weathered = weather ? withWeather(warmed, weather) : warmed;
  const coloured = { ...weathered, recolour: recolourOf(reading, place, weathered.recolour) };
  const medium = turnOf(reading.mediums, place);
  return medium ? withMedium(coloured, medium, place) : coloured;
}

const tinted = (look: Look, balance: Rgb): Rgb => [look.balance[0] * balance[0], look.balance[1] * balance[1], look.balance[2] * balance[2]];

/** No two frames of a group are the same exposure: a little of everything, more where nothing else tells them apart. */
function varied(look: Look, { index }: Place, random: Random, amount: number): Look {
  const warmth = between(random, -0.045, 0.045) * amount;
  const push = [0, 0.1, -0.12, 0.06, -0.18, 0.16][index % 6] ?? 0;
  const { lamp } = look.light;
  return {
    ...look,
    exposureStops: look.exposureStops + push * amount,
    balance: tinted(look, [1 + warmth, 1, 1 - warmth]),
    light: { ...look.light, angleDegrees: look.light.angleDegrees + between(random, -24, 24) * amount, lamp: { ...lamp, strength: lamp.strength * 2 ** (push * 3 * amount), radius: lamp.radius * between(random, 0.8, 1.15) } },
  };
}

/** Where the words name no look: the grades that a studio would show side by side. */
function houseLook({ index }: Place): Look {
  const looks: readonly Look[] = [
    { ...PLAIN_LOOK, light: { ...PLAIN_LOOK.light, directed: 0.3 } },
    { ...lightOfHour(16.6) },
    { ...PLAIN_LOOK, balance: [0.93, 1, 1.1], contrast: 1.1, shadowTint: [-0.006, -0.016], light: { ...PLAIN_LOOK.light, angleDegrees: 330, directed: 0.5 } },
    { ...PLAIN_LOOK, exposureStops: 0.12, fade: 0.16, contrast: 0.94, saturation: 0.84, highlightTint: [0.004, 0.012], shadowTint: [-0.004, -0.008] },
    { ...PLAIN_LOOK, exposureStops: -0.4, contrast: 1.3, saturation: 0.92, shadowTint: [0, -0.014], highlightTint: [0.006, 0.016], light: { ...PLAIN_LOOK.light, angleDegrees: 170, directed: 0.8, lit: [1.5, 1.35, 1.15], shade: [0.5, 0.55, 0.62], vignette: 0.36 } },
    { ...lightOfHour(7.4) },
  ];
  return looks[index % looks.length] ?? PLAIN_LOOK;
}

function withWarmth(look: Look, warmth: number): Look {
  const strength = Math.abs(warmth);
  const balance: Rgb = warmth > 0 ? [1 + 0.2 * strength, 1, 1 - 0.26 * strength] : [1 - 0.27 * strength, 1 - 0.06 * strength, 1 + 0.27 * strength];
  const tint = warmth > 0 ? 0.014 : -0.02;
  return {
    ...look,
    exposureStops: look.exposureStops - (warmth < 0 ? 0.28 * strength : 0),
    balance: tinted(look, balance),
    shadowTint: [look.shadowTint[0], look.shadowTint[1] + tint * strength],
    saturation: look.saturation * (warmth < 0 ? 1 - 0.06 * strength : 1),
  };
}

function withWeather(look: Look, weather: Weather): Look {
  switch (weather) {
    case "snow":
      return { ...look, exposureStops: look.exposureStops - 0.32, balance: tinted(look, [0.9, 0.98, 1.13]), saturation: look.saturation * 0.78, contrast: look.contrast * 1.04, weather: "snow", veil: { near: 0.02, far: 0.2, colour: [0.6, 0.68, 0.8] }, highlightTint: [-0.004, -0.008] };
    case "rain":
      return { ...look, exposureStops: look.exposureStops - 0.5, balance: tinted(look, [0.9, 0.98, 1.08]), saturation: look.saturation * 0.74, contrast: look.contrast * 1.1, weather: "rain", shadowTint: [-0.008, -0.012], veil: { near: 0.01, far: 0.17, colour: [0.3, 0.35, 0.4] }, light: { ...look.light, vignette: 0.32 } };
    case "fog":
      return { ...look, exposureStops: look.exposureStops + 0.05, saturation: look.saturation * 0.68, veil: { near: 0.14, far: 0.66, colour: [0.6, 0.63, 0.66] }, light: { ...look.light, vignette: 0.1 } };
    case "autumn":
      return { ...look, balance: tinted(look, [1.07, 0.99, 0.87]), saturation: look.saturation * 0.98, contrast: look.contrast * 1.05, recolour: { kind: "greens", hueDegrees: 62 }, highlightTint: [0.01, 0.02], shadowTint: [0.012, 0.004], light: { ...look.light, angleDegrees: 340, directed: 0.6, lit: [1.35, 1.12, 0.85], shade: [0.66, 0.66, 0.7], vignette: 0.26 } };
    case "spring":
      return { ...look, exposureStops: look.exposureStops + 0.2, balance: tinted(look, [1.02, 1.01, 1]), contrast: look.contrast * 0.93, saturation: look.saturation * 1.06, fade: 0.08, highlightTint: [0.005, 0.004], shadowTint: [-0.006, 0.01], light: { ...look.light, vignette: 0.04 } };
    case "summer":
      return { ...look, exposureStops: look.exposureStops - 0.06, balance: tinted(look, [1.05, 1.01, 0.92]), contrast: look.contrast * 1.08, saturation: look.saturation * 1.2, light: { ...look.light, angleDegrees: 225, directed: 0.7, lit: [1.2, 1.15, 1.02], shade: [0.7, 0.76, 0.86] } };
    default:
      return weather satisfies never;
  }
}

function recolourOf({ colours, colourEach }: Reading, place: Place, otherwise: Recolour): Recolour {
  // The first frame keeps the subject's own colour: what the others are told apart from.
  if (colourEach) return place.index === 0 ? otherwise : { kind: "turn", degrees: (360 / Math.max(place.of, 3)) * place.index };
  const colour = turnOf(colours, place);
  return colour ? { kind: "toward", ...colour } : otherwise;
}

function withMedium(look: Look, medium: Medium, { index }: Place): Look {
  const films: readonly Rgb[] = [[0.3, 0.56, 0.14], [0.62, 0.33, 0.05], [0.14, 0.52, 0.34]];
  const film = films[index % films.length] ?? [0.3, 0.56, 0.14];
  switch (medium) {
    case "mono":
      return { ...look, film, contrast: look.contrast * 1.2, grain: 5, shadowTint: [0.001, -0.003], highlightTint: [0.001, 0.005], light: { ...look.light, vignette: 0.3 } };
    case "noir":
      return { ...look, film, exposureStops: look.exposureStops - 1.25, contrast: look.contrast * 1.42, grain: 6, shadowTint: [0, -0.003], highlightTint: [0, 0.002], light: { ...look.light, directed: 0.9, lit: [1.9, 1.9, 1.9], shade: [0.35, 0.35, 0.35], lamp: { strength: 0.5, colour: [1, 1, 1], radius: 0.4 }, vignette: 0.55 } };
    case "vintage":
      return { ...look, fade: 0.3, contrast: look.contrast * 0.98, saturation: look.saturation * 0.8, balance: tinted(look, [1.07, 1.01, 0.86]), grain: 4.5, shadowTint: [-0.008, 0.01], highlightTint: [0.008, 0.03], light: { ...look.light, vignette: 0.34 } };
    case "cinema":
      return { ...look, exposureStops: look.exposureStops - 0.2, contrast: look.contrast * 1.16, saturation: look.saturation * 1.02, grain: 2.6, shadowTint: [-0.022, -0.026], highlightTint: [0.016, 0.03], light: { ...look.light, directed: Math.max(look.light.directed, 0.5), vignette: 0.4 } };
    case "cyanotype":
      return { ...look, film, contrast: look.contrast * 1.12, grain: 3, fade: 0.04, shadowTint: [-0.03, -0.13], highlightTint: [-0.018, -0.01] };
    case "paint":
      return { ...look, medium: "paint", exposureStops: look.exposureStops + 0.5, saturation: look.saturation * 1.18, contrast: look.contrast * 0.92, grain: 0, light: { ...look.light, vignette: 0 } };
    case "pencil":
      return { ...look, medium: "pencil", film, contrast: 1, grain: 0, highlightTint: [0.002, 0.01], shadowTint: [0.001, 0.004], light: { ...look.light, directed: look.light.directed * 0.4, vignette: 0 } };
    default:
      return medium satisfies never;
  }
}
