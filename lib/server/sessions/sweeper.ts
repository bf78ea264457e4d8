import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { limits, serverLimits } from "@/lib/limits";
import { eraseDeleted } from "@/lib/server/generations/erase";
import { removeUnused } from "@/lib/server/references/unused";
import { removeDiscarded, type DiscardDeps } from "@/lib/server/sessions/discarded-files";
import { purgeDeleted } from "@/lib/server/sessions/purge";
import { measureThumbs } from "@/lib/server/storage/thumb-bytes";

export type Sweeper = { stop(): Promise<void> };

/** One look at what was deleted or is used by nothing: rows first, then the files. Ends early where it is told to. */
export async function sweepOnce(deps: DiscardDeps, ending: AbortSignal): Promise<void> {
  await purgeDeleted(deps.db, deps.now());
  await eraseDeleted(deps.db, deps.now());
  // Behind them: what a session that was deleted a day ago let go of goes in the same look.
  await removeUnused(deps);
  await removeDiscarded(deps, ending);
}

/** The looks in between, which come often: what was never used waits for a longer while. */
async function sweepDeleted(deps: DiscardDeps, ending: AbortSignal): Promise<void> {
  await purgeDeleted(deps.db, deps.now());
  await eraseDeleted(deps.db, deps.now());
  await removeDiscarded(deps, ending);
}

/** Takes what was deleted or never used, in this process or in one that died; several processes may do it at once. */
export function startSweeper(deps: DiscardDeps & { removeLeftovers?: () => Promise<void> }): Sweeper {
  const end = new AbortController();
  let unusedAt = Number.NEGATIVE_INFINITY;
  async function look(): Promise<void> {
    if (deps.now() < unusedAt) return sweepDeleted(deps, end.signal);
    unusedAt = deps.now() + serverLimits.sweepUnusedMs;
    await deps.removeLeftovers?.();
    await sweepOnce(deps, end.signal);
    await measureThumbs(deps);
  }
  async function loop(): Promise<void> {
    while (!end.signal.aborted) {
      await look().catch((error: unknown) => { deps.log.error("sweeper.failed", error); });
      if (!end.signal.aborted) await delay(limits.sweepMs, undefined, { signal: end.signal }).catch(() => {});
    }
  }
  const running = loop();
  return {
    async stop() {
      end.abort();
      // A storage far away may take its time to answer: what it did not tell is asked again after the next start.
      await Promise.race([running, delay(serverLimits.sweeperCloseMs, undefined, { ref: false })]);
    },
  };
}
