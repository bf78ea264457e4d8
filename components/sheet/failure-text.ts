import { shortfallOf } from "@/components/sheet/shortfall";
import { formatUsd } from "@/lib/budget/money";
import type { Failure, Generation } from "@/lib/generations/generation";
import type { Translator } from "@/lib/messages/translator";
import { countInPrompt } from "@/lib/models/prompt-count";

/** Always three lines: what happened, what it cost, one thing to do. */
export type NoticeText = { happened: string; charge: string; next: string };

export type EndedWithoutFrames = Extract<Generation, { status: "failed" | "cancelled" | "unclear" }>;

export const endedWithoutFrames = (generation: Generation): generation is EndedWithoutFrames =>
  generation.status === "failed" || generation.status === "cancelled" || generation.status === "unclear";

export const noticeText = (t: Translator, generation: EndedWithoutFrames): NoticeText => ({ charge: chargeText(t, generation), ...storyOf(t, generation) });

/** The demo engine never speaks of money. */
function chargeText(t: Translator, { engine, charge, amountMicroUsd }: Pick<Generation, "engine" | "charge" | "amountMicroUsd">): string {
  if (engine === "demo") return t("sheet.charge.demo");
  switch (charge) {
    case "released":
      return t("sheet.charge.released");
    case "charged":
      return amountMicroUsd > 0 ? t("sheet.charge.price", { price: formatUsd(amountMicroUsd) }) : t("sheet.charge.charged");
    case "reserved":
    case "unclear":
      return t("sheet.charge.unclear");
    default:
      return charge satisfies never;
  }
}

/** Why a finished take has fewer frames than were asked for; null where it has them all. */
export function shortText(t: Translator, generation: Generation): string | null {
  const shortfall = shortfallOf(generation);
  if (shortfall.kind === "none") return null;
  const { engine, charge, count, isImported } = generation;
  const reasons = shortfall.kind === "collage" ? [t("sheet.short.noNumber")] : [
    shortfall.missing > 0 && missingText(t, generation, count - shortfall.missing),
    shortfall.lost > 0 && t("sheet.short.lost", { count: shortfall.lost }),
  ];
  const paid = engine === "runcomfy" && charge === "charged" && !isImported && chargeText(t, generation);
  return [...reasons, paid].filter((part) => part !== false).join(" ");
}

/** A prompt that itself asks for fewer is the likeliest reason; only where it is none, the model's own ways are. */
function missingText(t: Translator, { prompt, count }: Generation, came: number): string {
  const told = countInPrompt(prompt)?.count ?? null;
  if (told !== null && told < count && came === told) return t("sheet.short.told", { told, came });
  const why = t("sheet.short.missing");
  return told !== null && told < count ? t("sheet.short.toldAnd", { told, why }) : why;
}

type Story = Omit<NoticeText, "charge">;

function storyOf(t: Translator, generation: EndedWithoutFrames): Story {
  switch (generation.status) {
    case "failed":
      return failureStory(t, generation.reason, generation);
    case "cancelled":
      return { happened: t(generation.charge === "released" ? "sheet.ended.early" : "sheet.ended.cancelled"), next: t("sheet.ended.cancelled.next") };
    case "unclear":
      return { happened: t(`sheet.ended.unclear.${generation.engine}`), next: t(`sheet.ended.unclear.${generation.engine}.next`) };
    default:
      return generation satisfies never;
  }
}

function failureStory(t: Translator, reason: Failure, generation: Generation): Story {
  const engine = t(`sheet.engine.${generation.engine}`);
  switch (reason.code) {
    case "refused":
    case "provider_failed":
      return { happened: t(`sheet.failure.${reason.code}`, { engine, reason: sentence(t, reason.message) }), next: t(`sheet.failure.${reason.code}.next`) };
    case "model_unknown":
      return { happened: t("sheet.failure.model_unknown", reason), next: t("sheet.failure.model_unknown.next") };
    case "reference_not_public":
      return { happened: t("sheet.failure.reference_not_public"), next: publicText(t, reason.variable) };
    case "reference_unreachable": {
      const { name, origin, status, variable } = reason;
      const found = t(`sheet.found.${reason.found}`, { origin, status: status ?? "" });
      return { happened: t("sheet.failure.reference_unreachable", { name, found }), next: t(`sheet.failure.reference_unreachable.${wayOut(reason)}`, { variable, host: new URL(origin).hostname }) };
    }
    case "token_refused":
    case "balance_empty":
    case "unreachable":
    case "rate_limited":
    case "no_output":
    case "lost_by_provider":
      return { happened: t(`sheet.failure.${reason.code}`, { engine }), next: t(`sheet.failure.${reason.code}.next`) };
    default:
      return reason satisfies never;
  }
}

const PUBLIC_VARIABLES = ["PUBLIC_URL", "UPLOADTHING_TOKEN", "UPLOADTHING_UFS_HOST"] as const;

/** As the composer says it before the click. */
function publicText(t: Translator, variable: string): string {
  const known = PUBLIC_VARIABLES.find((one) => one === variable);
  return known === undefined ? t("sheet.failure.reference_not_public.next", { variable }) : t(`composer.finding.not_public.${known}`);
}

function wayOut({ found, variable }: Extract<Failure, { code: "reference_unreachable" }>): "dns" | "files" | "upload" | "outside" | "next" {
  if (variable === "UPLOADTHING_UFS_HOST") return "files";
  if (found === "private_address") return "dns";
  if (variable === "UPLOADTHING_TOKEN") return "upload";
  return variable === "PUBLIC_URL" ? "outside" : "next";
}

/** The provider's own words, shown as text; they may end without a full stop, or be none at all. */
function sentence(t: Translator, message: string): string {
  const words = message.trim();
  if (words === "") return t("sheet.failure.noReason");
  return /[.!?。]$/.test(words) ? words : `${words}.`;
}
