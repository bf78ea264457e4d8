import { translatorNow } from "@/components/language/translator-now";
import { draftOfTake } from "@/components/sheet/draft-of-take";
import { draftToMakeUp } from "@/components/sheet/shortfall";
import { inTime, say, type WorkPorts } from "@/components/sheet/work-ports";
import { announce } from "@/components/ui/announcer";
import { watched } from "@/components/version/new-version";
import { formatUsd } from "@/lib/budget/money";
import { submitGeneration } from "@/lib/generations/actions";
import type { Generation } from "@/lib/generations/generation";
import { putGeneration } from "@/lib/generations/queries";
import type { SubmitRefusal } from "@/lib/generations/submit";
import { randomHex } from "@/lib/ids";
import type { Translator } from "@/lib/messages/translator";
import type { Draft } from "@/lib/sessions/session";

/** Presses whose answer is unknown; older ones were settled long ago. */
const MOST_UNANSWERED = 50;

/** Submits what a take was made with once more; the composer's own draft stays as it is. */
export function createAskAgain({ sessionId, queryClient, composer }: Pick<WorkPorts, "sessionId" | "queryClient" | "composer">) {
  /** By what was pressed: the key of a press that is under way, or whose answer never came. Pressed again it is the same press, and paid once. */
  const unanswered = new Map<string, string>();
  const underWay = new Set<string>();

  async function ask(pressed: string, draft: Draft, madeFor: string | undefined): Promise<void> {
    if (underWay.has(pressed)) return;
    const idempotencyKey = unanswered.get(pressed) ?? randomHex();
    unanswered.set(pressed, idempotencyKey);
    for (const oldest of [...unanswered.keys()].slice(0, -MOST_UNANSWERED)) unanswered.delete(oldest);
    underWay.add(pressed);
    const t = translatorNow();
    announce(t("sheet.again.sending"));
    try {
      const answer = await inTime(watched(submitGeneration)({ sessionId, idempotencyKey, draft, madeFor }));
      unanswered.delete(pressed);
      if (!answer.ok) return say(refusalText(t, answer.error));
      putGeneration(queryClient, sessionId, answer.value);
      announce(t("sheet.again.sent", { take: answer.value.take }));
    } catch {
      say(t("sheet.again.unanswered"));
    } finally {
      underWay.delete(pressed);
    }
  }

  return {
    again(generation: Generation): void {
      const draft = draftOfTake(composer.model, generation);
      if (draft) void ask(`again ${generation.id}`, draft, undefined);
      else say(translatorNow()("sheet.again.noSize"));
    },
    makeMissing(generation: Generation): void {
      const draft = draftToMakeUp(composer.model, generation);
      if (draft) void ask(`missing ${draft.count} ${generation.id}`, draft, generation.id);
      else say(translatorNow()("sheet.again.noSize"));
    },
  };
}

function refusalText(t: Translator, refusal: SubmitRefusal): string {
  switch (refusal.code) {
    case "over_take_cap":
      return t("sheet.again.over_take_cap", { price: formatUsd(refusal.priceMicroUsd), cap: formatUsd(refusal.capMicroUsd) });
    case "over_day_cap":
      return t("sheet.again.over_day_cap", { price: formatUsd(refusal.priceMicroUsd), left: formatUsd(refusal.leftMicroUsd), cap: formatUsd(refusal.capMicroUsd) });
    case "price_unknown":
      return t("sheet.again.price_unknown", { variable: refusal.variable });
    case "invalid_input":
      return refusal.fields.references === undefined ? t("sheet.again.invalid_input") : t("sheet.again.noReferences");
    case "session_not_found":
    case "take_deleted":
    case "signed_out":
      return t(`sheet.again.${refusal.code}`);
    default:
      return refusal satisfies never;
  }
}
