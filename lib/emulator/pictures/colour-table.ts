import { breathe } from "@/lib/emulator/pictures/breathe";
import { clamp, encodeSrgb, fitGamut, labOfRgb, mix, rgbOfLab, smoothstep, type Lab, type Rgb } from "@/lib/emulator/pictures/colour";
import type { Look, Palette, Recolour } from "@/lib/emulator/pictures/look";

/** Nodes a side: with tetrahedral reading no step is seen in a plain wall. */
export const TABLE_SIDE = 33;
/** Linear light up to here is told apart: light maps may brighten by more than one. */
export const TABLE_HEADROOM = 2.25;

const MID_GREY = 0.18;
const SHOULDER = 0.78;
const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** A look's colours as a table from linear light to bytes: worked out 35,937 times instead of once per pixel. */
export async function colourTable(look: Look, subject: Palette): Promise<Float32Array> {
  const table = new Float32Array(TABLE_SIDE ** 3 * 3);
  const level = Array.from({ length: TABLE_SIDE }, (_, node) => TABLE_HEADROOM * (node / (TABLE_SIDE - 1)) ** 2);
  let at = 0;
  for (const r of level) {
    await breathe();
    for (const g of level) {
      for (const b of level) {
        table.set(shown(look, subject, [r, g, b]), at);
        at += 3;
      }
    }
  }
  return table;
}

function shown(look: Look, subject: Palette, light: Rgb): readonly number[] {
  const seen: Rgb = look.film ? grey(luminanceThrough(look.film, light)) : light;
  const curved: Rgb = [curve(seen[0], look.contrast), curve(seen[1], look.contrast), curve(seen[2], look.contrast)];
  const lab = toned(look, recoloured(look.recolour, subject, borrowed(look, labOfRgb(curved))));
  return fitGamut(rgbOfLab(lab)).map((channel) => 255 * mix(encodeSrgb(clamp(channel, 0, 1)), 1, look.fade * 0.5 * (1 - channel) ** 4));
}

const grey = (value: number): Rgb => [value, value, value];
const luminanceThrough = (film: Rgb, [r, g, b]: Rgb): number => Math.max(0, film[0] * r + film[1] * g + film[2] * b);

/** Contrast turns about mid grey; highlights roll off instead of clipping. */
function curve(value: number, contrast: number): number {
  const turned = MID_GREY * (Math.max(value, 0) / MID_GREY) ** contrast;
  if (turned <= SHOULDER) return turned;
  return SHOULDER + (1 - SHOULDER) * (1 - Math.exp(-(turned - SHOULDER) / (1 - SHOULDER)));
}

/** Mean and spread of one picture's colours given to another (Reinhard et al. 2001, here in OKLab). */
function borrowed({ palette }: Look, [L, a, b]: Lab): Lab {
  if (!palette) return [L, a, b];
  const { from, to, amount } = palette;
  const carry = (value: number, channel: 0 | 1 | 2): number =>
    (value - from.mean[channel]) * clamp(to.spread[channel] / Math.max(from.spread[channel], 0.004), 0.7, 1.5) + to.mean[channel];
  return [mix(L, carry(L, 0), amount * 0.45), mix(a, carry(a, 1), amount), mix(b, carry(b, 2), amount)];
}

function recoloured(recolour: Recolour, subject: Palette, [L, a, b]: Lab): Lab {
  const chroma = Math.hypot(a, b);
  const hue = Math.atan2(b, a);
  switch (recolour.kind) {
    case "none":
      return [L, a, b];
    case "turn": {
      const turned = hue + (recolour.degrees * Math.PI * smoothstep(0.012, 0.06, chroma)) / 180;
      return [L, chroma * 0.88 * Math.cos(turned), chroma * 0.88 * Math.sin(turned)];
    }
    case "toward": {
      const main = degrees(Math.atan2(subject.mean[2], subject.mean[1]));
      const away = Math.abs(((degrees(hue) - main + 540) % 360) - 180);
      const held = smoothstep(0.015, 0.07, chroma) * mix(1, 0.55, smoothstep(50, 120, away));
      const target = (recolour.hueDegrees * Math.PI) / 180;
      const strength = chroma * recolour.chroma + 0.018;
      return [
        clamp(L * mix(1, recolour.lightness, held), 0, 1),
        mix(a, strength * Math.cos(target), held),
        mix(b, strength * Math.sin(target), held),
      ];
    }
    case "greens": {
      const away = Math.abs(((degrees(hue) - 145 + 540) % 360) - 180);
      const held = (1 - smoothstep(35, 65, away)) * smoothstep(0.012, 0.05, chroma);
      const target = hue + (((recolour.hueDegrees - degrees(hue) + 540) % 360) - 180) * (Math.PI / 180) * held;
      return [L, chroma * mix(1, 1.3, held) * Math.cos(target), chroma * mix(1, 1.3, held) * Math.sin(target)];
    }
    default:
      return recolour satisfies never;
  }
}

function toned(look: Look, [L, a, b]: Lab): Lab {
  const high = smoothstep(0.35, 0.95, L);
  const low = 1 - smoothstep(0.05, 0.65, L);
  // Tints leave white and black alone: paper stays paper.
  const room = 1 - smoothstep(0.93, 1, L);
  return [
    L,
    a * look.saturation + (look.highlightTint[0] * high + look.shadowTint[0] * low) * room,
    b * look.saturation + (look.highlightTint[1] * high + look.shadowTint[1] * low) * room,
  ];
}
