import { isSettled, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";

/** A take that ended while the sheet was open. */
export type Arrival = { generationId: string; text: string; spoken: string };

/** What ended between two looks at the sheet. A take that was already settled at the first look is no news. */
export function arrivalsBetween(before: readonly Generation[], after: readonly Generation[]): Arrival[] {
  const open = new Set(before.filter((generation) => !isSettled(generation)).map(({ id }) => id));
  return after.filter((generation) => open.has(generation.id) && isSettled(generation)).map(arrival);
}

function arrival(generation: Generation): Arrival {
  const text = `Take ${generation.take} ${ended(generation)}`;
  const frames = generation.status === "completed" ? `: ${deliveredOf(generation).length} of ${generation.count} frames` : "";
  return { generationId: generation.id, text, spoken: `${text}${frames}.` };
}

function ended({ status }: Generation): string {
  if (status === "failed") return "failed";
  if (status === "cancelled") return "was cancelled";
  return status === "unclear" ? "is unclear" : "is ready";
}
