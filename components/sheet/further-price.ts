import { formatUsd } from "@/lib/budget/money";
import type { EngineState } from "@/lib/generations/submit";
import type { Translator } from "@/lib/messages/translator";

/** What a further take of so many images would cost. */
export function furtherPriceText(t: Translator, { engine, pricePerOutputMicroUsd: price }: EngineState, count: number): string {
  if (engine === "demo") return t("sheet.price.free");
  return price === null ? t("sheet.price.unknown") : formatUsd(price * count);
}
