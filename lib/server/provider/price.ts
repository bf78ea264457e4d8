import "server-only";
import type { MicroUsd } from "@/lib/budget/money";
import { limits } from "@/lib/limits";
import type { Log } from "@/lib/server/log";
import type { Provider } from "@/lib/server/provider/provider";

/**
 * The catalog's price of one output, asked for in the background: whoever submits never waits for it.
 * @returns a reader that answers null until the catalog told one.
 */
export function catalogPrice({ provider, modelId, now, log }: { provider: Provider; modelId: string; now: () => number; log: Log }): () => MicroUsd | null {
  let price: MicroUsd | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<void> {
    const answer = await provider.pricePerOutput(modelId);
    if (answer.ok) price = answer.value;
    else log.warn("price.not_told", { code: answer.error.code });
  }
  return () => {
    const waitMs = price === null ? limits.priceRetryMs : limits.priceFreshMs;
    if (now() - askedAt >= waitMs) {
      askedAt = now();
      void ask();
    }
    return price;
  };
}
