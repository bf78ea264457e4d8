import { isSettled } from "@/lib/generations/generation";
import type { SheetData } from "@/lib/generations/sheet-state";
import { usualMsOf } from "@/lib/generations/usual-time";
import { limits } from "@/lib/limits";

/**
 * How long until a sheet that nobody looks at asks again: about once a minute, and sooner where a take is usually done before
 * that. null where nothing is open: then there is no news to wait for. @param sinceMs since the sheet's answer came.
 */
export function hiddenPollMs({ generations, now, usual }: Pick<SheetData, "generations" | "now" | "usual">, sinceMs: number): number | null {
  const open = generations.filter((generation) => !isSettled(generation));
  if (open.length === 0) return null;
  const waits = open.flatMap(({ count, createdAt }) => {
    const usualMs = usualMsOf(usual, count);
    const leftMs = usualMs === null ? 0 : createdAt + usualMs - (now + sinceMs);
    return leftMs > 0 ? [leftMs + limits.hiddenLeastMs] : [];
  });
  return Math.max(limits.hiddenLeastMs, Math.min(limits.hiddenPollMs, ...waits));
}
