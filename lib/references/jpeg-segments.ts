import { byteView } from "@/lib/references/byte-view";
import { isOfItsLength, type NeededKind } from "@/lib/references/jpeg-lengths";

/** `from` is at 0xff, `to` behind the last byte; a scan's bytes belong to its SOS. `body` is behind marker and length. */
export type JpegSegment = { marker: number; from: number; body: number; to: number };
export type JpegWalk = {
  segments: readonly JpegSegment[];
  /** Behind EOI; null where the file breaks off before it, or is built wrongly. */
  end: number | null;
};

export const MARKER = { sos: 0xda, eoi: 0xd9, dht: 0xc4, dac: 0xcc, jpg: 0xc8, dqt: 0xdb, dri: 0xdd, app0: 0xe0, app1: 0xe1, app2: 0xe2, app13: 0xed, app14: 0xee, com: 0xfe } as const;
/** Baseline and extended, Huffman coded. */
const LAST_SEQUENTIAL = 0xc1;
/** A profile of 16 MB has 255 segments, a progressive picture ten scans with their tables. */
const MOST_SEGMENTS = 5000;

export const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== MARKER.dht && marker !== MARKER.dac && marker !== MARKER.jpg;
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/**
 * What decoding needs; null for the rest. DNL tells the height that a frame left out, and such a file is none that is opened
 * here: where it stands beside a height nobody reads it.
 */
export function neededKind(marker: number): NeededKind | null {
  if (isFrame(marker)) return "frame";
  return KINDS[marker] ?? null;
}
const KINDS: Readonly<Record<number, NeededKind>> = {
  [MARKER.sos]: "scan", [MARKER.dht]: "huffman", [MARKER.dqt]: "quantization", [MARKER.dac]: "arithmetic", [MARKER.dri]: "restarts",
};

/** Every segment from SOI to EOI. A preview inside an EXIF segment is jumped over by that segment's length. */
export function walkJpeg(bytes: Uint8Array): JpegWalk {
  const view = byteView(bytes);
  const segments: JpegSegment[] = [];
  let at = 2;
  while (segments.length < MOST_SEGMENTS) {
    // Decoders pass over stray bytes between segments; a rewritten file has none.
    const found = nextMarker(bytes, at);
    if (found === null) break;
    const marker = view.u8(found + 1);
    if (marker === MARKER.eoi) return { segments, end: found + 2 };
    if (isRestart(marker) || marker === 0x01) {
      at = found + 2;
      continue;
    }
    // A second beginning inside a picture is another picture's.
    if (marker === 0xd8) break;
    const size = view.u16(found + 2);
    const body = found + 4;
    const to = found + 2 + size;
    const kind = neededKind(marker);
    if (size < 2 || to > bytes.length || (kind !== null && !isOfItsLength(bytes, kind, body, to))) break;
    at = marker === MARKER.sos ? endOfScan(bytes, to) : to;
    segments.push({ marker, from: found, body, to: at });
  }
  return { segments, end: null };
}

/**
 * Up to the scan that codes all of a sequential picture, where one does: behind it libjpeg reads nothing, and browsers give up
 * where another scan comes.
 */
export function drawnSegments(bytes: Uint8Array, { segments }: JpegWalk): readonly JpegSegment[] {
  const frame = segments.find(({ marker }) => isFrame(marker));
  const at = segments.findIndex(({ marker }) => marker === MARKER.sos);
  const scan = segments[at];
  const isAll = frame !== undefined && scan !== undefined && frame.marker <= LAST_SEQUENTIAL && bytes[scan.body] === bytes[frame.body + 5];
  return isAll ? segments.slice(0, at + 1) : segments;
}

/** Where a marker begins: 0xff with neither a fill byte nor a stuffed zero behind it. */
function nextMarker(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return null;
    if (next !== 0x00 && next !== 0xff) return at;
  }
  return null;
}

function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = nextMarker(bytes, from); at !== null; at = nextMarker(bytes, at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (!isRestart(marker)) return at;
  }
  return bytes.length;
}
