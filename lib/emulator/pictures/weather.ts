import { between, type Random } from "@/lib/emulator/pictures/random";
import { breathe } from "@/lib/emulator/pictures/breathe";
import type { Raster } from "@/lib/emulator/pictures/develop";

/** Lets it snow or rain on a finished raster, in place. */
export async function letFall(raster: Raster, weather: "none" | "snow" | "rain", random: Random): Promise<void> {
  switch (weather) {
    case "none":
      return;
    case "snow":
      return snow(raster, random);
    case "rain":
      return rain(raster, random);
    default:
      return weather satisfies never;
  }
}

/** Three depths: a dust of far flakes, some near, a few large ones out of focus. */
const FLAKES = [
  { count: 760, radius: [0.0008, 0.0019], strength: [0.45, 0.85], edge: 1.6 },
  { count: 300, radius: [0.002, 0.0046], strength: [0.55, 0.95], edge: 1.3 },
  { count: 30, radius: [0.007, 0.016], strength: [0.2, 0.42], edge: 0.8 },
] as const;

async function snow(raster: Raster, random: Random): Promise<void> {
  const unit = Math.sqrt(raster.width * raster.height);
  for (const { count, radius, strength, edge } of FLAKES) {
    for (let flake = 0; flake < count; flake += 1) {
      const size = between(random, radius[0], radius[1]) * unit;
      dab(raster, random() * raster.width, random() * raster.height, size, size * between(random, 1, 1.35), between(random, strength[0], strength[1]), edge);
    }
    await breathe();
  }
}

/** A soft round; `edge` above 1 fades early, below 1 keeps a disc as a lens draws it. */
function dab(raster: Raster, centreX: number, centreY: number, radiusX: number, radiusY: number, strength: number, edge: number): void {
  const fromY = Math.max(0, Math.floor(centreY - radiusY * 1.6));
  const toY = Math.min(raster.height - 1, Math.ceil(centreY + radiusY * 1.6));
  const fromX = Math.max(0, Math.floor(centreX - radiusX * 1.6));
  const toX = Math.min(raster.width - 1, Math.ceil(centreX + radiusX * 1.6));
  for (let y = fromY; y <= toY; y += 1) {
    for (let x = fromX; x <= toX; x += 1) {
      const away = ((x - centreX) / radiusX) ** 2 + ((y - centreY) / radiusY) ** 2;
      lighten(raster, x, y, strength * Math.exp(-(away ** (1 / edge)) * edge));
    }
  }
}

const STREAKS = { count: 820, length: [0.016, 0.085], width: [0.7, 1.9], strength: [0.1, 0.4], slant: 0.16 } as const;

async function rain(raster: Raster, random: Random): Promise<void> {
  const unit = Math.sqrt(raster.width * raster.height);
  const slant = STREAKS.slant * between(random, 0.6, 1.3);
  for (let drop = 0; drop < STREAKS.count; drop += 1) {
    const length = between(random, STREAKS.length[0], STREAKS.length[1]) * unit;
    const width = (between(random, STREAKS.width[0], STREAKS.width[1]) * unit) / 1900;
    streak(raster, random() * raster.width * 1.1, random() * raster.height - length / 2, length, width, slant, between(random, STREAKS.strength[0], STREAKS.strength[1]));
    if (drop % 200 === 199) await breathe();
  }
}

function streak(raster: Raster, startX: number, startY: number, length: number, width: number, slant: number, strength: number): void {
  const reach = Math.ceil(width * 2.5);
  for (let along = 0; along < length; along += 1) {
    const y = Math.round(startY + along);
    if (y < 0 || y >= raster.height) continue;
    const middle = startX - along * slant;
    const taper = Math.sin((Math.PI * along) / length);
    for (let x = Math.max(0, Math.floor(middle) - reach); x <= Math.min(raster.width - 1, middle + reach); x += 1) {
      lighten(raster, x, y, strength * taper * Math.exp(-(((x - middle) / width) ** 2)));
    }
  }
}

function lighten({ bytes, width }: Raster, x: number, y: number, share: number): void {
  const pixel = (y * width + x) * 3;
  for (let channel = pixel; channel < pixel + 3; channel += 1) {
    const under = bytes[channel] ?? 0;
    bytes[channel] = Math.round(under + (250 - under) * share);
  }
}
