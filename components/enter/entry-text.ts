import type { Translator } from "@/lib/messages/translator";
import type { EnterRefusal } from "@/lib/owners/enter";

const MINUTE_MS = 60_000;

/** Says nothing of which names or codes there are. */
export function entryText(t: Translator, refusal: EnterRefusal): string {
  switch (refusal.code) {
    case "wrong_code":
      return t("enter.wrongCode");
    case "too_many_tries":
      return t("enter.tooManyTries", { count: Math.max(1, Math.ceil(refusal.waitMs / MINUTE_MS)) });
    default:
      return refusal satisfies never;
  }
}
