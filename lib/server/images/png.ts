import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createInflate } from "node:zlib";
import { byteView } from "@/lib/references/byte-view";
import { chunksOf, isSummedBeside } from "@/lib/references/png-chunks";

/** Samples a pixel by colour type (PNG, 11.2.2). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** The seven passes of an interlaced picture: where each begins, and its steps. */
const ADAM7 = [
  { x: 0, y: 0, dx: 8, dy: 8 }, { x: 4, y: 0, dx: 8, dy: 8 }, { x: 0, y: 4, dx: 4, dy: 8 }, { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 }, { x: 1, y: 0, dx: 2, dy: 2 }, { x: 0, y: 1, dx: 1, dy: 2 },
] as const;
const WHOLE = [{ x: 0, y: 0, dx: 1, dy: 1 }] as const;

export type PngFault = "damaged" | "trailing";

/**
 * sharp opens PNGs that stricter readers refuse. Of one that `lookAt` found whole, and so summed: the other checksums are right
 * too, the pixels are as many as were told, and nothing stands behind them in their own chunks.
 */
export async function faultOfPng(bytes: Uint8Array): Promise<PngFault | null> {
  const { chunks, end } = chunksOf(bytes);
  const pixelBytes = pixelBytesOf(bytes);
  if (end === null || pixelBytes === null || !isSummedBeside(bytes, chunks)) return "damaged";
  return faultOfPixels(chunks.filter(({ type }) => type === "IDAT").map(({ body, size }) => bytes.subarray(body, body + size)), pixelBytes);
}

/** Each row has a byte more, which names its filter. */
function pixelBytesOf(bytes: Uint8Array): number | null {
  const view = byteView(bytes);
  const [width, height, depth, samples, interlace] = [view.u32(16), view.u32(20), view.u8(24), SAMPLES[view.u8(25)], view.u8(28)];
  if (samples === undefined || interlace > 1) return null;
  return (interlace === 1 ? ADAM7 : WHOLE).reduce((sum, { x, y, dx, dy }) => {
    const [columns, rows] = [Math.ceil(Math.max(0, width - x) / dx), Math.ceil(Math.max(0, height - y) / dy)];
    return columns === 0 ? sum : sum + rows * (1 + Math.ceil((columns * samples * depth) / 8));
  }, 0);
}

async function faultOfPixels(parts: readonly Uint8Array[], pixelBytes: number): Promise<PngFault | null> {
  const inflate = createInflate();
  let count = 0;
  const isOver = await pipeline(Readable.from(parts), inflate, async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      count += chunk.length;
      if (count > pixelBytes) throw new Error("more pixels than were told");
    }
  }).then(() => true, () => false);
  if (count !== pixelBytes) return "damaged";
  // What the stream's own end left unread. The pipeline may fail over it: so this is asked first.
  if (inflate.bytesWritten < parts.reduce((sum, { length }) => sum + length, 0)) return "trailing";
  return isOver ? null : "damaged";
}
