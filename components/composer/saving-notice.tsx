"use client";

import { useEffect } from "react";
import { useComposer } from "@/components/composer/composer-context";
import type { SavingState } from "@/components/composer/composer-state";
import { useTranslations } from "@/components/language/translations";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";

type Troubled = Exclude<SavingState["state"], "saved" | "saving" | "gone">;

/** Stands in the Generate bar's reserved lines, so that nothing moves under the hands of who types. */
export function SavingNotice({ state }: { state: Troubled }) {
  const t = useTranslations();
  const said = state === "stale" ? t("composer.stale") : t(`composer.unsaved.${state}`);
  useEffect(() => announce(said), [said]);
  switch (state) {
    case "unreachable":
    case "too_long": return <p>{t(`composer.unsaved.${state}`)}</p>;
    case "stale": return <Overtaken />;
    default: return state satisfies never;
  }
}

function Overtaken() {
  const t = useTranslations();
  const composer = useComposer();
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <span className="grow">{t("composer.stale")}</span>
      <Button look="link" className="text-hint" onClick={composer.loadTheirs}>{t("composer.stale.load")}</Button>
      <Button look="link" className="text-hint" onClick={composer.keepMine}>{t("composer.stale.keep")}</Button>
    </div>
  );
}
