import { deletedCount } from "@/components/sheet/sheet-view";
import { formatUsd } from "@/lib/budget/money";
import { isCancellable, isSettled, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";
import type { Translator } from "@/lib/messages/translator";

export type StateTone = "running" | "good" | "warn" | "bad" | "quiet";
/** `usual`: what is said after it where there is room. */
export type StateLine = { tone: StateTone; text: string; usual?: string };

const twoDigits = (n: number) => String(n).padStart(2, "0");

/** "0:07", "12:03", "1:02:03". */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}` : `${minutes}:${twoDigits(seconds % 60)}`;
}

/** "19 s", "1 min 12 s", "1 h 2 min". */
export function tookText(t: Translator, ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return t("time.seconds", { seconds });
  const minutes = Math.floor(seconds / 60);
  if (seconds < 3600) return seconds % 60 === 0 ? t("time.minutes", { minutes }) : t("time.minutesSeconds", { minutes, seconds: seconds % 60 });
  return t("time.hoursMinutes", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** What a take is doing or how it ended. `usualMs` is null without a history. */
export function stateLine(t: Translator, generation: Generation, elapsedMs: number, usualMs: number | null): StateLine {
  const usual = usualMs === null ? undefined : t("sheet.usually", { time: clockText(usualMs) });
  const tone = waitingText(t, generation) === null ? "running" : "warn";
  const running = (what: string): StateLine => ({ tone, text: `${what} · ${clockText(elapsedMs)}`, usual });
  switch (generation.status) {
    case "submitting":
      return running(t("sheet.sending"));
    case "in_queue":
      return running(queueText(t, generation.queuePosition));
    case "in_progress":
      return running(t("sheet.beingMade"));
    case "saving":
      return running(t("sheet.saving", { saved: deliveredOf(generation).length, asked: generation.count }));
    case "completed":
      return completedLine(t, generation);
    case "failed":
      return { tone: "bad", text: t("sheet.failed") };
    case "cancelled":
      return { tone: "quiet", text: t("sheet.cancelled") };
    case "unclear":
      return { tone: "warn", text: t("sheet.unclear") };
    default:
      return generation satisfies never;
  }
}

/** What keeps a take that is under way from going on; null where nothing does. */
export function waitingText(t: Translator, generation: Generation): string | null {
  if (!("waiting" in generation) || generation.waiting === "none") return null;
  const trouble = t(`sheet.waiting.${generation.waiting}`, { engine: t(`sheet.engine.${generation.engine}`) });
  return generation.status === "submitting" ? t("sheet.waiting.unsent", { trouble }) : t("sheet.waiting.sent", { trouble });
}

function queueText(t: Translator, position: number | null): string {
  if (position === null) return t("sheet.inQueue");
  return position < 1 ? t("sheet.nextInQueue") : t("sheet.placeInQueue", { count: position });
}

function completedLine(t: Translator, generation: Extract<Generation, { status: "completed" }>): StateLine {
  const deleted = deletedCount(generation);
  // A frame that was deleted did come.
  const came = deliveredOf(generation).length + deleted;
  const frames = came > generation.count ? t("sheet.frames", { count: came }) : t("sheet.came", { came, asked: generation.count });
  const parts = [frames, deleted > 0 ? t("sheet.deletedCount", { count: deleted }) : null, tookText(t, generation.settledAt - generation.createdAt), priceText(t, generation)];
  return { tone: came < generation.count ? "warn" : "good", text: parts.filter((part) => part !== null).join(" · ") };
}

/** What the take cost as far as it is known; null where nothing was paid. */
export function priceText(t: Translator, { engine, charge, amountMicroUsd, isImported }: Pick<Generation, "engine" | "charge" | "amountMicroUsd" | "isImported">): string | null {
  if (engine === "demo" || charge === "released") return null;
  const price = charge === "unclear" ? t("sheet.upToPrice", { price: formatUsd(amountMicroUsd) }) : formatUsd(amountMicroUsd);
  return isImported ? t("sheet.paidElsewhere", { price }) : price;
}

export type CancelOffer = "offered" | "asked" | "too_late";

/** What stands where "Cancel" stood; null once there is nothing left to cancel. */
export function cancelOffer(generation: Generation): CancelOffer | null {
  if (isSettled(generation)) return null;
  if (isCancellable(generation)) return "offered";
  return "cancel" in generation && generation.cancel === "asked" ? "asked" : "too_late";
}
