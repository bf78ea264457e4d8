import { isSettled, type Generation, type GenerationStatus } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";
import type { Translator } from "@/lib/messages/translator";

/** A take that ended while the sheet was open. */
export type Arrival = { generationId: string; take: number; end: End; came: number; asked: number };
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
export function arrivalsText(t: Translator, arrivals: readonly Arrival[]): string {
  const ends = ENDS.flatMap((end) => {
    const takes = arrivals.filter((arrival) => arrival.end === end).map(({ take }) => take).sort((a, b) => a - b);
    return takes.length === 0 ? [] : [t(`sheet.arrived.${end}.${takes.length === 1 ? "one" : "several"}`, { takes: takesText(t, takes) })];
  });
  const text = ends.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "Take 2 is ready: 4 of 4 frames." */
export function spokenText(t: Translator, arrival: Arrival): string {
  const { end, came, asked } = arrival;
  const what = arrivalsText(t, [arrival]);
  return end === "ready" ? t("sheet.arrived.spokenReady", { what, came, asked }) : t("sheet.arrived.spoken", { what });
}

const MOST_NAMED = 4;
const ENDS = ["ready", "failed", "cancelled", "unclear"] as const satisfies readonly End[];

function takesText(t: Translator, takes: readonly number[]): string {
  const [only = 0] = takes;
  if (takes.length === 1) return t("sheet.arrived.take", { take: only });
  if (takes.length > MOST_NAMED) return t("sheet.arrived.manyTakes", { count: takes.length });
  return t("sheet.arrived.takes", { takes: takes.slice(0, -1).join(", "), last: takes.at(-1) ?? only });
}

const arrival = (generation: Generation): Arrival => ({
  generationId: generation.id, take: generation.take, end: endOf(generation.status), came: deliveredOf(generation).length, asked: generation.count,
});

const endOf = (status: GenerationStatus): End => (status === "failed" || status === "cancelled" || status === "unclear" ? status : "ready");
