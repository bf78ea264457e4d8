import { byteView } from "@/lib/references/byte-view";

/** From its length to behind its checksum. */
export type PngChunk = { type: string; from: number; body: number; size: number; to: number };
export type PngWalk = {
  chunks: readonly PngChunk[];
  /** Behind IEND; null where the file breaks off, is built wrongly, or a checksum of what must be there is wrong. */
  end: number | null;
};

/** Encoders that write rows as chunks of 8 KB reach thousands. */
const MOST_CHUNKS = 50_000;
const SIGNATURE_BYTES = 8;

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  return sum;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) sum = (TABLE[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** An upper case first letter: without it there is no picture. */
const isCritical = (type: string): boolean => /^[A-Z]/.test(type);

const isSummed = (bytes: Uint8Array, { from, to }: PngChunk): boolean => crc32(bytes.subarray(from + 4, to - 4)) === byteView(bytes).u32(to - 4);

/** A damaged note is cut out; damaged pixels are not to be mended. It reads every byte: walk a file once. */
export function walkPng(bytes: Uint8Array): PngWalk {
  const { chunks, end } = chunksOf(bytes);
  return { chunks, end: chunks.every((chunk) => !isCritical(chunk.type) || isSummed(bytes, chunk)) ? end : null };
}

/** For one whose walk came to its end: the chunks that it did not sum are as whole as those that it did. */
export function isSummedBeside(bytes: Uint8Array, chunks: readonly PngChunk[]): boolean {
  return chunks.every((chunk) => isCritical(chunk.type) || isSummed(bytes, chunk));
}

/** Where everything stands; no checksum is formed. */
export function chunksOf(bytes: Uint8Array): PngWalk {
  const view = byteView(bytes);
  const chunks: PngChunk[] = [];
  let at = SIGNATURE_BYTES;
  while (at + 12 <= bytes.length && chunks.length < MOST_CHUNKS) {
    const size = view.u32(at);
    const type = view.ascii(at + 4, 4);
    const to = at + 12 + size;
    if (size > 0x7fffffff || to > bytes.length || !/^[A-Za-z]{4}$/.test(type)) break;
    chunks.push({ type, from: at, body: at + 8, size, to });
    at = to;
    if (type === "IEND") return { chunks, end: isInOrder(chunks) ? to : null };
  }
  return { chunks, end: null };
}

/** IHDR first and once, pixels together, a palette before them, nothing in IEND (PNG, third edition, 5.6 and 11.2). */
function isInOrder(chunks: readonly PngChunk[]): boolean {
  const types = chunks.map(({ type }) => type);
  const [first, last] = [types.indexOf("IDAT"), types.lastIndexOf("IDAT")];
  if (types[0] !== "IHDR" || chunks[0]?.size !== 13 || types.lastIndexOf("IHDR") !== 0 || first < 0 || chunks.at(-1)?.size !== 0) return false;
  if (types.slice(first, last + 1).some((type) => type !== "IDAT")) return false;
  const palette = types.indexOf("PLTE");
  return palette === types.lastIndexOf("PLTE") && palette < first && types.every((type) => !isCritical(type) || KNOWN_CRITICAL.includes(type));
}
const KNOWN_CRITICAL: readonly string[] = ["IHDR", "PLTE", "IDAT", "IEND"];
