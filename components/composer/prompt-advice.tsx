"use client";

import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { countAdvice, missingReferences } from "@/components/composer/count-advice";
import { gapsInPrompt } from "@/components/composer/prompt-gaps";
import { useTranslations } from "@/components/language/translations";
import { placedCount } from "@/components/references/tile";
import { Button } from "@/components/ui/button";
import type { Translator } from "@/lib/messages/translator";
import { roomForImages } from "@/lib/models/image-budget";

/** Warnings that never block: prompt and settings disagree, or the prompt names a reference that is not there. */
export function PromptAdvice() {
  const t = useTranslations();
  const composer = useComposer();
  const { prompt, count } = useComposerState((state) => state.settings);
  const references = useComposerState((state) => placedCount(state.tiles));
  const room = roomForImages(composer.model, references);
  const advice = countAdvice(prompt, count, room);
  const missing = missingReferences(prompt, references);
  const gaps = gapsInPrompt(prompt);

  return (
    <>
      {advice.advice === "mismatch" && (
        <p className="flex flex-wrap items-center gap-x-3 text-hint text-warn">
          <span>{advice.canMakeSays ? t("composer.says", { says: advice.says, chose: advice.chose }) : t("composer.saysRoom", { says: advice.says, room })}</span>
          {advice.offers.map((offer) => (
            <Button key={offer} look="link" className="text-hint" onClick={() => composer.chooseCount(offer)}>{t("composer.make", { images: offer })}</Button>
          ))}
        </p>
      )}
      {advice.advice === "unnamed" && (
        <p className="flex flex-wrap items-center gap-x-3 text-hint text-warn">
          <span>{t("composer.unnamed")}</span>
          <Button look="link" className="text-hint" onClick={() => composer.set({ prompt: t("composer.named", { count: advice.chose, prompt }) })}>
            {t("composer.nameIt", { images: advice.chose })}
          </Button>
        </p>
      )}
      {missing.length > 0 && (
        <p data-notice="asks" className="text-hint text-warn">
          {t(`composer.missing.${missing.length === 1 ? "one" : "several"}`, { images: missing.map((number) => t("references.image", { number })).join(", "), there: thereText(t, references) })}
        </p>
      )}
      {gaps[0] && (
        <p data-notice="asks" className="flex flex-wrap items-center gap-x-3 text-hint text-warn">
          <span>{t("composer.gap", { count: gaps.length })}</span>
          <Button look="link" className="text-hint" onClick={() => select(gaps)}>{t("composer.gap.select")}</Button>
        </p>
      )}
    </>
  );
}

/** The one behind what is selected, so that each press goes on to the next. */
function select(gaps: readonly { start: number; end: number }[]): void {
  const field = document.querySelector<HTMLTextAreaElement>("#prompt");
  const gap = gaps.find(({ start }) => start > (field?.selectionStart ?? 0)) ?? gaps[0];
  if (!field || !gap) return;
  field.focus();
  field.setSelectionRange(gap.start, gap.end);
}

function thereText(t: Translator, references: number): string {
  if (references === 0) return t("composer.there.none");
  return references === 1 ? t("composer.there.one") : t("composer.there.several", { last: references });
}
