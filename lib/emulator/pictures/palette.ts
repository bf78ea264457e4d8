import { LINEAR_OF_BYTE, labOfRgb, type Rgb } from "@/lib/emulator/pictures/colour";
import type { Palette } from "@/lib/emulator/pictures/look";

/** Mean and spread of the pixels in OKLab: three bytes a pixel. */
export function paletteOf(bytes: Uint8Array): Palette {
  const sums = [0, 0, 0];
  const squares = [0, 0, 0];
  const count = Math.max(1, Math.floor(bytes.length / 3));
  for (let at = 0; at + 2 < bytes.length; at += 3) {
    const rgb: Rgb = [linearOf(bytes, at), linearOf(bytes, at + 1), linearOf(bytes, at + 2)];
    labOfRgb(rgb).forEach((value, channel) => {
      sums[channel] = (sums[channel] ?? 0) + value;
      squares[channel] = (squares[channel] ?? 0) + value * value;
    });
  }
  const mean = (channel: number): number => (sums[channel] ?? 0) / count;
  const spread = (channel: number): number => Math.sqrt(Math.max(0, (squares[channel] ?? 0) / count - mean(channel) ** 2));
  return { mean: [mean(0), mean(1), mean(2)], spread: [spread(0), spread(1), spread(2)] };
}

const linearOf = (bytes: Uint8Array, at: number): number => LINEAR_OF_BYTE[bytes[at] ?? 0] ?? 0;
