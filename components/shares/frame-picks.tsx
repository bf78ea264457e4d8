"use client";

import { useTranslations } from "@/components/language/translations";
import { PickLine } from "@/components/shares/pick-line";
import { sessionPicks } from "@/components/shares/session-picks";
import { useStore } from "@/components/ui/store";

/** In the lightbox: what visitors said of the frame that is large. */
export function FramePicks({ outputId }: { outputId: string }) {
  const t = useTranslations();
  const picks = useStore(sessionPicks, ({ byFrame }) => byFrame.get(outputId));
  return picks && (
    <section data-name="Picks of the frame">
      <h2 className="mt-5 mb-1.5 text-label font-medium">{t("shares.picked.heading")}</h2>
      <ul className="flex flex-col gap-2">{picks.map((pick) => <li key={`${pick.shareId} ${pick.at} ${pick.name}`} className="border-l-2 border-pen pl-2.5"><PickLine pick={pick} /></li>)}</ul>
    </section>
  );
}
