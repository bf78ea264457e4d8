import "server-only";
import { limits } from "@/lib/limits";
import { removeDiscarded, type DiscardDeps } from "@/lib/server/sessions/discarded-files";
import { purgeDeleted } from "@/lib/server/sessions/purge";

export type Sweeper = { stop(): Promise<void> };

/** One look at what was deleted: rows first, then the files that nothing uses any more. */
export async function sweepOnce(deps: DiscardDeps): Promise<void> {
  await purgeDeleted(deps.db, deps.now());
  await removeDiscarded(deps);
}

/** Takes what was deleted, in this process or in one that died; several processes may do it at once. */
export function startSweeper(deps: DiscardDeps): Sweeper {
  let stopped = false;
  let endSleep = () => {};
  const sleep = () => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, limits.sweepMs);
    endSleep = () => { clearTimeout(timer); resolve(); };
  });
  async function loop(): Promise<void> {
    while (!stopped) {
      await sweepOnce(deps).catch((error: unknown) => { deps.log.error("sweeper.failed", error); });
      if (!stopped) await sleep();
    }
  }
  const running = loop();
  return {
    async stop() {
      stopped = true;
      endSleep();
      await running;
    },
  };
}
