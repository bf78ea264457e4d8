import { isSettled, type Generation, type GenerationStatus } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";

/** A take that ended while the sheet was open. */
export type Arrival = { generationId: string; take: number; end: End; spoken: string };
type End = "ready" | "failed" | "cancelled" | "unclear";

/** What ended between two looks at the sheet. A take that was already settled at the first look is no news. */
export function arrivalsBetween(before: readonly Generation[], after: readonly Generation[]): Arrival[] {
  const open = new Set(before.filter((generation) => !isSettled(generation)).map(({ id }) => id));
  return after.filter((generation) => open.has(generation.id) && isSettled(generation)).map(arrival);
}

/** What is not seen yet, with the news; a take that ended twice (late news) is told as it is now. */
export function withNews(unseen: readonly Arrival[], news: readonly Arrival[]): Arrival[] {
  const told = new Set(news.map(({ generationId }) => generationId));
  return [...news, ...unseen.filter(({ generationId }) => !told.has(generationId))];
}

/** "Takes 2 and 3 are ready, take 4 failed": every unseen take by its number, or only how many where there are too many to name. */
export function arrivalsText(arrivals: readonly Arrival[]): string {
  const ends = ENDS.flatMap((end) => {
    const takes = arrivals.filter((arrival) => arrival.end === end).map(({ take }) => take).sort((a, b) => a - b);
    return takes.length === 0 ? [] : [`${takesText(takes)} ${WORDS[end][takes.length === 1 ? "one" : "several"]}`];
  });
  const text = ends.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const MOST_NAMED = 4;
const ENDS = ["ready", "failed", "cancelled", "unclear"] as const satisfies readonly End[];
const WORDS: Record<End, { one: string; several: string }> = {
  ready: { one: "is ready", several: "are ready" },
  failed: { one: "failed", several: "failed" },
  cancelled: { one: "was cancelled", several: "were cancelled" },
  unclear: { one: "is unclear", several: "are unclear" },
};

function takesText(takes: readonly number[]): string {
  if (takes.length === 1) return `take ${takes[0]}`;
  if (takes.length > MOST_NAMED) return `${takes.length} takes`;
  return `takes ${takes.slice(0, -1).join(", ")} and ${takes.at(-1)}`;
}

function arrival(generation: Generation): Arrival {
  const end = endOf(generation.status);
  const frames = generation.status === "completed" ? `: ${deliveredOf(generation).length} of ${generation.count} frames` : "";
  return { generationId: generation.id, take: generation.take, end, spoken: `Take ${generation.take} ${WORDS[end].one}${frames}.` };
}

const endOf = (status: GenerationStatus): End => (status === "failed" || status === "cancelled" || status === "unclear" ? status : "ready");
