import { useState } from "react";
import { useComposer } from "@/components/composer/composer-context";
import type { ReplacedDraft } from "@/components/composer/kept-schemas";

/** As they are when the list opens. */
export function useReplacedDrafts(): readonly ReplacedDraft[] {
  const composer = useComposer();
  const [drafts, setDrafts] = useState<readonly ReplacedDraft[] | null>(null);
  if (drafts === null) {
    setDrafts([]);
    composer.withAdditions((all) => setDrafts(all.replacedDrafts()));
  }
  return drafts ?? [];
}
