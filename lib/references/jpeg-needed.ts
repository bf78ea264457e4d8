import { joined } from "@/lib/references/byte-view";
import type { HuffmanLookup } from "@/lib/references/jpeg-bits";
import { readFrame, type JpegFrame } from "@/lib/references/jpeg-frame";
import { endOfBlocks, isInTurn, readScan, tablesRead } from "@/lib/references/jpeg-scan";
import { neededKind, type JpegSegment } from "@/lib/references/jpeg-segments";
import { huffmanLookup, huffmanTables, quantizationTables, type JpegTable } from "@/lib/references/jpeg-tables";
import type { Steps } from "@/lib/references/steps";

/** libjpeg's own progression has ten; decoders refuse a thousand. */
const MOST_SCANS = 100;

/**
 * What a decoder reads of the segments that it could need: tables that no scan reads are left out, and what stands behind a
 * scan's last block. null where that cannot be said: another coding, a table that is missing, a scan that says anew what
 * another said, coded bytes that break a rule. Then only decoding and writing it anew leaves nothing hidden.
 */
export function* neededParts(bytes: Uint8Array, segments: readonly JpegSegment[]): Steps<ReadonlyMap<JpegSegment, Uint8Array> | null> {
  const reading = createReading(bytes);
  for (const segment of segments) if (!(yield* reading.read(segment))) return null;
  return reading.parts();
}

function createReading(bytes: Uint8Array) {
  let frame: JpegFrame | null = null;
  let scans = 0;
  let restarts = { units: 0, isRead: false };
  const huffman = new Map<number, JpegTable>();
  const quantization = new Map<number, JpegTable>();
  const lookups = new Map<JpegTable, HuffmanLookup | null>();
  /** By the segments in their order: what is left of each once all are read. */
  const left = new Map<JpegSegment, () => Uint8Array>();

  const define = (segment: JpegSegment, standing: Map<number, JpegTable>, tables: readonly JpegTable[]): boolean => {
    for (const table of tables) standing.set(table.name, table);
    left.set(segment, () => withTables(bytes, segment, tables.filter(({ isRead }) => isRead)));
    return true;
  };
  const isStanding = (table: JpegTable | undefined): boolean => {
    if (table) table.isRead = true;
    return table !== undefined;
  };
  const lookupOf = (name: number): HuffmanLookup | null => {
    const table = huffman.get(name);
    if (!table?.isRead) return null;
    const known = lookups.get(table) ?? huffmanLookup(bytes, table);
    lookups.set(table, known);
    return known;
  };

  function* readOneScan(segment: JpegSegment): Steps<boolean> {
    const scan = frame && readScan(bytes, segment, frame);
    scans += 1;
    if (!frame || !scan || scans > MOST_SCANS) return false;
    // A component's first scan takes the table that stands then: a later one of this number is none of its own.
    const isFirst = scan.parts.filter(({ component: { coded } }) => coded[0] === -1);
    if (!isInTurn(scan, frame) || !isFirst.every(({ component }) => isStanding(quantization.get(component.quantization)))) return false;
    if (!tablesRead(scan, frame).every((name) => isStanding(huffman.get(name)))) return false;
    restarts.isRead = true;
    const end = yield* endOfBlocks(bytes, scan, frame, restarts.units, lookupOf);
    if (end !== null) left.set(segment, () => bytes.subarray(segment.from, end));
    return end !== null;
  }

  function* read(segment: JpegSegment): Steps<boolean> {
    const { marker, from, body, to } = segment;
    const kind = neededKind(marker);
    switch (kind) {
      case null: return true;
      case "huffman": return define(segment, huffman, huffmanTables(bytes, segment));
      case "quantization": return define(segment, quantization, quantizationTables(bytes, segment));
      case "scan": return yield* readOneScan(segment);
      // None of the codings that are read here has any.
      case "arithmetic": return true;
      case "restarts": {
        const told = { units: ((bytes[body] ?? 0) << 8) | (bytes[body + 1] ?? 0), isRead: false };
        restarts = told;
        left.set(segment, () => bytes.subarray(from, told.isRead ? to : from));
        return true;
      }
      case "frame": {
        if (frame) return false;
        frame = readFrame(bytes, segment);
        left.set(segment, () => bytes.subarray(from, to));
        return frame !== null;
      }
      default: return kind satisfies never;
    }
  }

  return {
    read,
    /** null where a component has no scan: then something else is drawn than the file has. */
    parts(): ReadonlyMap<JpegSegment, Uint8Array> | null {
      if (!frame?.components.every(({ coded }) => coded[0] !== -1)) return null;
      return new Map([...left].map(([segment, part]) => [segment, part()]));
    },
  };
}

function withTables(bytes: Uint8Array, { marker }: JpegSegment, tables: readonly JpegTable[]): Uint8Array {
  if (tables.length === 0) return new Uint8Array(0);
  const body = joined(tables.map(({ from, to }) => bytes.subarray(from, to)));
  const length = body.length + 2;
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body]);
}
