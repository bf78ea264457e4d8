import { formatUsd, type MicroUsd } from "@/lib/budget/money";
import { err, ok } from "@/lib/result";
import { troubleOf } from "@/lib/server/doctor/check-engine";
import type { SmokeDeps } from "./smoke-run";
import type { StepResult } from "./smoke-step";

/** The free catalog call: proves the token and tells the price. */
export async function readPrice({ provider, model, prices, hasToken, engineBaseUrl }: SmokeDeps): Promise<StepResult<MicroUsd>> {
  const { id } = model.model;
  const answer = await provider.pricePerOutput(id);
  if (!answer.ok) return err({ ...troubleOf(answer.error, hasToken, id), exitCode: 1 });
  const price = prices.fixedMicroUsd ?? answer.value;
  if (price === null) return err({ says: "the catalog tells no price", todo: "Set PRICE_USD_PER_OUTPUT to what one picture costs: without a price nothing is sent.", exitCode: 2 });
  if (price > prices.capPerTakeMicroUsd) {
    return err({ says: `one picture costs ${formatUsd(price)}, and CAP_USD_PER_TAKE allows ${formatUsd(prices.capPerTakeMicroUsd)}`, todo: "Raise CAP_USD_PER_TAKE, if that is what you want to spend.", exitCode: 2 });
  }
  const source = prices.fixedMicroUsd === undefined ? "the catalog" : "PRICE_USD_PER_OUTPUT";
  return ok({ value: price, says: `${new URL(engineBaseUrl).host} answers; one picture costs ${formatUsd(price)} (${source})` });
}
