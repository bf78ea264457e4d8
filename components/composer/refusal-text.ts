import type { SubmitRefusal } from "@/lib/generations/submit";
import { formatUsd, type MicroUsd } from "@/lib/budget/money";

/** Always three: what happened, what it cost, one thing to do. */
export type ThreeLines = { happened: string; charge: string; todo: string };

const NOT_CHARGED = "You were not charged.";

/** How many images a sum pays for. */
function affordable(sum: MicroUsd, price: MicroUsd, count: number): number {
  return price <= 0 ? 0 : Math.floor((sum * count) / price);
}

function fewer(images: number, or: string): string {
  return images >= 1 ? `Choose ${images === 1 ? "1 image" : `${images} images or fewer`}, or ${or}.` : `${or.charAt(0).toUpperCase()}${or.slice(1)}.`;
}

/** `count` is the number of images that was asked for. */
export function refusalText(refusal: SubmitRefusal, count: number): ThreeLines {
  switch (refusal.code) {
    case "invalid_input":
      return { happened: "The studio did not take this draft.", charge: NOT_CHARGED, todo: "Mend what is marked above." };
    case "session_not_found":
      return { happened: "This session is not there any more.", charge: NOT_CHARGED, todo: "Copy your prompt and open the studio's first page." };
    case "signed_out":
      return { happened: "You had been signed out: nothing was sent.", charge: NOT_CHARGED, todo: "Generate again when you like." };
    case "over_take_cap":
      return {
        happened: `This take would cost ${formatUsd(refusal.priceMicroUsd)}; the limit for one take is ${formatUsd(refusal.capMicroUsd)}.`,
        charge: NOT_CHARGED,
        todo: fewer(affordable(refusal.capMicroUsd, refusal.priceMicroUsd, count), "raise CAP_USD_PER_TAKE on the server"),
      };
    case "over_day_cap":
      return {
        happened: `This take would cost ${formatUsd(refusal.priceMicroUsd)}; ${formatUsd(refusal.leftMicroUsd)} of today's ${formatUsd(refusal.capMicroUsd)} is left.`,
        charge: NOT_CHARGED,
        todo: fewer(affordable(refusal.leftMicroUsd, refusal.priceMicroUsd, count), "wait for the next day (UTC)"),
      };
    case "price_unknown":
      return { happened: "The engine told no price, so no limit could be held.", charge: NOT_CHARGED, todo: `Set ${refusal.variable} on the server and start it again.` };
    default: return refusal satisfies never;
  }
}
