import type { TileFailure } from "@/components/references/tile";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import { err, type Result } from "@/lib/result";

type Ask = () => Promise<Result<Reference, ReferenceRefusal>>;
type Waiting = { tries: number; waitsMs: readonly number[]; wait: (ms: number) => Promise<void>; isWanted: () => boolean };

/** Asks our own server until it knows of the upload; what the upload's own answer said is never enough. */
export async function confirmStored(ask: Ask, { tries, waitsMs, wait, isWanted }: Waiting): Promise<Result<Reference, TileFailure>> {
  let last: TileFailure = { code: "unconfirmed" };
  for (let nth = 0; nth < tries && isWanted(); nth += 1) {
    if (nth > 0) await wait(waitsMs[Math.min(nth - 1, waitsMs.length - 1)] ?? 0);
    const answer = await ask().catch(() => null);
    if (answer?.ok) return answer;
    const code = answer?.error.code;
    if (answer && !answer.ok && answer.error.code === "problem") return err({ code: "problem", problem: answer.error.problem });
    if (code === "not_found") return err({ code: "refused" });
    last = code === "storage_unavailable" ? { code } : { code: "unconfirmed" };
  }
  return err(last);
}
