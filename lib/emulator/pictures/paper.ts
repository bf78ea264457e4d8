import { smoothstep } from "@/lib/emulator/pictures/colour";
import { breathe } from "@/lib/emulator/pictures/breathe";
import type { Raster } from "@/lib/emulator/pictures/develop";
import { grainTile, GRAIN_SIDE } from "@/lib/emulator/pictures/grain";
import type { Random } from "@/lib/emulator/pictures/random";

const PAPER = [250, 247, 240] as const;
/** Of the shorter side: how far the bare paper reaches in. */
const MARGIN = 0.045;
const SLICE_ROWS = 64;

/** Lays a picture on textured paper with an uneven bare edge, in place. */
export async function layOnPaper(raster: Raster, random: Random): Promise<void> {
  const tooth = grainTile(random, 1);
  const waves = Array.from({ length: 5 }, (_, wave) => ({ turns: 2 + wave * 3 + random() * 2, phase: random() * Math.PI * 2, height: 0.5 / (wave + 1) }));
  const wobble = (share: number): number => waves.reduce((sum, { turns, phase, height }) => sum + height * Math.sin(share * turns * Math.PI * 2 + phase), 0);
  const unit = Math.min(raster.width, raster.height) * MARGIN;
  const across = Float32Array.from({ length: raster.width }, (_, x) => wobble(x / raster.width));
  for (let y = 0; y < raster.height; y += 1) {
    if (y % SLICE_ROWS === 0) await breathe();
    const down = wobble(y / raster.height + 0.37);
    const fromSide = Math.min(y, raster.height - 1 - y);
    for (let x = 0; x < raster.width; x += 1) {
      // Half-size, so that the tooth of the paper is wider than a pixel.
      const rough = tooth[((y >> 1) % GRAIN_SIDE) * GRAIN_SIDE + ((x >> 1) % GRAIN_SIDE)] ?? 0;
      const inside = Math.min(fromSide + (across[x] ?? 0) * unit * 0.3, Math.min(x, raster.width - 1 - x) + down * unit * 0.3) / unit;
      const ink = inside > 2.4 ? 1 : smoothstep(0.55, 1.05, inside + rough * 0.1);
      shadePixel(raster.bytes, (y * raster.width + x) * 3, ink, rough);
    }
  }
}

function shadePixel(bytes: Uint8Array, pixel: number, ink: number, rough: number): void {
  for (let channel = 0; channel < 3; channel += 1) {
    const paper = PAPER[channel] ?? 250;
    const wash = (bytes[pixel + channel] ?? 0) * (paper / 255);
    const value = paper + (wash - paper) * ink + rough * (2.2 + ((255 - wash) * ink) / 60);
    bytes[pixel + channel] = value <= 0 ? 0 : value >= 255 ? 255 : value;
  }
}
