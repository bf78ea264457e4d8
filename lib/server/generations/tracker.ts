import "server-only";
import { limits, serverLimits } from "@/lib/limits";
import { isDeadHolder } from "@/lib/server/generations/lease";
import type { GenerationStore } from "@/lib/server/generations/store";
import type { Log } from "@/lib/server/log";

export type Tracker = {
  /** Something is due now. */
  wake(): void;
  /** Claims nothing more, and waits for the steps under way. */
  stop(): Promise<void>;
};

type TrackerDeps = { store: GenerationStore; advance: (id: string) => Promise<number>; now: () => number; log: Log };

/** Follows every open generation to its end, whether or not a browser is open. Any number of processes may run one. */
export function startTracker({ store, advance, now, log }: TrackerDeps): Tracker {
  const active = new Map<string, Promise<void>>();
  let stopped = false;
  let isTakenOver = false;
  let renewedAt = Number.NEGATIVE_INFINITY;
  /** A wake in the middle of a round must not be slept over. */
  let woken = false;
  let endSleep = () => {};

  const wake = () => { woken = true; endSleep(); };
  const sleep = (ms: number) => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, woken ? 0 : ms);
    endSleep = () => { clearTimeout(timer); resolve(); };
  });

  async function step(id: string): Promise<void> {
    // Where a step throws, the next look is a while away: a row that breaks must not spin.
    let dueAt = now() + limits.leaseMs;
    try {
      dueAt = await advance(id);
    } catch (error) {
      log.error("tracker.step_failed", error, { id });
    }
    await store.release(id, dueAt).catch((error: unknown) => log.error("tracker.release_failed", error, { id }));
  }

  /** What processes that died on this machine held is free at once, not when their leases run out. */
  async function takeOver(): Promise<void> {
    for (const holder of await store.holders()) if (isDeadHolder(holder)) await store.releaseAllOf(holder);
    isTakenOver = true;
  }

  async function round(): Promise<number> {
    if (!isTakenOver) await takeOver();
    // Here and not by a timer of its own: after a suspend it comes before the next claim.
    if (active.size > 0 && now() - renewedAt >= limits.heartbeatMs) {
      await store.renew([...active.keys()], now());
      renewedAt = now();
    }
    const room = serverLimits.trackerBatch - active.size;
    if (room > 0) {
      for (const id of await store.claimDue(now(), room)) {
        if (active.has(id)) continue;
        active.set(id, step(id).finally(() => { active.delete(id); wake(); }));
      }
    }
    if (active.size >= serverLimits.trackerBatch) return serverLimits.trackerIdleMs;
    const next = await store.nextDueAt();
    return next === null ? serverLimits.trackerIdleMs : Math.min(Math.max(next - now(), serverLimits.trackerLeastMs), serverLimits.trackerIdleMs);
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      woken = false;
      const waitMs = await round().catch((error: unknown) => { log.error("tracker.round_failed", error); return serverLimits.trackerIdleMs; });
      if (!stopped) await sleep(waitMs);
    }
  }

  const running = loop().catch((error: unknown) => log.error("tracker.ended", error));

  return {
    wake,
    async stop() {
      stopped = true;
      wake();
      await running;
      await Promise.allSettled(active.values());
    },
  };
}
