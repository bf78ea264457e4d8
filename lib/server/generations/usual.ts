import "server-only";
import type { EngineKind } from "@/lib/generations/generation";
import type { UsualTime } from "@/lib/generations/sheet-state";
import { groupBy } from "@/lib/group-by";
import { serverLimits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";

type UsualDeps = { db: Database; engine: EngineKind; modelId: string; now: () => number };

/** The median of the last completed takes of each count, of whichever owner: how long the engine takes is no secret between them. What an archive brought was made elsewhere. */
export async function readUsualTimes({ db, engine, modelId }: UsualDeps): Promise<UsualTime[]> {
  const rows = await db.selectFrom("generations").select(["images_asked", "created_at", "started_at", "settled_at"])
    .where("engine", "=", engine).where("model_id", "=", modelId).where("status", "=", "completed").where("imported_at", "is", null).orderBy("settled_at", "desc").limit(serverLimits.usualHistory).execute();
  const byCount = groupBy(rows, ({ images_asked }) => images_asked);
  return [...byCount].filter(([count]) => count > 0).sort(([one], [other]) => one - other).map(([count, takes]) => ({
    count, ms: medianOf(takes.slice(0, serverLimits.usualTakes).map((take) => (take.settled_at ?? take.created_at) - begunAt(take, rows))),
  }));
}

type Times = { created_at: number; started_at: number | null; settled_at: number | null };

/** In the queue a take waits for the engine, which is its usual time too; the wait behind our own takes is not. */
function begunAt({ created_at, started_at }: Times, takes: readonly Times[]): number {
  const isBehind = takes.some((other) => other.created_at < created_at && (other.settled_at ?? 0) > created_at);
  return isBehind ? (started_at ?? created_at) : created_at;
}

function medianOf(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return Math.round((low + high) / 2);
}

/** Asked with every poll of every tab, told from memory for a while. */
export function usualTimes(deps: UsualDeps): () => Promise<UsualTime[]> {
  let known: Promise<UsualTime[]> = Promise.resolve([]);
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (deps.now() - readAt < serverLimits.usualFreshMs) return known;
    readAt = deps.now();
    known = readUsualTimes(deps);
    known.catch(() => { readAt = Number.NEGATIVE_INFINITY; });
    return known;
  };
}
