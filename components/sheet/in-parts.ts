import { limits } from "@/lib/limits";
import type { Generation } from "@/lib/generations/generation";
import type { Result } from "@/lib/result";

/** As many as one act takes. */
export function partsOf<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < all.length; from += limits.framesAtOnce) parts.push(all.slice(from, from + limits.framesAtOnce));
  return parts;
}

type ByParts = {
  act: (outputIds: string[]) => Promise<Result<Generation[], unknown>>;
  /** The takes that a part changed. */
  put: (changed: readonly Generation[]) => void;
};

/** However many frames, one part after the other. Rejects at the first that is not answered. @returns false where the server knows none of them. */
export async function inParts(outputIds: readonly string[], { act, put }: ByParts): Promise<boolean> {
  let isKnown = false;
  for (const part of partsOf(outputIds)) {
    const answer = await act(part);
    if (!answer.ok) continue;
    isKnown = true;
    put(answer.value);
  }
  return isKnown;
}
