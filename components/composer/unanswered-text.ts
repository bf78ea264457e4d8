import type { ThreeLines } from "@/components/composer/refusal-text";
import type { EngineKind } from "@/lib/generations/generation";
import type { Translator } from "@/lib/messages/translator";

/** Apart from the refusals: it must be there when nothing can be loaded any more. */
export const unansweredText = (t: Translator, engine: EngineKind): ThreeLines => ({
  happened: t("composer.unanswered"),
  charge: t(`composer.unanswered.${engine}`),
  todo: t("composer.unanswered.todo"),
});
