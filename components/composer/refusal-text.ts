import type { SubmitRefusal } from "@/lib/generations/submit";
import { formatUsd, type MicroUsd } from "@/lib/budget/money";
import type { Translator } from "@/lib/messages/translator";

/** Always three: what happened, what it cost, one thing to do. */
export type ThreeLines = { happened: string; charge: string; todo: string };

/** How many images a sum pays for. */
function affordable(sum: MicroUsd, price: MicroUsd, count: number): number {
  return price <= 0 ? 0 : Math.floor((sum * count) / price);
}

const fewer = (t: Translator, code: "over_take_cap" | "over_day_cap", images: number): string =>
  images >= 1 ? t(`composer.refused.${code}.fewer`, { count: images }) : t(`composer.refused.${code}.todo`);

/** `count` is the number of images that was asked for. */
export const refusalText = (t: Translator, refusal: SubmitRefusal, count: number): ThreeLines =>
  ({ charge: t(refusal.code === "take_deleted" ? "composer.refused.nothingMore" : "composer.refused.notCharged"), ...storyOf(t, refusal, count) });

function storyOf(t: Translator, refusal: SubmitRefusal, count: number): Omit<ThreeLines, "charge"> {
  const { code } = refusal;
  switch (code) {
    case "invalid_input":
    case "session_not_found":
    case "take_deleted":
    case "signed_out":
      return { happened: t(`composer.refused.${code}`), todo: t(`composer.refused.${code}.todo`) };
    case "over_take_cap": {
      const { priceMicroUsd, capMicroUsd } = refusal;
      return { happened: t("composer.refused.over_take_cap", { price: formatUsd(priceMicroUsd), cap: formatUsd(capMicroUsd) }), todo: fewer(t, code, affordable(capMicroUsd, priceMicroUsd, count)) };
    }
    case "over_day_cap": {
      const { priceMicroUsd, leftMicroUsd, capMicroUsd } = refusal;
      const told = { price: formatUsd(priceMicroUsd), left: formatUsd(leftMicroUsd), cap: formatUsd(capMicroUsd) };
      return { happened: t("composer.refused.over_day_cap", told), todo: fewer(t, code, affordable(leftMicroUsd, priceMicroUsd, count)) };
    }
    case "price_unknown":
      return { happened: t("composer.refused.price_unknown"), todo: t("composer.refused.price_unknown.todo", { variable: refusal.variable }) };
    default: return refusal satisfies never;
  }
}
