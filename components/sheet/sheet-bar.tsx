"use client";

import { use, useState, type ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { sessionPicks } from "@/components/shares/session-picks";
import { FrameActsContext, type SheetFrame } from "@/components/sheet/frame-acts";
import { StarSign } from "@/components/sheet/mark-sign";
import { markedBeyond } from "@/components/sheet/marked-beyond";
import { markedFramesOf } from "@/components/sheet/sheet-view";
import { askSheet } from "@/components/sheet/sheet-asks";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";
import { isCancellable, type Generation } from "@/lib/generations/generation";
import type { SheetCounts } from "@/lib/generations/sheet-state";

type Props = {
  generations: readonly Generation[];
  /** Of the whole session, as they were when a page was read. */
  counts: SheetCounts | null;
  /** The same, told with the last page that was read for the filter. */
  markedCounts: SheetCounts | null;
  older: boolean;
  markedOnly: boolean;
  onMarkedOnly: (markedOnly: boolean) => void;
};

/** The filter, and the way to cancel what waits: in the space above the first take, which is there anyway. With the filter on it stays in view. */
export function SheetBar({ generations, counts, markedCounts, older, markedOnly, onMarkedOnly }: Props) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const frames = markedIn(generations);
  const marked = useMarkedCount(frames.length, { generations, counts, markedCounts, older });
  // Frames, as those that are marked; of lines alone how many came.
  const picked = useStore(sessionPicks, ({ byFrame, whole }) => (byFrame.size > 0 ? byFrame.size : whole.length));
  const queued = generations.filter(isCancellable).length;
  const toggle = () => {
    onMarkedOnly(!markedOnly);
    announce(markedOnly ? t("sheet.marked.off") : t("sheet.marked.on", { count: marked }));
  };
  return (
    <div className={classes("z-10 -mx-3.5 -mt-6 flex h-7.5 items-start gap-2 px-3.5 pt-1 md:-mx-[22px] md:px-[22px]", markedOnly && "sticky top-header bg-paper")}>
      {queued >= LEAST_QUEUED && <Chip onPress={acts.cancelQueued}>{t("sheet.cancelAll", { count: queued })}</Chip>}
      <span className="ml-auto flex gap-2">
        {markedOnly && frames.length > 0 && <Chip name="Share" onPress={() => acts.share({ kind: "frames", frames })}>{t("sheet.share")}</Chip>}
        {picked > 0 && <Chip name="Picks" hasPopup onPress={() => askSheet({ kind: "picks" })}><StarSign className="size-3 text-pen" /> {t("shares.picked", { count: picked })}</Chip>}
        {(marked > 0 || markedOnly) && (
          <Chip pressed={markedOnly} onPress={toggle}>
            <StarSign className="size-3 text-pencil" /> {t("sheet.marked", { count: marked })}
          </Chip>
        )}
      </span>
    </div>
  );
}

/** One alone has its own "Cancel". */
const LEAST_QUEUED = 2;

type ChipProps = { pressed?: boolean; name?: string; hasPopup?: boolean; onPress: () => void; children: ReactNode };

function Chip({ pressed, name, hasPopup = false, onPress, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-haspopup={hasPopup ? "dialog" : undefined}
      data-name={name}
      className={classes("relative flex h-6 items-center gap-1.5 rounded px-2 text-hint hover:text-ink touch:after:absolute touch:after:-inset-2.5", pressed ? "border-[1.5px] border-ink text-ink" : "border border-line text-ink-2 hover:border-line-strong")}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

const markedIn = (generations: readonly Generation[]): SheetFrame[] => generations.flatMap(markedFramesOf);

/** What is marked in takes that are not read yet was counted with the last page: of the sheet, and of the filter's own, which reach further back. */
function useMarkedCount(here: number, { generations, counts, markedCounts, older }: Pick<Props, "generations" | "counts" | "markedCounts" | "older">): number {
  const oldest = generations.at(-1)?.take ?? null;
  const ofSheet = useBeyond(here, oldest, markedCounts ? null : counts);
  const ofFilter = useBeyond(here, oldest, markedCounts);
  return here + (older ? (markedCounts ? ofFilter : ofSheet) : 0);
}

function useBeyond(here: number, oldest: number | null, counts: SheetCounts | null): number {
  const [told, setTold] = useState(() => counts && markedBeyond(null, { counts, oldest, here }));
  const now = counts ? markedBeyond(told, { counts, oldest, here }) : told;
  if (now !== told) setTold(now);
  return now?.marked ?? 0;
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
