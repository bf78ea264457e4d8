import { engineName } from "@/components/sheet/state-line";
import { formatUsd } from "@/lib/budget/money";
import type { Failure, Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";
import { countInPrompt } from "@/lib/models/prompt-count";

/** Always three lines: what happened, what it cost, one thing to do. */
export type NoticeText = { happened: string; charge: string; next: string };

export type EndedWithoutFrames = Extract<Generation, { status: "failed" | "cancelled" | "unclear" }>;

export const endedWithoutFrames = (generation: Generation): generation is EndedWithoutFrames =>
  generation.status === "failed" || generation.status === "cancelled" || generation.status === "unclear";

export const noticeText = (generation: EndedWithoutFrames): NoticeText => ({ charge: chargeText(generation), ...storyOf(generation) });

/** The demo engine never speaks of money. */
export function chargeText({ engine, charge, amountMicroUsd }: Pick<Generation, "engine" | "charge" | "amountMicroUsd">): string {
  if (engine === "demo") return "Free, demo engine.";
  switch (charge) {
    case "released":
      return "You were not charged.";
    case "charged":
      return amountMicroUsd > 0 ? `You were charged ${formatUsd(amountMicroUsd)}.` : "You were charged.";
    case "reserved":
    case "unclear":
      return "We do not know yet whether you were charged.";
    default:
      return charge satisfies never;
  }
}

/** Why a finished take has fewer frames than were asked for; null where it has them all. */
export function shortText(generation: Generation): string | null {
  if (generation.status !== "completed") return null;
  const lost = generation.outputs.filter(({ state }) => state === "lost").length;
  const missing = generation.count - lost - deliveredOf(generation).length;
  const reasons = [
    missing > 0 && missingText(generation, generation.count - missing),
    lost > 0 && `${lost === 1 ? "The file of one frame" : `The files of ${lost} frames`} could not be fetched any more.`,
  ];
  const paid = generation.engine === "runcomfy" && generation.charge === "charged" && `You paid for ${generation.count}.`;
  return missing > 0 || lost > 0 ? [...reasons, paid].filter((part) => part !== false).join(" ") : null;
}

/** A prompt that itself asks for fewer is the likeliest reason; only where it is none, the model's own ways are. */
function missingText({ prompt, count }: Generation, came: number): string {
  const told = countInPrompt(prompt)?.count ?? null;
  if (told === null && came === 1) return "The prompt names no number, so one came.";
  if (told !== null && told < count && came === told) return `The prompt says ${told}, so ${came} came.`;
  const modelsWay = "The model may make fewer frames than asked, and drops one that its filter refuses.";
  return told !== null && told < count ? `The prompt says ${told}. ${modelsWay}` : modelsWay;
}

type Story = Omit<NoticeText, "charge">;

function storyOf(generation: EndedWithoutFrames): Story {
  switch (generation.status) {
    case "failed":
      return failureStory(generation.reason, generation);
    case "cancelled":
      return { happened: generation.charge === "released" ? "Cancelled before it began." : "Cancelled.", next: "Generate again whenever you like." };
    case "unclear":
      return unclearStory(generation);
    default:
      return generation satisfies never;
  }
}

function unclearStory({ engine }: Generation): Story {
  const happened = `The request went out and the answer was lost: ${engineName(engine).replace("The", "the")} may have made the frames or not.`;
  return engine === "demo"
    ? { happened, next: "Generate again." }
    : { happened, next: "Look at your balance on RunComfy before you generate this again: it could be paid twice." };
}

function failureStory(reason: Failure, { engine }: Generation): Story {
  const who = engineName(engine);
  switch (reason.code) {
    case "refused":
      return { happened: `${who} refused the request: ${sentence(reason.message)}`, next: "Change what it names, then generate again." };
    case "token_refused":
      return { happened: `${who} does not accept this studio's token.`, next: "Put a valid token in RUNCOMFY_TOKEN and start the studio again." };
    case "balance_empty":
      return { happened: "The balance at RunComfy is used up.", next: "Top up the balance at RunComfy, then generate again." };
    case "unreachable":
      return { happened: `${who} could not be reached, and nothing was sent.`, next: "Check the network of the computer that runs the studio, then generate again." };
    case "rate_limited":
      return { happened: `${who} takes no more requests from this token for now, and nothing was sent.`, next: "Wait a while, then generate again." };
    case "reference_not_public":
      return {
        happened: "A reference lies where RunComfy cannot fetch it: it needs a public https address.",
        next: `Set ${reason.variable} and start the studio again.`,
      };
    case "reference_unreachable":
      return {
        happened: `The reference "${reason.name}" does not come from its public address: ${foundText(reason)}. Nothing was sent.`,
        next: reason.found === "private_address"
          ? `Let this computer find ${new URL(reason.origin).hostname} as the internet does: have it ask a public DNS server for that name. Then generate again.`
          : reason.variable === "UPLOADTHING_TOKEN"
          ? "Take the reference out and add it again. If that does not help, check that UPLOADTHING_TOKEN is of the app that keeps the files."
          : `Check that ${reason.variable} leads to this studio${reason.variable === "PUBLIC_URL" ? " from outside" : ""}, then generate again.`,
      };
    case "provider_failed":
      return { happened: `${who} began and could not finish: ${sentence(reason.message)}`, next: "Change the prompt or the references, then generate again." };
    case "lost_by_provider":
      return { happened: `${who} no longer knows this request, so its frames cannot be fetched.`, next: "Generate again to make them anew." };
    default:
      return reason satisfies never;
  }
}

/** What came instead of the reference. */
function foundText({ origin, found, status }: Extract<Failure, { code: "reference_unreachable" }>): string {
  switch (found) {
    case "no_answer": return `${origin} does not answer`;
    case "status": return `${origin} answers ${status}`;
    case "private_address": return `this computer's own DNS gives a private address for ${origin}, so the studio cannot prove it, though RunComfy may well see another`;
    case "no_image": return `${origin} answers with a page instead of the picture`;
    case "other_bytes": return `${origin} answers with other bytes than were stored`;
    default: return found satisfies never;
  }
}

/** The provider's own words, shown as text; they may end without a full stop, or be none at all. */
function sentence(message: string): string {
  const words = message.trim();
  if (words === "") return "it gave no reason.";
  return /[.!?。]$/.test(words) ? words : `${words}.`;
}
