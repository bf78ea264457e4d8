import "server-only";

export type RateLimit = { take(): Promise<void> };

export const unlimited: RateLimit = { take: () => Promise.resolve() };

/** Evenly spaced: all callers share `perSecond`. */
export function rateLimit(perSecond: number, now: () => number, sleep: (ms: number) => Promise<void>): RateLimit {
  const gapMs = 1000 / perSecond;
  let nextAt = 0;
  return {
    take() {
      const at = Math.max(now(), nextAt);
      nextAt = at + gapMs;
      return sleep(at - now());
    },
  };
}
