import { byteView } from "@/lib/references/byte-view";
import { limits } from "@/lib/limits";
import type { JpegSegment } from "@/lib/references/jpeg-segments";

/** The side of a block, in samples. */
const BLOCK = 8;
const MOST_COMPONENTS = 4;
const MOST_SAMPLING = 4;

export type JpegComponent = {
  id: number;
  /** Blocks of it in a unit of an interleaved scan: across, and down. */
  across: number;
  down: number;
  quantization: number;
  /** Blocks that it has itself, which a scan of it alone codes. */
  blocks: number;
  /** By coefficient: the lowest bit that a scan coded yet; -1 before the first. */
  coded: Int8Array;
  /** Two words a block, a bit a coefficient: those that are not zero. A progressive picture's alone. */
  nonZero: Uint32Array;
};

export type JpegFrame = { isProgressive: boolean; components: readonly JpegComponent[]; /** Of an interleaved scan. */ units: number };

/** Baseline, extended or progressive, Huffman coded, 8 bit; null for others, and for one that claims to be enormous. */
export function readFrame(bytes: Uint8Array, { marker, body }: JpegSegment): JpegFrame | null {
  const view = byteView(bytes);
  const [height, width, count] = [view.u16(body + 1), view.u16(body + 3), view.u8(body + 5)];
  if (marker > 0xc2 || view.u8(body) !== 8 || width * height === 0 || width * height > limits.fixPixels || count === 0 || count > MOST_COMPONENTS) return null;
  const told = Array.from({ length: count }, (_, nth) => {
    const at = body + 6 + nth * 3;
    return { id: view.u8(at), across: view.u8(at + 1) >> 4, down: view.u8(at + 1) & 15, quantization: view.u8(at + 2) };
  });
  const isSampled = told.every(({ across, down }) => across > 0 && across <= MOST_SAMPLING && down > 0 && down <= MOST_SAMPLING);
  if (!isSampled || new Set(told.map(({ id }) => id)).size !== count) return null;
  const isProgressive = marker === 0xc2;
  const [mostAcross, mostDown] = [Math.max(...told.map(({ across }) => across)), Math.max(...told.map(({ down }) => down))];
  const components = told.map((component) => {
    const blocks = blocksIn((width * component.across) / mostAcross) * blocksIn((height * component.down) / mostDown);
    return { ...component, blocks, coded: new Int8Array(BLOCK * BLOCK).fill(-1), nonZero: new Uint32Array(isProgressive ? blocks * 2 : 0) };
  });
  return { isProgressive, components, units: blocksIn(width / mostAcross) * blocksIn(height / mostDown) };
}

const blocksIn = (samples: number): number => Math.ceil(samples / BLOCK);
