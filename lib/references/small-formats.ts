import { byteView, type ByteView } from "@/lib/references/byte-view";
import { readExif } from "@/lib/references/exif";
import { readIcc } from "@/lib/references/icc";
import type { Colour, ImageFacts } from "@/lib/references/image-facts";
import type { Stripped } from "@/lib/references/source";
import { tellsOfXmp } from "@/lib/references/xmp";

const plain = { orientation: 1, colour: { kind: "untagged" }, bitsPerChannel: 8, isLossless: true, pictures: 1, metadata: [], isWhole: true, isWidelyRead: true, cutBytes: null } as const;
/** More blocks than any animation that a person has; a file of a million empty ones is not read on. */
const MOST_BLOCKS = 200_000;

/** A profile that a format carries whole. */
export function colourOfProfile(profile: Uint8Array | null): Colour {
  const icc = profile ? readIcc(profile) : null;
  if (!icc) return { kind: "untagged" };
  return icc.isSrgb ? { kind: "srgb" } : { kind: "other", name: icc.name, matrix: icc.matrix };
}

export type RiffChunk = { type: string; body: number; size: number };
function riffChunks(view: ByteView): RiffChunk[] {
  const chunks: RiffChunk[] = [];
  const end = Math.min(view.length, view.u32(4) + 8);
  for (let at = 12; at + 8 <= end && chunks.length < MOST_BLOCKS;) {
    const size = view.u32(at + 4);
    chunks.push({ type: view.ascii(at, 4), body: at + 8, size });
    at += 8 + size + (size & 1);
  }
  return chunks;
}

/** https://developers.google.com/speed/webp/docs/riff_container */
export function readWebp(bytes: Uint8Array): ImageFacts {
  const view = byteView(bytes, true);
  const chunks = riffChunks(view);
  const bodyOf = (type: string): Uint8Array | null => {
    const chunk = chunks.find((each) => each.type === type);
    return chunk ? bytes.subarray(chunk.body, chunk.body + chunk.size) : null;
  };
  const exif = bodyOf("EXIF");
  const told = exif ? readExif(exif) : null;
  const xmp = bodyOf("XMP ");
  const metadata = new Set<Stripped>([...(told?.tells ?? []), ...(xmp ? tellsOfXmp(xmp) : [])]);
  if (view.u32(4) + 8 < bytes.length) metadata.add("trailing");
  const frames = chunks.filter(({ type }) => type === "ANMF").length;
  return {
    ...plain, format: "webp", ...webpSize(view, chunks), orientation: told?.orientation ?? 1, colour: colourOfProfile(bodyOf("ICCP")),
    isLossless: chunks.some(({ type }) => type === "VP8L"), pictures: Math.max(1, frames), metadata: [...metadata],
    isWhole: view.u32(4) + 8 <= bytes.length && chunks.every(({ body, size }) => body + size <= bytes.length),
  };
}

function webpSize(view: ByteView, chunks: readonly RiffChunk[]): { width: number; height: number } {
  const first = chunks[0];
  if (!first) return { width: 0, height: 0 };
  const { body, type } = first;
  const u24 = (at: number): number => view.u16(at) | (view.u8(at + 2) << 16);
  if (type === "VP8X") return { width: u24(body + 4) + 1, height: u24(body + 7) + 1 };
  if (type === "VP8L") return { width: (view.u16(body + 1) & 0x3fff) + 1, height: ((view.u32(body + 1) >>> 14) & 0x3fff) + 1 };
  return type === "VP8 " ? { width: view.u16(body + 6) & 0x3fff, height: view.u16(body + 8) & 0x3fff } : { width: 0, height: 0 };
}

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
export function readGif(bytes: Uint8Array): ImageFacts {
  const view = byteView(bytes, true);
  const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + tableBytes(view.u8(10));
  let pictures = 0;
  let hasComment = false;
  for (let blocks = 0; at < bytes.length && blocks < MOST_BLOCKS; blocks += 1) {
    const kind = view.u8(at);
    if (kind === 0x21) {
      hasComment ||= view.u8(at + 1) === 0xfe;
      at = behindBlocks(bytes, at + 2);
    } else if (kind === 0x2c) {
      at = behindBlocks(bytes, at + 11 + tableBytes(view.u8(at + 9)));
      if (at <= bytes.length) pictures += 1;
    } else break;
  }
  return {
    ...plain, format: "gif", width: view.u16(6), height: view.u16(8), pictures: Math.max(1, pictures),
    metadata: hasComment ? ["text"] : [], isWhole: pictures > 0,
  };
}

/** Behind the empty block that ends a chain; beyond the file where it has none. */
function behindBlocks(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length;) {
    const size = bytes[at] ?? 0;
    at += 1 + size;
    if (size === 0) return at;
  }
  return bytes.length + 1;
}

export function readBmp(bytes: Uint8Array): ImageFacts {
  const view = byteView(bytes, true);
  const isOld = view.u32(14) === 12;
  const [width, height] = isOld ? [view.u16(18), view.u16(20)] : [view.u32(18), Math.abs(view.u32(22) | 0)];
  return { ...plain, format: "bmp", width, height, isWhole: view.u32(10) < bytes.length };
}

/** Only Safari opens one: its own directory tells the size, to be asked before it is decoded. */
export function readTiff(bytes: Uint8Array): ImageFacts {
  const view = byteView(bytes, view16(bytes));
  const from = view.u32(4);
  const entries = Array.from({ length: Math.min(view.u16(from), 1000) }, (_, index) => from + 2 + index * 12);
  const valueOf = (tag: number): number => {
    const entry = entries.find((at) => view.u16(at) === tag);
    return entry === undefined ? 0 : view.u16(entry + 2) === 3 ? view.u16(entry + 8) : view.u32(entry + 8);
  };
  const { orientation, tells } = readExif(bytes);
  const more = view.u32(from + 2 + entries.length * 12) !== 0;
  return { ...plain, format: "tiff", width: valueOf(256), height: valueOf(257), orientation, pictures: more ? null : 1, metadata: [...tells] };
}
const view16 = (bytes: Uint8Array): boolean => bytes[0] === 0x49;
