import { formatUsd } from "@/lib/budget/money";
import { isCancellable, isSettled, type EngineKind, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";

export type StateTone = "running" | "good" | "warn" | "bad" | "quiet";
/** `usual`: what is said after it where there is room. */
export type StateLine = { tone: StateTone; text: string; usual?: string };

export const engineName = (engine: EngineKind): string => (engine === "demo" ? "The demo engine" : "RunComfy");

const twoDigits = (n: number) => String(n).padStart(2, "0");

/** "0:07", "12:03", "1:02:03". */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}` : `${minutes}:${twoDigits(seconds % 60)}`;
}

/** "19 s", "1 min 12 s", "1 h 2 min". */
export function tookText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
}

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const SUFFIX: Record<Intl.LDMLPluralRule, string> = { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" };
const ordinal = (n: number) => `${n}${SUFFIX[ordinals.select(n)]}`;

/** What a take is doing or how it ended. `usualMs` is null without a history. */
export function stateLine(generation: Generation, elapsedMs: number, usualMs: number | null): StateLine {
  const usual = usualMs === null ? undefined : `, usually ${clockText(usualMs)}`;
  const tone = waitingText(generation) === null ? "running" : "warn";
  const running = (what: string): StateLine => ({ tone, text: `${what} · ${clockText(elapsedMs)}`, usual });
  switch (generation.status) {
    case "submitting":
      return running("Sending");
    case "in_queue":
      return running(queueText(generation.queuePosition));
    case "in_progress":
      return running("Being made");
    case "saving":
      return running(`Saving, ${deliveredOf(generation).length} of ${generation.count}`);
    case "completed":
      return completedLine(generation);
    case "failed":
      return { tone: "bad", text: "Failed" };
    case "cancelled":
      return { tone: "quiet", text: "Cancelled" };
    case "unclear":
      return { tone: "warn", text: "Unclear" };
    default:
      return generation satisfies never;
  }
}

const WAITING = {
  unreachable: "cannot be reached",
  rate_limited: "takes no more requests just now",
  token_refused: "does not accept this studio's token",
} as const;

/** What keeps a take that is under way from going on; null where nothing does. */
export function waitingText(generation: Generation): string | null {
  if (!("waiting" in generation) || generation.waiting === "none") return null;
  const trouble = generation.waiting === "reference_unreachable" ? "A reference does not come from its public address" : `${engineName(generation.engine)} ${WAITING[generation.waiting]}`;
  return generation.status === "submitting" ? `${trouble}; trying again. Nothing was sent.` : `${trouble}; asking again.`;
}

function queueText(position: number | null): string {
  if (position === null) return "In the queue";
  return position < 1 ? "Next in queue" : `${ordinal(position)} in queue`;
}

function completedLine(generation: Extract<Generation, { status: "completed" }>): StateLine {
  const delivered = deliveredOf(generation).length;
  const frames = delivered > generation.count ? `${delivered} frames` : `${delivered} of ${generation.count}`;
  const parts = [frames, tookText(generation.settledAt - generation.createdAt), priceText(generation)];
  return { tone: delivered < generation.count ? "warn" : "good", text: parts.filter((part) => part !== null).join(" · ") };
}

/** What the take cost as far as it is known; null where nothing was paid. */
export function priceText({ engine, charge, amountMicroUsd }: Pick<Generation, "engine" | "charge" | "amountMicroUsd">): string | null {
  if (engine === "demo" || charge === "released") return null;
  return charge === "unclear" ? `up to ${formatUsd(amountMicroUsd)}` : formatUsd(amountMicroUsd);
}

export type CancelText = "Cancel" | "Cancelling" | "Already begun: cannot be cancelled";

/** What stands where "Cancel" stood; null once there is nothing left to cancel. */
export function cancelText(generation: Generation): CancelText | null {
  if (isSettled(generation)) return null;
  if (isCancellable(generation)) return "Cancel";
  return "cancel" in generation && generation.cancel === "asked" ? "Cancelling" : "Already begun: cannot be cancelled";
}
