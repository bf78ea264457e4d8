import { formatUsd } from "@/lib/budget/money";
import { isCancellable, isSettled, type EngineKind, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";

export type StateTone = "running" | "good" | "warn" | "bad" | "quiet";
export type StateLine = { tone: StateTone; text: string };

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
  const usual = usualMs === null ? "" : `, usually ${clockText(usualMs)}`;
  const running = (what: string): StateLine => ({ tone: "running", text: `${what} · ${clockText(elapsedMs)}${usual}` });
  switch (generation.status) {
    case "submitting":
      if (generation.waiting === "none") return running("Sending");
      return { tone: "warn", text: `${engineName(generation.engine)} ${WAITING[generation.waiting]}; trying again. Nothing was sent.` };
    case "in_queue":
      return asked(generation, running(queueText(generation.queuePosition)));
    case "in_progress":
      return asked(generation, running("Being made"));
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

/** The line of a take that is under way, where asking after it meets trouble. */
function asked({ engine, waiting }: Extract<Generation, { status: "in_queue" | "in_progress" }>, line: StateLine): StateLine {
  return waiting === "none" ? line : { tone: "warn", text: `${line.text}. ${engineName(engine)} ${WAITING[waiting]}; asking again.` };
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
