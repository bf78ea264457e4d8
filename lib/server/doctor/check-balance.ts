import "server-only";
import { z } from "zod";
import { formatUsd, microUsd } from "@/lib/budget/money";
import type { Prices } from "@/lib/server/doctor/check-engine";
import { bearerOf, type EngineAt } from "@/lib/server/doctor/engine";
import type { Finding } from "@/lib/server/doctor/finding";
import type { Http } from "@/lib/server/http";
import { parseBody } from "@/lib/server/provider/answers";

const balanceSchema = z.looseObject({ balance_usd: z.coerce.number(), currency: z.string().catch("USD") });

/** The vendor documents no such call, its own clients make it: an answer that cannot be read is nothing to mend. */
export async function checkBalance({ engine, http, prices }: { engine: EngineAt; http: Http; prices: Prices }): Promise<Finding> {
  if (engine.kind === "demo") return { state: "demo", says: "the demo engine needs none" };
  const answer = await http.call({ method: "GET", url: `${engine.balanceUrl}/prod/v2/balance`, headers: bearerOf(engine) });
  if (!answer.ok) return { state: "unseen", says: `${new URL(engine.balanceUrl).host} did not answer (${answer.error.reason})` };
  const balance = balanceSchema.safeParse(parseBody(answer.value.body));
  if (answer.value.status !== 200 || !balance.success) return { state: "unseen", says: `${new URL(engine.balanceUrl).host} tells none (HTTP ${answer.value.status})` };
  const { balance_usd: amount, currency } = balance.data;
  const left = currency === "USD" ? formatUsd(Math.floor(amount * 1_000_000)) : `${amount} ${currency}`;
  if (amount <= 0) return { state: "mend", says: `${left}: every take will be refused`, todo: "Top the account up at RunComfy." };
  if (prices.fixedMicroUsd !== undefined && microUsd(amount) < prices.fixedMicroUsd) return { state: "mend", says: `${left} is less than one picture costs`, todo: "Top the account up at RunComfy." };
  return { state: "good", says: `${left} left` };
}
