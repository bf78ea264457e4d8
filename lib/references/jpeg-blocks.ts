import { bitState, fillBits, type BitReader, type HuffmanLookup } from "@/lib/references/jpeg-bits";
import type { JpegComponent } from "@/lib/references/jpeg-frame";

/** Reads past one block's bits; false where they break the rules. */
export type BlockWalk = { block: (nth: number) => boolean; /** A run of empty blocks goes on. */ isInRun: () => boolean; };

/** In 8 bit precision (ITU T.81, F.1.2.1 and G.1.2). */
const MOST_DC_BITS = 11;
const MOST_CODE_BITS = 16;
const COEFFICIENTS = 64;
/** Sixteen zeros and no value behind them. */
const ZEROS = 0xf0;

const none = () => false;

export function dcBits(bits: BitReader, lookup: HuffmanLookup): boolean {
  const size = bits.symbol(lookup);
  if (size < 0 || size > MOST_DC_BITS) return false;
  bits.take(size);
  return true;
}

/**
 * All of a block at once (F.2.2): nearly every byte of nearly every photograph. The bits in hand stay in two variables from
 * symbol to symbol, which is nearly twice as fast as to ask the reader for each.
 */
export function sequentialBlocks({ bytes, state }: BitReader, dc: HuffmanLookup, ac: HuffmanLookup): BlockWalk {
  const block = (): boolean => {
    let held = state[bitState.held] ?? 0;
    let count = state[bitState.count] ?? 0;
    let table = dc;
    let at = 0;
    while (at < COEFFICIENTS) {
      if (count < MOST_CODE_BITS) {
        fillBits(bytes, state, held, count);
        held = state[bitState.held] ?? 0;
        count = state[bitState.count] ?? 0;
      }
      const found = table[held >>> 16] ?? 0;
      held <<= found >> 8;
      count -= found >> 8;
      const symbol = found & 0xff;
      if (found === 0) return false;
      if (at > 0 && symbol === 0) break;
      const size = at === 0 ? symbol : symbol & 15;
      if (at === 0 ? size > MOST_DC_BITS : size === 0 && symbol !== ZEROS) return false;
      if (count < size) {
        fillBits(bytes, state, held, count);
        held = state[bitState.held] ?? 0;
        count = state[bitState.count] ?? 0;
      }
      held <<= size;
      count -= size;
      at += at === 0 ? 1 : (symbol >> 4) + 1;
      table = ac;
    }
    state[bitState.held] = held;
    state[bitState.count] = count;
    return at <= COEFFICIENTS;
  };
  return { block, isInRun: none };
}

export type Band = { first: number; last: number };

/** Coefficients of a band for the first time (G.1.2.2). */
export function acFirstBlocks(bits: BitReader, ac: HuffmanLookup, { nonZero }: JpegComponent, { first, last }: Band): BlockWalk {
  let run = 0;
  const block = (nth: number): boolean => {
    if (run > 0) {
      run -= 1;
      return true;
    }
    let at = first;
    while (at <= last) {
      const symbol = bits.symbol(ac);
      if (symbol < 0) return false;
      const [zeros, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && zeros < 15) {
        run = (1 << zeros) - 1 + bits.take(zeros);
        return true;
      }
      bits.take(size);
      at += zeros;
      if (size > 0 && at <= last) mark(nonZero, nth, at);
      at += 1;
    }
    return at === last + 1;
  };
  return { block, isInRun: () => run > 0 };
}

/** One more bit of coefficients that had some (G.1.2.3). */
export function acFurtherBlocks(bits: BitReader, ac: HuffmanLookup, { nonZero }: JpegComponent, { first, last }: Band): BlockWalk {
  let run = 0;
  /** One bit of each that is not zero, on to behind so many that are; @returns where the next zero stands, or behind the band. */
  const corrected = (nth: number, from: number, zeros: number): number => {
    let left = zeros;
    for (let at = from; at <= last; at += 1) {
      if (isMarked(nonZero, nth, at)) bits.take(1);
      else if (left === 0) return at;
      else left -= 1;
    }
    return last + 1;
  };
  const rest = (nth: number, from: number): boolean => {
    if (nonZero[nth * 2] !== 0 || nonZero[nth * 2 + 1] !== 0) corrected(nth, from, COEFFICIENTS);
    run -= 1;
    return true;
  };
  const block = (nth: number): boolean => {
    if (run > 0) return rest(nth, first);
    for (let at = first; at <= last; at += 1) {
      const symbol = bits.symbol(ac);
      const [zeros, size] = [symbol >> 4, symbol & 15];
      if (symbol < 0 || size > 1) return false;
      if (size === 0 && zeros < 15) {
        run = (1 << zeros) + bits.take(zeros);
        return rest(nth, at);
      }
      bits.take(size);
      at = corrected(nth, at, zeros);
      if (at > last) return false;
      if (size === 1) mark(nonZero, nth, at);
    }
    return true;
  };
  return { block, isInRun: () => run > 0 };
}

const wordOf = (nth: number, at: number): number => nth * 2 + (at >> 5);
const isMarked = (nonZero: Uint32Array, nth: number, at: number): boolean => ((nonZero[wordOf(nth, at)] ?? 0) & (1 << (at & 31))) !== 0;
function mark(nonZero: Uint32Array, nth: number, at: number): void {
  nonZero[wordOf(nth, at)] = (nonZero[wordOf(nth, at)] ?? 0) | (1 << (at & 31));
}
