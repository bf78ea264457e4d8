"use client";

import { use, useState, type ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { FrameActsContext } from "@/components/sheet/frame-acts";
import { StarSign } from "@/components/sheet/mark-sign";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { isCancellable, type Generation } from "@/lib/generations/generation";
import type { SheetCounts } from "@/lib/generations/sheet-state";
import { deliveredOf } from "@/lib/generations/sheet-state";

type Props = {
  generations: readonly Generation[];
  /** Of the whole session, as they were when a page was read. */
  counts: SheetCounts | null;
  older: boolean;
  markedOnly: boolean;
  onMarkedOnly: (markedOnly: boolean) => void;
};

/** The filter, and the way to cancel what waits: in the space above the first take, which is there anyway. With the filter on it stays in view. */
export function SheetBar({ generations, counts, older, markedOnly, onMarkedOnly }: Props) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const marked = useMarkedCount(generations, counts, older);
  const queued = generations.filter(isCancellable).length;
  const toggle = () => {
    onMarkedOnly(!markedOnly);
    announce(markedOnly ? t("sheet.marked.off") : t("sheet.marked.on", { count: marked }));
  };
  return (
    <div className={classes("z-10 -mx-3.5 -mt-6 flex h-7.5 items-start gap-2 px-3.5 pt-1 md:-mx-[22px] md:px-[22px]", markedOnly && "sticky top-header bg-paper")}>
      {queued >= LEAST_QUEUED && <Chip onPress={acts.cancelQueued}>{t("sheet.cancelAll", { count: queued })}</Chip>}
      {(marked > 0 || markedOnly) && (
        <Chip className="ml-auto" pressed={markedOnly} onPress={toggle}>
          <StarSign className="size-3 text-pencil" /> {t("sheet.marked", { count: marked })}
        </Chip>
      )}
    </div>
  );
}

/** One alone has its own "Cancel". */
const LEAST_QUEUED = 2;

type ChipProps = { pressed?: boolean; className?: string; onPress: () => void; children: ReactNode };

function Chip({ pressed, className, onPress, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={classes("relative flex h-6 items-center gap-1.5 rounded px-2 text-hint hover:text-ink touch:after:absolute touch:after:-inset-2.5", pressed ? "border-[1.5px] border-ink text-ink" : "border border-line text-ink-2 hover:border-line-strong", className)}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

const markedIn = (generations: readonly Generation[]): number =>
  generations.reduce((sum, generation) => sum + deliveredOf(generation).filter(({ markedAt }) => markedAt !== null).length, 0);

/** What is marked in takes that are not read yet was counted with the last page. */
function useMarkedCount(generations: readonly Generation[], counts: SheetCounts | null, older: boolean): number {
  const [told, setTold] = useState(() => ({ counts, beyond: (counts?.marked ?? 0) - markedIn(generations) }));
  const here = markedIn(generations);
  if (told.counts !== counts) setTold({ counts, beyond: (counts?.marked ?? 0) - here });
  return here + (older ? Math.max(0, told.beyond) : 0);
}

/** In the place of the takes where the filter leaves none. */
export function MarkedEmpty({ onShowAll }: { onShowAll: () => void }) {
  const t = useTranslations();
  return (
    <div className="flex flex-col items-start gap-3 pt-3 text-body text-ink-2">
      <p>{t("sheet.marked.none")}</p>
      <Button onClick={onShowAll}>{t("sheet.marked.showAll")}</Button>
    </div>
  );
}
