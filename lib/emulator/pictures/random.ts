import { createHash } from "node:crypto";

/** 0 to 1, the same run of numbers for the same words. */
export type Random = () => number;

/** mulberry32 (Tommy Ettinger, public domain), seeded by a hash: enough for looks, nothing secret hangs on it. */
export function randomFrom(words: string): Random {
  let state = createHash("sha256").update(words).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
