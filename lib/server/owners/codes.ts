import "server-only";
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { AccessCode } from "@/lib/server/owners/access";
import { slowHash } from "@/lib/server/owners/slow-hash";

/**
 * Finds whose code was given. Every try costs one slow hash and is compared with every code to the end: how long the answer
 * takes tells neither how much of a code was right nor how many codes there are.
 */
export function codeFinder(codes: readonly AccessCode[]): (given: string) => Promise<AccessCode | null> {
  const salt = randomBytes(16);
  let hashed: Promise<{ code: AccessCode; hash: Buffer }[]> | undefined;
  return async (given) => {
    hashed ??= Promise.all(codes.map(async (code) => ({ code, hash: await slowHash(code.code, salt) })));
    // A hash that failed, for want of memory, is made again by the next try.
    hashed.catch(() => { hashed = undefined; });
    const [known, hash] = await Promise.all([hashed, slowHash(given, salt)]);
    let found: AccessCode | null = null;
    for (const { code, hash: right } of known) if (timingSafeEqual(hash, right)) found = code;
    return found;
  };
}
