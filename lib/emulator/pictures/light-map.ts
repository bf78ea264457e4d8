import { mix, smoothstep, type Rgb } from "@/lib/emulator/pictures/colour";
import type { Look } from "@/lib/emulator/pictures/look";

/** Light changes slowly over a picture: a coarse grid, read in between. */
export const MAP_COLUMNS = 33;
export const MAP_ROWS = 25;
/** Gain of red, green and blue, then what the air adds to each: as square roots of light, so that no pixel needs one. */
export const MAP_CHANNELS = 6;

export type Focus = { x: number; y: number };

/** What the light does to each part of a picture, `focus` is where the subject is, 0 to 1. */
export function lightMap(look: Look, focus: Focus, ratio: number): Float32Array {
  const { veil } = look;
  // Air is lit by the same light as the picture: at night it is dark too.
  const airLight = 2 ** (look.exposureStops * 0.8);
  const map = new Float32Array(MAP_COLUMNS * MAP_ROWS * MAP_CHANNELS);
  let at = 0;
  for (let row = 0; row < MAP_ROWS; row += 1) {
    for (let column = 0; column < MAP_COLUMNS; column += 1) {
      const x = column / (MAP_COLUMNS - 1);
      const y = row / (MAP_ROWS - 1);
      const air = mix(veil.far, veil.near, smoothstep(0.05, 0.95, y));
      const gain = gainAt(look, focus, ratio, x, y);
      map.set(gain.map((channel) => Math.sqrt(channel) * (1 - air)), at);
      map.set(veil.colour.map((channel) => Math.sqrt(channel * airLight) * air), at + 3);
      at += MAP_CHANNELS;
    }
  }
  return map;
}

function gainAt({ light, exposureStops, balance }: Look, focus: Focus, ratio: number, x: number, y: number): Rgb {
  const angle = (light.angleDegrees * Math.PI) / 180;
  const toward = (x - 0.5) * 2 * Math.cos(angle) + (y - 0.5) * 2 * Math.sin(angle);
  const reached = smoothstep(-1, 1, toward);
  const wide = Math.max(ratio, 1);
  const high = Math.max(1 / ratio, 1);
  const away = Math.hypot((x - focus.x) * wide, (y - focus.y) * high) / light.lamp.radius;
  const lamp = light.lamp.strength * Math.exp(-away * away);
  const fromCentre = Math.hypot(x - 0.5, y - 0.5) / Math.SQRT1_2;
  const edge = 1 - light.vignette * smoothstep(0.35, 1.05, fromCentre);
  const exposure = 2 ** exposureStops;
  const channel = (index: 0 | 1 | 2): number =>
    edge * (exposure * balance[index] * mix(1, mix(light.shade[index], light.lit[index], reached), light.directed) + lamp * light.lamp.colour[index]);
  return [channel(0), channel(1), channel(2)];
}
