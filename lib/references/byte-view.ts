/** Reads that never leave the bytes: what lies outside is 0 or "", so that a hostile length breaks nothing. */
export type ByteView = {
  length: number;
  u8: (at: number) => number;
  u16: (at: number) => number;
  u32: (at: number) => number;
  ascii: (from: number, chars: number) => string;
};

export function byteView(bytes: Uint8Array, littleEndian = false): ByteView {
  const u8 = (at: number): number => bytes[at] ?? 0;
  const u16 = (at: number): number => (littleEndian ? u8(at) | (u8(at + 1) << 8) : (u8(at) << 8) | u8(at + 1));
  return {
    length: bytes.length,
    u8,
    u16,
    u32: (at) => (littleEndian ? u16(at) + u16(at + 2) * 0x10000 : u16(at) * 0x10000 + u16(at + 2)),
    ascii: (from, chars) => String.fromCharCode(...bytes.subarray(from, Math.min(from + chars, from + MOST_CHARS))),
  };
}

/** What is compared is a signature or a short name. */
const MOST_CHARS = 256;

export const startsWith = (bytes: Uint8Array, at: number, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
