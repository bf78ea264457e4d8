import { keptIn, type Shelf } from "@/components/composer/browser-keep";
import { sameDraft } from "@/components/composer/composer-state";
import { replacedDraftSchema, type ReplacedDraft } from "@/components/composer/kept-schemas";
import { limits } from "@/lib/limits";

/** Written drafts that something else took the place of: in this browser they can be had back, long after "Undo" has gone. */
export function replacedDraftsIn(shelf: Shelf) {
  const kept = keptIn(shelf, "contact-sheet:replaced-drafts");
  const all = (): ReplacedDraft[] => {
    const found = kept.read();
    return Array.isArray(found) ? found.slice(-limits.replacedDrafts).flatMap((row: unknown) => replacedDraftSchema.safeParse(row).data ?? []) : [];
  };
  return {
    /** Newest first. */
    of: (sessionId: string): ReplacedDraft[] => all().filter((one) => one.sessionId === sessionId).reverse(),
    keep(replaced: ReplacedDraft): void {
      if (replaced.draft.prompt.trim() === "") return;
      const others = all().filter((one) => one.sessionId !== replaced.sessionId || !sameDraft(one.draft, replaced.draft));
      kept.write([...others, replaced].slice(-limits.replacedDrafts));
    },
  };
}
