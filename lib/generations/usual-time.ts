import type { UsualTime } from "@/lib/generations/sheet-state";

/**
 * How long a take of so many images usually takes, in milliseconds: of the same count, else of the nearest (the larger of two:
 * nobody minds being early). null without a history.
 */
export function usualMsOf(usual: readonly UsualTime[], count: number): number | null {
  const away = (time: UsualTime) => Math.abs(time.count - count) - (time.count > count ? 0.5 : 0);
  return usual.reduce<UsualTime | null>((best, next) => (best === null || away(next) < away(best) ? next : best), null)?.ms ?? null;
}
