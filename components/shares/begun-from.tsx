"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "@/components/language/translations";
import type { Translator } from "@/lib/messages/translator";
import { readBegun, type CamePart, type ShareOrigin } from "@/lib/shares/from-link";

/** In the sheet's place until the first take: where the draft comes from, and what of it was not shared or could not be had. */
export function BegunFrom({ from }: { from: ShareOrigin }) {
  const t = useTranslations();
  const { came, missing } = readBegun(useSearchParams());
  return (
    <section data-name="Begun from a share" className="flex max-w-140 flex-col gap-1.5 pt-7">
      <h2 className="text-field font-medium wrap-anywhere">{from.title === "" ? t("shares.began.untitled") : t("shares.began", { title: from.title })}</h2>
      <p className="text-body text-ink-2 empty:hidden">{cameText(t, came, missing)}</p>
      {came !== null && (came.length > 0 || missing > 0) && !came.includes("prompt") && <p className="text-body text-ink-2">{t("shares.began.noPrompt")}</p>}
      {missing > 0 && <p className="text-body text-warn">{t("shares.began.missing", { count: missing })}</p>}
    </section>
  );
}

function cameText(t: Translator, came: readonly CamePart[] | null, missing: number): string {
  if (came === null) return t("shares.began.ready");
  // Only references were shared, and none could be had: that is said below.
  if (came.length === 0) return missing > 0 ? "" : t("shares.began.nothing");
  return t("shares.began.came", { parts: came.map((part) => t(`shares.began.part.${part}`)).join(", ") });
}
