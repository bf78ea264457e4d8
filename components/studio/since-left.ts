import { formatUsd } from "@/lib/budget/money";
import { isSettled, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";
import type { Translator } from "@/lib/messages/translator";

/** Takes that ended while nobody looked. */
export type SinceLeft = {
  takes: readonly Generation[];
  /** The newest frame among them, by its output's id. */
  frame: string | null;
};

/** @param seenAt the studio's clock when the sheet was last looked at, in milliseconds. */
export function sinceLeft(generations: readonly Generation[], seenAt: number): SinceLeft {
  const takes = generations.filter((generation) => isSettled(generation) && "settledAt" in generation && generation.settledAt > seenAt);
  const newest = takes.flatMap((generation) => deliveredOf(generation).slice(0, 1))[0];
  return { takes, frame: newest?.id ?? null };
}

const ends = ["finished", "short", "failed", "cancelled", "unclear"] as const;

function endOf(generation: Generation): (typeof ends)[number] | null {
  switch (generation.status) {
    case "completed": return deliveredOf(generation).length < generation.count && generation.outputs.some(({ state }) => state === "missing" || state === "lost") ? "short" : "finished";
    case "failed":
    case "cancelled":
    case "unclear": return generation.status;
    case "submitting":
    case "in_queue":
    case "in_progress":
    case "saving": return null;
    default: return generation satisfies never;
  }
}

/** "Since you left: 2 finished, 1 short, $0.36" */
export function sinceText(t: Translator, { takes }: SinceLeft): string {
  const parts = ends.flatMap((end) => {
    const count = takes.filter((generation) => endOf(generation) === end).length;
    return count === 0 ? [] : [t(`studio.left.${end}`, { count })];
  });
  const paid = takes.reduce((sum, { charge, amountMicroUsd, isImported }) => sum + (charge === "charged" && !isImported ? amountMicroUsd : 0), 0);
  return t("studio.left", { what: [...parts, ...(paid > 0 ? [formatUsd(paid)] : [])].join(", ") });
}
