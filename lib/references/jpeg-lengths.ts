import { byteView, type ByteView } from "@/lib/references/byte-view";

export type NeededKind = "frame" | "scan" | "huffman" | "quantization" | "arithmetic" | "restarts";

/** ITU T.81, B.2.4.2: of each class four; B.2.4.1: four. */
const MOST_HUFFMAN_TABLES = 8;
const MOST_QUANTIZATION_TABLES = 4;
const MOST_CONDITIONINGS = 8;
const MOST_COMPONENTS_OF_SCAN = 4;

/**
 * Whether what a decoder needs is exactly as long as ITU T.81 says, by its own counts: in more bytes anything could be sent
 * along. Other segments may have any length: they are cut out.
 * @param body where it begins, behind marker and length; @param to where it ends, a scan's before its coded bytes.
 */
export function isOfItsLength(bytes: Uint8Array, kind: NeededKind, body: number, to: number): boolean {
  const view = byteView(bytes);
  const length = to - body;
  switch (kind) {
    // B.2.2: Lf is 8 + 3 Nf.
    case "frame": return length === 6 + 3 * view.u8(body + 5);
    // B.2.3: Ls is 6 + 2 Ns.
    case "scan": return view.u8(body) <= MOST_COMPONENTS_OF_SCAN && length === 4 + 2 * view.u8(body);
    // B.2.4.2: 17 and as many bytes as the sixteen counts say.
    case "huffman": return areTables(body, to, MOST_HUFFMAN_TABLES, (at) => huffmanBytes(view, at));
    // B.2.4.1: 65, or 129 in 16 bits.
    case "quantization": return areTables(body, to, MOST_QUANTIZATION_TABLES, (at) => quantizationBytes(view, at));
    // B.2.4.3: La is 2 + 2 n.
    case "arithmetic": return length % 2 === 0 && length <= 2 * MOST_CONDITIONINGS;
    // B.2.4.4: Lr is 4.
    case "restarts": return length === 2;
    default: return kind satisfies never;
  }
}

/** Of the one table that begins there. */
export const huffmanBytes = (view: ByteView, at: number): number => 17 + codesAt(view, at);
export const quantizationBytes = (view: ByteView, at: number): number => (view.u8(at) >> 4 === 0 ? 65 : 129);

const codesAt = (view: ByteView, at: number): number => Array.from({ length: 16 }, (_, nth) => view.u8(at + 1 + nth)).reduce((sum, count) => sum + count, 0);

function areTables(body: number, to: number, most: number, lengthAt: (at: number) => number): boolean {
  let at = body;
  for (let tables = 0; at < to && tables < most; tables += 1) at += lengthAt(at);
  return at === to;
}
