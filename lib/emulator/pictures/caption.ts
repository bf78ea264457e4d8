import sharp from "sharp";
import { z } from "zod";
import fontFile from "@/lib/emulator/fonts/geist-mono-medium.json" with { type: "json" };
import type { Raster } from "@/lib/emulator/pictures/develop";

const fontSchema = z.object({ unitsPerEm: z.number(), advance: z.number(), glyphs: z.record(z.string(), z.string()) });

const WORDS = "demo engine";
/** Of the frame's height. */
const LETTER_HEIGHT = 0.016;

/** Writes "demo engine" in a corner, in place. The letters are outlines of our own file: no font of the system is asked for. */
export async function writeCaption(raster: Raster): Promise<void> {
  const size = Math.round(Math.min(raster.height, raster.width * 1.4) * LETTER_HEIGHT);
  const { alpha, shadow, width, height } = await captionMask(size);
  const left = raster.width - width - Math.round(size * 0.5);
  const top = raster.height - height - Math.round(size * 0.2);
  const ink = isLight(raster, left, top, width, height) ? 32 : 255;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const letter = ((alpha[y * width + x] ?? 0) / 255) * 0.8;
      const dark = ink === 32 ? 0 : ((shadow[y * width + x] ?? 0) / 255) * 0.42;
      const pixel = ((top + y) * raster.width + left + x) * 3;
      for (let channel = pixel; channel < pixel + 3; channel += 1) {
        const under = (raster.bytes[channel] ?? 0) * (1 - dark);
        raster.bytes[channel] = Math.round(under + (ink - under) * letter);
      }
    }
  }
}

/** White letters are lost on paper or a pale wall. */
function isLight({ bytes, width: rowPixels }: Raster, left: number, top: number, width: number, height: number): boolean {
  let sum = 0;
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) sum += bytes[(y * rowPixels + x) * 3 + 1] ?? 0;
  }
  return sum / (width * height) > 168;
}

/** Outlines of a word as the inside of an SVG group: its letters begin at x, stand on y and are `size` high, in pixels. */
export function outlines(word: string, { x, y, size }: { x: number; y: number; size: number }): string {
  const font = fontSchema.parse(fontFile);
  const letters = [...word].map((letter, index) => `<path transform="translate(${index * font.advance} 0)" d="${font.glyphs[letter] ?? ""}"/>`);
  return `<g transform="translate(${x} ${y}) scale(${size / font.unitsPerEm})">${letters.join("")}</g>`;
}

/** Of a letter, in its size: every one is as wide. */
const ADVANCE = 0.6;

async function captionMask(size: number) {
  const width = Math.ceil(WORDS.length * ADVANCE * size + size * 1.2);
  const height = Math.ceil(size * 2);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="#fff">${outlines(WORDS, { x: size * 0.6, y: size * 1.3, size })}</g></svg>`;
  const drawn = () => sharp(Buffer.from(svg)).extractChannel("alpha");
  const alpha = await drawn().raw().toBuffer();
  const shadow = await drawn().blur(size * 0.22).linear(1.8, 0).raw().toBuffer();
  return { alpha, shadow, width, height };
}
