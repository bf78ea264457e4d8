import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createInflate } from "node:zlib";
import { byteView } from "@/lib/references/byte-view";
import { crc32, walkPng } from "@/lib/references/png-chunks";

/** Samples a pixel by colour type (PNG, 11.2.2). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** The seven passes of an interlaced picture: where each begins, and its steps. */
const ADAM7 = [
  { x: 0, y: 0, dx: 8, dy: 8 }, { x: 4, y: 0, dx: 8, dy: 8 }, { x: 0, y: 4, dx: 4, dy: 8 }, { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 }, { x: 1, y: 0, dx: 2, dy: 2 }, { x: 0, y: 1, dx: 1, dy: 2 },
] as const;
const WHOLE = [{ x: 0, y: 0, dx: 1, dy: 1 }] as const;

/** sharp opens PNGs that stricter readers refuse: here every chunk is in order and has its checksum, and the pixels are as many as were told. */
export async function isSoundPng(bytes: Uint8Array): Promise<boolean> {
  const { chunks, end } = walkPng(bytes);
  const view = byteView(bytes);
  if (end === null || chunks.some(({ from, to }) => crc32(bytes.subarray(from + 4, to - 4)) !== view.u32(to - 4))) return false;
  const pixelBytes = pixelBytesOf(bytes);
  return pixelBytes !== null && (await inflatesTo(chunks.filter(({ type }) => type === "IDAT").map(({ body, size }) => bytes.subarray(body, body + size)), pixelBytes));
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

async function inflatesTo(parts: readonly Uint8Array[], pixelBytes: number): Promise<boolean> {
  let count = 0;
  try {
    await pipeline(Readable.from(parts), createInflate(), async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) {
        count += chunk.length;
        if (count > pixelBytes) throw new Error("more pixels than were told");
      }
    });
    return count === pixelBytes;
  } catch {
    return false;
  }
}
