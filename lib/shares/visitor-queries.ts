import { limits } from "@/lib/limits";
import { sharePicksUrl, shareStateUrl } from "@/lib/shares/addresses";
import type { OwnPicks } from "@/lib/shares/pick";
import type { PublicShare } from "@/lib/shares/public-share";

/** What a share's own page asks of the server. Apart from queries.ts: no visitor needs what keeps a studio's queries. */

/** What checks an answer comes with the first one. */
const loadSchemas = () => import("@/lib/shares/visitor-answers");

/** What the page shows now; "gone" where it is not there any more. */
export async function readShareState(shareId: string, signal: AbortSignal): Promise<PublicShare | "gone"> {
  const answer = fetch(shareStateUrl(shareId), { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]) });
  const [response, { parsePublicShare }] = await Promise.all([answer, loadSchemas()]);
  if (response.status === 404) return "gone";
  if (!response.ok) throw new Error(`the share could not be read: ${response.status}`);
  return parsePublicShare(await response.json());
}

/** "gone" is the whole page; "not_taken" a server that does not know its own page, as behind a proxy that it was not told of. */
export type PickTrouble = "too_many" | "gone" | "picture_gone" | "not_taken" | "unknown";
export type PickAnswer = { kept: "yes"; picks: OwnPicks } | { kept: PickTrouble };

const TROUBLES: Readonly<Record<number, PickTrouble>> = { 403: "not_taken", 404: "gone", 409: "picture_gone", 429: "too_many" };

/** @param form as the page's forms have it: number, picked, name, note. */
export async function sendPick(shareId: string, form: Readonly<Record<string, string>>): Promise<PickAnswer> {
  try {
    const answer = fetch(sharePicksUrl(shareId), { method: "POST", body: new URLSearchParams(form), headers: { accept: "application/json" }, signal: AbortSignal.timeout(limits.callMs) });
    const [response, { parseOwnPicks }] = await Promise.all([answer, loadSchemas()]);
    return response.ok ? { kept: "yes", picks: parseOwnPicks(await response.json()) } : { kept: TROUBLES[response.status] ?? "unknown" };
  } catch {
    return { kept: "unknown" };
  }
}
