"use client";

import { useEffect, useState } from "react";
import { useComposer } from "@/components/composer/composer-context";
import { createRenumbering, staleText } from "@/components/composer/renumbering";
import type { Witness } from "@/components/composer/witness";
import { useTranslations } from "@/components/language/translations";
import { Button } from "@/components/ui/button";
import { useStore } from "@/components/ui/store";

/** Stays until it is answered: what a number means is the person's to say. */
export function RenumberLine({ witness }: { witness: Witness }) {
  const t = useTranslations();
  const composer = useComposer();
  const [renumbering] = useState(() => createRenumbering(composer, witness));
  useEffect(() => renumbering.start(), [renumbering]);
  const stale = useStore(renumbering.stale, (now) => now);
  if (!stale) return null;
  /** Its own buttons go with it. */
  const answer = (run: () => void) => () => {
    run();
    document.querySelector<HTMLElement>("#prompt")?.focus({ preventScroll: true });
  };
  return (
    <div data-notice="asks" role="group" aria-label={t("composer.renumber.name")} className="flex flex-wrap items-center gap-x-3 text-hint text-warn">
      <span>{staleText(t, stale)}</span>
      {stale.changes && <Button look="link" className="text-hint" onClick={answer(renumbering.renumber)}>{t("composer.renumber.do")}</Button>}
      {stale.canPutBack && <Button look="link" className="text-hint" onClick={answer(renumbering.putBack)}>{t("ui.undo")}</Button>}
      <Button look="link" className="text-hint" onClick={answer(renumbering.keep)}>{t("composer.renumber.keep")}</Button>
    </div>
  );
}
