/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes, as FIPS 180-4 has them. */
const ROUNDS = constants(64, Math.cbrt);
/** Of the square roots of the first eight. */
const START = constants(8, Math.sqrt);

function constants(count: number, root: (prime: number) => number): Uint32Array {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (Array.from({ length: candidate - 2 }, (_, at) => at + 2).every((divisor) => candidate % divisor !== 0)) found.push(candidate);
  }
  return Uint32Array.from(found, (prime) => (root(prime) % 1) * 2 ** 32);
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The padded message: its bytes, a one, zeros, its length in bits. */
function padded(bytes: Uint8Array): DataView {
  const view = new DataView(new ArrayBuffer(((bytes.length + 8) >> 6 << 6) + 64));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(view.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(view.byteLength - 4, (bytes.length << 3) >>> 0);
  return view;
}

/** For pages over plain http, where browsers keep their own from us. Written after FIPS 180-4, section 6.2. */
export function sha256Here(bytes: Uint8Array): string {
  const message = padded(bytes);
  const words = new Uint32Array(64);
  const hash = START.slice();
  const at = (list: Uint32Array, index: number): number => list[index] ?? 0;
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let t = 0; t < 16; t += 1) words[t] = message.getUint32(block + t * 4);
    for (let t = 16; t < 64; t += 1) {
      const [early, late] = [at(words, t - 15), at(words, t - 2)];
      words[t] = at(words, t - 16) + at(words, t - 7) + (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) + (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10));
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
    for (let t = 0; t < 64; t += 1) {
      const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + at(ROUNDS, t) + at(words, t)) | 0;
      const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, nth) => { hash[nth] = at(hash, nth) + word; });
  }
  return Array.from(hash, (word) => word.toString(16).padStart(8, "0")).join("");
}

/** In hex. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!("subtle" in crypto)) return sha256Here(bytes);
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
