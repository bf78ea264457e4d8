import type { EnterRefusal } from "@/lib/owners/enter";

const MINUTE_MS = 60_000;

/** Says nothing of which names or codes there are. */
export function entryText(refusal: EnterRefusal): string {
  switch (refusal.code) {
    case "wrong_code":
      return "That is not an access code of this studio.";
    case "too_many_tries": {
      const minutes = Math.max(1, Math.ceil(refusal.waitMs / MINUTE_MS));
      return `Too many tries. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
    }
    default:
      return refusal satisfies never;
  }
}
