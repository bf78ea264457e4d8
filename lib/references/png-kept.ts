import { byteView } from "@/lib/references/byte-view";
import type { PngChunk } from "@/lib/references/png-chunks";

type Header = { colourType: number; depth: number };
type Lengths = (header: Header, paletteBytes: number) => { least: number; most: number };
const NONE = { least: 1, most: 0 };
const exactly = (length: number | undefined) => (length === undefined ? NONE : { least: length, most: length });

/** By colour type: grey, colour, palette, grey with alpha, colour with alpha (PNG, third edition, 11.2.1). */
const SIGNIFICANT: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };
const CLEAR_COLOUR: Readonly<Record<number, number>> = { 0: 2, 2: 6 };

/**
 * What may stand before the pixels, each once, and how long it is (PNG, third edition, 11.2.2 and 11.3): in more bytes, or in
 * a second one, anything could be sent along. Readers pass over those, and over a palette that no pixel points into.
 */
const BEFORE_PIXELS: Readonly<Record<string, Lengths>> = {
  PLTE: ({ colourType, depth }) => (colourType === 3 ? { least: 3, most: 3 * 2 ** Math.min(depth, 8) } : NONE),
  tRNS: ({ colourType }, paletteBytes) => (colourType === 3 ? { least: 1, most: paletteBytes / 3 } : exactly(CLEAR_COLOUR[colourType])),
  sBIT: ({ colourType }) => exactly(SIGNIFICANT[colourType]),
  gAMA: () => exactly(4),
  cHRM: () => exactly(32),
  sRGB: () => exactly(1),
};
const FRAME: readonly string[] = ["IHDR", "IDAT", "IEND"];

/** No reader takes more colours, however deep the pixels are. */
const MOST_PALETTE_BYTES = 3 * 256;

/** Colours that its pixels are too shallow to point at: readers pass over those, and open the picture. */
export const hasLongPalette = (bytes: Uint8Array, chunks: readonly PngChunk[]): boolean => {
  const view = byteView(bytes);
  const pixelsAt = chunks.findIndex(({ type }) => type === "IDAT");
  const palette = chunks.slice(0, Math.max(pixelsAt, 0)).find(({ type }) => type === "PLTE");
  return view.u8(25) === 3 && palette !== undefined && palette.size % 3 === 0 && palette.size <= MOST_PALETTE_BYTES && palette.size > 3 * 2 ** Math.min(view.u8(24), 8);
};

/** The chunks that decoding needs, as long as the format has them; `profiles` are kept beside them. */
export function keptChunks(bytes: Uint8Array, chunks: readonly PngChunk[], profiles: readonly string[]): ReadonlySet<PngChunk> {
  const view = byteView(bytes);
  const header = { depth: view.u8(24), colourType: view.u8(25) };
  const pixelsAt = chunks.findIndex(({ type }) => type === "IDAT");
  const known = new Map<string, PngChunk>();
  for (const chunk of chunks.slice(0, Math.max(pixelsAt, 0))) {
    const lengths = Object.hasOwn(BEFORE_PIXELS, chunk.type) ? BEFORE_PIXELS[chunk.type]?.(header, known.get("PLTE")?.size ?? 0) : undefined;
    if (lengths === undefined || known.has(chunk.type)) continue;
    const isWhole = chunk.type !== "PLTE" || chunk.size % 3 === 0;
    if (isWhole && chunk.size >= lengths.least && chunk.size <= lengths.most) known.set(chunk.type, chunk);
  }
  return new Set(chunks.filter((chunk) => FRAME.includes(chunk.type) || known.get(chunk.type) === chunk || profiles.includes(chunk.type)));
}
