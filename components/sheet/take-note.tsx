"use client";

import { use } from "react";
import { useTranslations } from "@/components/language/translations";
import { useComposer } from "@/components/composer/composer-context";
import { useEngine } from "@/components/sheet/sheet-facts";
import { shortText } from "@/components/sheet/failure-text";
import { FrameActsContext } from "@/components/sheet/frame-acts";
import { furtherPriceText } from "@/components/sheet/further-price";
import { draftToMakeUp, shortfallOf } from "@/components/sheet/shortfall";
import { waitingText } from "@/components/sheet/state-line";
import { Button } from "@/components/ui/button";
import type { Generation } from "@/lib/generations/generation";

type Props = {
  generation: Generation;
  /** The take that makes what is missing, where one does. */
  madeUpBy: number | null;
};

/** What is to be said of a take beside its frames, and done about it. Its room, and the space below the take, is kept from the start: it pushes nothing when it comes. */
export function TakeNote({ generation, madeUpBy }: Props) {
  const t = useTranslations();
  return (
    <div className="flex min-h-6.5 flex-wrap items-start gap-x-3 pb-2.5 text-hint text-warn @max-[640px]/sheet:min-h-10.5">
      <p>{waitingText(t, generation) ?? shortText(t, generation)}</p>
      <WayOut generation={generation} madeUpBy={madeUpBy} />
    </div>
  );
}

/** One press makes just what is missing, at its price. */
function WayOut({ generation, madeUpBy }: Props) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const { model } = useComposer();
  const engine = useEngine();
  const { kind } = shortfallOf(generation);
  if (kind === "none") return null;
  if (madeUpBy !== null) return <p className="text-ink-2">{t("sheet.madeUpBy", { take: madeUpBy })}</p>;
  const draft = draftToMakeUp(model, generation);
  if (!draft) return null;
  const price = furtherPriceText(t, engine, draft.count);
  const label = kind === "collage" ? t("sheet.makeApart", { images: draft.count, price }) : t("sheet.makeMissing", { count: draft.count, price });
  return (
    <Button look="link" data-name="Make the missing" className="relative min-h-4! text-hint! touch:after:absolute touch:after:-inset-3.5" onClick={() => acts.makeMissing(generation)}>
      {label}
    </Button>
  );
}
