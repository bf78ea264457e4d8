import { createHash } from "node:crypto";
import { badToken, tooManyReads, type Refusal } from "@/lib/emulator/refusal";
import { err, ok, type Result } from "@/lib/result";

/** Who calls: the hash of a token, or null where none is asked for. */
export type Caller = { tokenHash: string | null };
export type Door = ReturnType<typeof doorOf>;

const hashed = (token: string): string => createHash("sha256").update(token).digest("hex");

/** @param tokens each a person of its own; with none, every caller is the same one. */
export function doorOf(tokens: readonly string[]) {
  const known = new Set(tokens.map(hashed));
  return (authorization: string | undefined): Result<Caller, Refusal> => {
    if (known.size === 0) return ok({ tokenHash: null });
    const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
    const tokenHash = token === undefined ? null : hashed(token);
    return tokenHash !== null && known.has(tokenHash) ? ok({ tokenHash }) : err(badToken);
  };
}

const SECOND_MS = 1000;

/** A bucket that holds one second's reads; the answer to a read too many is a refusal, never a wait. */
export function readsWithin(perSecond: number | undefined, now: () => number): () => Refusal | null {
  if (perSecond === undefined) return () => null;
  const most = Math.max(1, perSecond);
  let left = most;
  let filledAt = now();
  return () => {
    const at = now();
    left = Math.min(most, left + ((at - filledAt) / SECOND_MS) * perSecond);
    filledAt = at;
    if (left < 1) return tooManyReads;
    left -= 1;
    return null;
  };
}
