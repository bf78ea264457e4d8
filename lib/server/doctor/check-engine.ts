import "server-only";
import { formatUsd, type MicroUsd } from "@/lib/budget/money";
import type { EngineAt } from "@/lib/server/doctor/engine";
import type { Finding } from "@/lib/server/doctor/finding";
import type { Provider, ReadError } from "@/lib/server/provider/provider";

export type Prices = {
  /** PRICE_USD_PER_OUTPUT; undefined where the catalog tells. */
  fixedMicroUsd: MicroUsd | undefined;
  capPerTakeMicroUsd: MicroUsd;
};
type Deps = { engine: EngineAt; provider: Provider; modelId: string; prices: Prices };

/** The free catalog call: is the token good, is the model there, what does one picture cost. */
export async function checkEngine({ engine, provider, modelId, prices }: Deps): Promise<Finding> {
  if (engine.kind === "demo") return { state: "demo", says: "no RUNCOMFY_TOKEN: the demo engine makes the pictures, and nothing costs anything" };
  const answer = await provider.pricePerOutput(modelId);
  if (!answer.ok) return { state: "mend", ...troubleOf(answer.error, engine.token !== undefined, modelId) };
  const price = prices.fixedMicroUsd ?? answer.value;
  if (price === null) return { state: "mend", says: "the catalog tells no price, and a take without a price is refused", todo: "Set PRICE_USD_PER_OUTPUT to what one picture costs." };
  if (price > prices.capPerTakeMicroUsd) {
    return { state: "mend", says: `one picture costs ${formatUsd(price)}, a take may cost ${formatUsd(prices.capPerTakeMicroUsd)}`, todo: "Raise CAP_USD_PER_TAKE: every take would be refused." };
  }
  const source = prices.fixedMicroUsd === undefined ? "the catalog" : "PRICE_USD_PER_OUTPUT";
  return { state: "good", says: `${new URL(engine.baseUrl).host} takes ${engine.token === undefined ? "calls without a token" : "the token"}; one picture costs ${formatUsd(price)} (${source})` };
}

/** What a failed catalog call means, and what to do. */
export function troubleOf(error: ReadError, hasToken: boolean, modelId: string): { says: string; todo: string } {
  switch (error.code) {
    case "token_refused":
      return hasToken
        ? { says: "the token is refused", todo: "Copy RUNCOMFY_TOKEN again from your RunComfy profile: whole, without quotes. It may have expired or been revoked." }
        : { says: "the engine asks for a token", todo: "Set RUNCOMFY_TOKEN." };
    case "not_found":
      return { says: `the catalog has no ${modelId}`, todo: "Is RUNCOMFY_MODEL_API_BASE right (it ends in /v1)? Otherwise RunComfy has taken the model away." };
    case "unavailable":
      return { says: `no usable answer (${error.reason})`, todo: "Is this machine online, and is RUNCOMFY_MODEL_API_BASE right, where it is set? Otherwise try again later." };
    default: return error satisfies never;
  }
}
