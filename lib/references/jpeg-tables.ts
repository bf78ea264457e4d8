import { byteView } from "@/lib/references/byte-view";
import type { HuffmanLookup } from "@/lib/references/jpeg-bits";
import { huffmanBytes, quantizationBytes } from "@/lib/references/jpeg-lengths";
import type { JpegSegment } from "@/lib/references/jpeg-segments";

/** One table of a segment that may have several. `name` is the class and number that a scan or a frame names it by. */
export type JpegTable = { name: number; from: number; to: number; isRead: boolean };

const tablesOf = (bytes: Uint8Array, { body, to }: JpegSegment, lengthAt: (at: number) => number): JpegTable[] => {
  const tables: JpegTable[] = [];
  for (let at = body; at < to; at += lengthAt(at)) tables.push({ name: bytes[at] ?? 0, from: at, to: at + lengthAt(at), isRead: false });
  return tables;
};

/** Of a segment that is of its length. */
export const huffmanTables = (bytes: Uint8Array, segment: JpegSegment): JpegTable[] => {
  const view = byteView(bytes);
  return tablesOf(bytes, segment, (at) => huffmanBytes(view, at));
};

/** By their numbers: the precision stands beside it in the same byte. */
export const quantizationTables = (bytes: Uint8Array, segment: JpegSegment): JpegTable[] => {
  const view = byteView(bytes);
  return tablesOf(bytes, segment, (at) => quantizationBytes(view, at)).map((table) => ({ ...table, name: table.name & 15 }));
};

const LOOKUPS = 2 ** 16;

/** null for one whose codes do not fit into 16 bits, or that has two for one symbol: then it is no code, and could be a text. */
export function huffmanLookup(bytes: Uint8Array, { from, to }: JpegTable): HuffmanLookup | null {
  const lookup = new Uint16Array(LOOKUPS);
  const symbols = bytes.subarray(from + 17, to);
  if (new Set(symbols).size !== symbols.length) return null;
  let next = 0;
  let nth = 0;
  for (let length = 1; length <= 16; length += 1) {
    const span = LOOKUPS >> length;
    for (let left = bytes[from + length] ?? 0; left > 0; left -= 1) {
      if (next + span > LOOKUPS) return null;
      lookup.fill((length << 8) | (symbols[nth] ?? 0), next, next + span);
      next += span;
      nth += 1;
    }
  }
  return lookup;
}
