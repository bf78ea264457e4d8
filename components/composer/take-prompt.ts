import type { Composer } from "@/components/composer/composer";
import { typeOver } from "@/components/composer/prompt-places";
import { translatorNow } from "@/components/language/translator-now";
import { placedCount } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import { roomForImages } from "@/lib/models/image-budget";
import { countInPrompt } from "@/lib/models/prompt-count";

/** An example or an earlier prompt in the prompt's place, with the number that it names. `isSlash`: nothing else was written there. */
export function takePrompt(composer: Composer, field: HTMLTextAreaElement, prompt: string, isSlash: boolean): void {
  const before = composer.store.get();
  typeOver(field, 0, field.value.length, prompt);
  const count = countInPrompt(prompt)?.count;
  const room = roomForImages(composer.model, placedCount(before.tiles));
  if (count !== undefined && count >= 1 && count <= room) composer.set({ count });
  const t = translatorNow();
  if (!isSlash && before.settings.prompt.trim() !== "") composer.withAdditions((all) => all.toldReplaced(before, t("composer.prompts.replaced")));
  else announce(t("composer.prompts.taken"));
}
