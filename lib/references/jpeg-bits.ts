/** By the next 16 bits: the code's length above, its symbol in the lower byte; 0 where no code begins so. */
export type HuffmanLookup = Uint16Array;

/** Where a reader stands: the next byte; the next bits, from the highest down, and how many; and those of them that are from behind the end, zeros. */
export type BitState = Int32Array;
export const bitState = { at: 0, held: 1, count: 2, zeros: 3 } as const;

export type BitReader = {
  readonly bytes: Uint8Array;
  /** For who reads many at once: whoever takes of it puts back what is left. */
  readonly state: BitState;
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

/** To 25 bits at least: a zero behind 0xff is stuffed in, anything else there is a marker, which ends them (ITU T.81, F.2.2.5). */
export function fillBits(bytes: Uint8Array, state: BitState, heldBefore: number, countBefore: number): void {
  let at = state[bitState.at] ?? 0;
  let [held, count] = [heldBefore, countBefore];
  while (count <= 24) {
    const byte = at < bytes.length ? (bytes[at] ?? 0) : -1;
    if (byte < 0 || (byte === 0xff && bytes[at + 1] !== 0)) state[bitState.zeros] = (state[bitState.zeros] ?? 0) + 8;
    else {
      held |= byte << (24 - count);
      at += byte === 0xff ? 2 : 1;
    }
    count += 8;
  }
  state[bitState.at] = at;
  state[bitState.held] = held;
  state[bitState.count] = count;
}

/** A JPEG's coded bytes, bit by bit. */
export function bitReader(bytes: Uint8Array, from: number): BitReader {
  const state = Int32Array.of(from, 0, 0, 0);
  const of = (what: keyof typeof bitState): number => state[bitState[what]] ?? 0;

  function next16(): number {
    if (of("count") < 16) fillBits(bytes, state, of("held"), of("count"));
    return of("held");
  }
  function drop(bits: number): void {
    state[bitState.held] = of("held") << bits;
    state[bitState.count] = of("count") - bits;
  }

  return {
    bytes, state,
    symbol(lookup) {
      const found = lookup[next16() >>> 16] ?? 0;
      drop(found >> 8);
      return found === 0 ? -1 : found & 0xff;
    },
    take(bits) {
      if (bits === 0) return 0;
      const value = next16() >>> (32 - bits);
      drop(bits);
      return value;
    },
    isOver: () => of("zeros") > of("count"),
    end() {
      if (of("zeros") > of("count")) return null;
      const left = of("count") - of("zeros");
      const padding = left & 7;
      const value = padding === 0 ? 0 : of("held") >>> (32 - padding);
      // Ones, says F.1.2.3; some writers have zeros. Other bits there could be a message.
      if (value !== 0 && value !== (1 << padding) - 1) return null;
      let end = of("at");
      for (let whole = left >> 3; whole > 0; whole -= 1) end -= bytes[end - 1] === 0 && bytes[end - 2] === 0xff ? 2 : 1;
      return end;
    },
    goTo(to) {
      state.set([to, 0, 0, 0]);
    },
  };
}
