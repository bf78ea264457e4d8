import type { Translator } from "@/lib/messages/translator";
import type { PassphraseRefusal } from "@/lib/shares/passphrase";

const MINUTE_MS = 60_000;

export function passphraseText(t: Translator, refusal: PassphraseRefusal): string {
  switch (refusal.code) {
    case "wrong_passphrase": return t("share.wrongPassphrase");
    case "too_many_tries": return t("share.tooManyTries", { count: Math.max(1, Math.ceil(refusal.waitMs / MINUTE_MS)) });
    default: return refusal satisfies never;
  }
}
