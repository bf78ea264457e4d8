/** By the next 16 bits: the code's length above, its symbol in the lower byte; 0 where no code begins so. */
export type HuffmanLookup = Uint16Array;

export type BitReader = {
  /** The symbol of the code that comes next; -1 where there is none. */
  symbol: (lookup: HuffmanLookup) => number;
  /** At most 16 bits. */
  take: (count: number) => number;
  /** More was read than there is. */
  isOver: () => boolean;
  /** Behind the last byte that was read; null where more was read than there is, or the rest of it is no padding. */
  end: () => number | null;
  goTo: (at: number) => void;
};

/** A JPEG's coded bytes, bit by bit: a zero behind 0xff is stuffed in, anything else there is a marker, which ends them (ITU T.81, F.2.2.5). */
export function bitReader(bytes: Uint8Array, from: number): BitReader {
  let at = from;
  /** The next bits, from the highest down, and how many; those behind the end are zeros. */
  let held = 0;
  let count = 0;
  let zeros = 0;

  function fill(): void {
    while (count <= 24) {
      const byte = bytes[at];
      if (byte === undefined || (byte === 0xff && bytes[at + 1] !== 0)) zeros += 8;
      else {
        held |= byte << (24 - count);
        at += byte === 0xff ? 2 : 1;
      }
      count += 8;
    }
  }
  function drop(bits: number): void {
    held <<= bits;
    count -= bits;
  }

  return {
    symbol(lookup) {
      if (count < 16) fill();
      const found = lookup[held >>> 16] ?? 0;
      drop(found >> 8);
      return found === 0 ? -1 : found & 0xff;
    },
    take(bits) {
      if (bits === 0) return 0;
      if (count < 16) fill();
      const value = held >>> (32 - bits);
      drop(bits);
      return value;
    },
    isOver: () => zeros > count,
    end() {
      if (zeros > count) return null;
      const left = count - zeros;
      const padding = left & 7;
      const value = padding === 0 ? 0 : held >>> (32 - padding);
      // Ones, says F.1.2.3; some writers have zeros. Other bits there could be a message.
      if (value !== 0 && value !== (1 << padding) - 1) return null;
      let end = at;
      for (let whole = left >> 3; whole > 0; whole -= 1) end -= bytes[end - 1] === 0 && bytes[end - 2] === 0xff ? 2 : 1;
      return end;
    },
    goTo(to) {
      at = to;
      held = count = zeros = 0;
    },
  };
}
