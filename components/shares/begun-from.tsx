"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "@/components/language/translations";
import type { ShareOrigin } from "@/lib/shares/from-link";

/** In the sheet's place until the first take: where the draft comes from, and what of it could not be had. */
export function BegunFrom({ from }: { from: ShareOrigin }) {
  const t = useTranslations();
  const missing = Number(/^\d{1,2}$/.exec(useSearchParams().get("missing") ?? "")?.[0] ?? 0);
  return (
    <section data-name="Begun from a share" className="flex max-w-140 flex-col gap-1.5 pt-7">
      <h2 className="text-field font-medium wrap-anywhere">{from.title === "" ? t("shares.began.untitled") : t("shares.began", { title: from.title })}</h2>
      <p className="text-body text-ink-2">{t("shares.began.ready")}</p>
      {missing > 0 && <p className="text-body text-warn">{t("shares.began.missing", { count: missing })}</p>}
    </section>
  );
}
