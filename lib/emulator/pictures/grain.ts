import type { Random } from "@/lib/emulator/pictures/random";

export const GRAIN_SIDE = 256;

/** A tile of film grain: bell-shaped noise, a little soft, mean 0. `strength` is its spread in bytes. */
export function grainTile(random: Random, strength: number): Float32Array {
  const noise = Float32Array.from({ length: GRAIN_SIDE ** 2 }, () => random() + random() + random() + random() - 2);
  const soft = noise.map((value, index) => {
    const row = index - (index % GRAIN_SIDE);
    const right = noise[row + ((index + 1) % GRAIN_SIDE)] ?? 0;
    const below = noise[(index + GRAIN_SIDE) % noise.length] ?? 0;
    return value + 0.6 * right + 0.6 * below;
  });
  const spread = Math.sqrt(soft.reduce((sum, value) => sum + value * value, 0) / soft.length);
  return soft.map((value) => (value / spread) * strength);
}
