import type { DraftProblem } from "@/components/shares/share-draft";
import { limits } from "@/lib/limits";
import type { Translator } from "@/lib/messages/translator";
import type { ShareRefusal } from "@/lib/shares/share";

export function refusalText(t: Translator, refusal: ShareRefusal): string {
  switch (refusal.code) {
    case "not_found":
    case "invalid_input":
    case "nothing_to_share":
    case "expired":
      return t(`shares.refused.${refusal.code}`);
    case "too_many":
    case "too_many_shares":
      return t(`shares.refused.${refusal.code}`, { most: refusal.most });
    default:
      return refusal satisfies never;
  }
}

/** Found before anything was sent. */
export function problemText(t: Translator, problem: DraftProblem): string {
  switch (problem.code) {
    case "passphrase": return t("shares.refused.passphrase", { least: limits.sharePassphraseChars.least });
    case "day": return t("shares.refused.day");
    default: return problem satisfies never;
  }
}
