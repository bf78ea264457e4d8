import { bitReader, type BitReader, type HuffmanLookup } from "@/lib/references/jpeg-bits";
import { acFirstBlocks, acFurtherBlocks, dcBits, sequentialBlocks, type BlockWalk } from "@/lib/references/jpeg-blocks";
import type { JpegComponent, JpegFrame } from "@/lib/references/jpeg-frame";
import type { JpegSegment } from "@/lib/references/jpeg-segments";
import type { Steps } from "@/lib/references/steps";

/** `dc` and `ac` are the names of its tables, as a segment defines them. */
export type ScanPart = { component: JpegComponent; dc: number; ac: number };
export type JpegScan = {
  parts: readonly ScanPart[];
  first: number;
  last: number;
  /** The bit that was coded before, 0 in the first scan of a band, and the one that is. */
  before: number;
  now: number;
  codedAt: number;
};

/** An AC table's class stands in the upper half of its name. */
const AC_CLASS = 0x10;
const LAST = 63;
/** Some milliseconds. */
const UNITS_A_STEP = 4096;

/** Of a segment that is of its length; null where it is of components that the frame does not have. */
export function readScan(bytes: Uint8Array, { body }: JpegSegment, { components }: JpegFrame): JpegScan | null {
  const count = bytes[body] ?? 0;
  const parts = Array.from({ length: count }, (_, nth) => {
    const [id, tables = 0] = bytes.subarray(body + 1 + nth * 2, body + 3 + nth * 2);
    const component = components.find((each) => each.id === id);
    return component ? [{ component, dc: tables >> 4, ac: AC_CLASS | (tables & 15) }] : [];
  }).flat();
  const [first = 0, last = 0, bit = 0] = bytes.subarray(body + 1 + count * 2, body + 4 + count * 2);
  if (count === 0 || parts.length !== count || new Set(parts.map(({ component }) => component)).size !== count) return null;
  return { parts, first, last, before: bit >> 4, now: bit & 15, codedAt: body + 4 + count * 2 };
}

/** False where it says again what was said, or out of turn: the first scan of all, then bit by bit (G.1.1). Notes what it codes. */
export function isInTurn({ parts, first, last, before, now }: JpegScan, { isProgressive }: JpegFrame): boolean {
  const [from, to] = isProgressive ? [first, last] : [0, LAST];
  if (from > to || to > LAST || (isProgressive && (from === 0 ? to !== 0 : parts.length !== 1)) || (isProgressive && before !== 0 && now !== before - 1)) return false;
  return parts.every(({ component: { coded } }) => {
    if (from > 0 && coded[0] === -1) return false;
    if (!coded.subarray(from, to + 1).every((bit) => bit === (isProgressive && before !== 0 ? before : -1))) return false;
    coded.fill(isProgressive ? now : 0, from, to + 1);
    return true;
  });
}

/** The tables that it reads, by name; the first bit of DC alone goes without any. */
export function tablesRead({ parts, first, before }: JpegScan, { isProgressive }: JpegFrame): number[] {
  if (!isProgressive) return parts.flatMap(({ dc, ac }) => [dc, ac]);
  return parts.flatMap(({ dc, ac }) => (first > 0 ? [ac] : before === 0 ? [dc] : []));
}

type Lookups = (name: number) => HuffmanLookup | null;

/** By parts; null where a table is missing. */
function walksOf(scan: JpegScan, frame: JpegFrame, bits: BitReader, lookupOf: Lookups): BlockWalk[] | null {
  const walks = scan.parts.map(({ component, dc, ac }): BlockWalk | null => {
    const [dcLookup, acLookup] = [lookupOf(dc), lookupOf(ac)];
    if (!frame.isProgressive) return dcLookup && acLookup && sequentialBlocks(bits, dcLookup, acLookup);
    if (scan.first > 0) return acLookup && (scan.before === 0 ? acFirstBlocks : acFurtherBlocks)(bits, acLookup, component, scan);
    if (scan.before > 0) return { block: () => bits.take(1) >= 0, isInRun: () => false };
    return dcLookup && { block: () => dcBits(bits, dcLookup), isInRun: () => false };
  });
  return walks.every((walk) => walk !== null) ? walks : null;
}

/** Where the last block's bytes end; null where the coded bytes break a rule, or end before it. */
export function* endOfBlocks(bytes: Uint8Array, scan: JpegScan, frame: JpegFrame, restartUnits: number, lookupOf: Lookups): Steps<number | null> {
  const bits = bitReader(bytes, scan.codedAt);
  const walks = walksOf(scan, frame, bits, lookupOf);
  const [alone] = scan.parts.length === 1 ? scan.parts : [];
  if (!walks) return null;
  const isUnitRead = (nth: number): boolean => walks.every(({ block }, part) => {
    const { across, down } = scan.parts[part]?.component ?? { across: 0, down: 0 };
    for (let left = alone ? 1 : across * down; left > 0; left -= 1) if (!block(nth)) return false;
    return true;
  });
  const units = alone ? alone.component.blocks : frame.units;
  for (let nth = 0, restarts = 0; nth < units; nth += 1) {
    if (restartUnits > 0 && nth > 0 && nth % restartUnits === 0) {
      const end = bits.end();
      if (end === null || bytes[end] !== 0xff || bytes[end + 1] !== 0xd0 + (restarts & 7) || walks.some(({ isInRun }) => isInRun())) return null;
      bits.goTo(end + 2);
      restarts += 1;
    }
    if (!isUnitRead(nth) || bits.isOver()) return null;
    if (nth % UNITS_A_STEP === UNITS_A_STEP - 1) yield;
  }
  return walks.some(({ isInRun }) => isInRun()) ? null : bits.end();
}
