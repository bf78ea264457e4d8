import "server-only";
import { limits, serverLimits } from "@/lib/limits";
import { dateOfAnswer } from "@/lib/server/doctor/answer-date";
import type { EngineAt } from "@/lib/server/doctor/engine";
import type { Finding } from "@/lib/server/doctor/finding";
import type { Http } from "@/lib/server/http";

/** Days are counted and addresses signed by this machine's clock; the engine's answer tells another's. */
export async function checkClock({ engine, http, now }: { engine: EngineAt; http: Http; now: () => number }): Promise<Finding> {
  if (engine.kind === "demo") return { state: "demo", says: "the demo engine runs by the same clock" };
  const sentAt = now();
  // Any answer has a date, a refusal too: it needs no token.
  const dateMs = await dateOfAnswer(new URL(engine.baseUrl).origin, () => http.call({ method: "GET", url: `${engine.baseUrl}/models?limit=1`, maxBytes: limits.catalogBytes }));
  if (dateMs === null) return { state: "unseen", says: "no answer with a date came" };
  const aheadMs = (sentAt + now()) / 2 - dateMs;
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) <= serverLimits.clockSkewMs) return { state: "good", says: `within ${Math.max(1, seconds)} s of the engine's` };
  return { state: "mend", says: `${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} the engine's`, todo: "Let the system set its clock by the network (timedatectl set-ntp true): caps count UTC days, and signed addresses expire by it." };
}
