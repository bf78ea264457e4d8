"use client";

import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { countAdvice, missingReferences } from "@/components/composer/prompt-marks";
import { placedCount } from "@/components/references/tile";
import { Button } from "@/components/ui/button";
import { roomForImages } from "@/lib/models/image-budget";

const images = (count: number): string => `${count} ${count === 1 ? "image" : "images"}`;

/** Warnings that never block: prompt and settings disagree, or the prompt names a reference that is not there. */
export function PromptAdvice() {
  const composer = useComposer();
  const { prompt, count } = useComposerState((state) => state.settings);
  const references = useComposerState((state) => placedCount(state.tiles));
  const room = roomForImages(composer.model, references);
  const advice = countAdvice(prompt, count, room);
  const missing = missingReferences(prompt, references);

  return (
    <>
      {advice.advice === "mismatch" && (
        <p className="flex flex-wrap items-center gap-x-3 text-hint text-warn">
          <span>Prompt says {advice.says}, {advice.canMakeSays ? `you chose ${advice.chose}` : `there is room for ${room}`}:</span>
          {advice.offers.map((offer) => (
            <Button key={offer} look="link" className="text-hint" onClick={() => composer.chooseCount(offer)}>Make {offer}</Button>
          ))}
        </p>
      )}
      {advice.advice === "unnamed" && (
        <p className="flex flex-wrap items-center gap-x-3 text-hint text-warn">
          <span>The model takes the number from the prompt, and none is named:</span>
          <Button look="link" className="text-hint" onClick={() => composer.set({ prompt: `Generate ${images(advice.chose)}. ${prompt}` })}>
            Name {advice.chose}
          </Button>
        </p>
      )}
      {missing.length > 0 && (
        <p className="text-hint text-warn">
          {missing.map((number) => `image ${number}`).join(", ")} {missing.length === 1 ? "is" : "are"} not there: {references === 0 ? "no reference is" : references === 1 ? "only image 1 is" : `image 1 to ${references} are`}.
        </p>
      )}
    </>
  );
}
