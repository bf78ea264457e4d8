"use client";

import { memo, use, useState, type MouseEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import { CancelButton } from "@/components/sheet/cancel-button";
import { useDesk } from "@/components/sheet/desk";
import { FoldedTake } from "@/components/sheet/folded-take";
import { endedWithoutFrames, noticeText } from "@/components/sheet/failure-text";
import { frameElementId, takeElementId } from "@/components/sheet/frame-acts";
import { LongSheetContext } from "@/components/sheet/long-sheet";
import { sketchFirst } from "@/components/sheet/scroll-pace";
import { slotsOf } from "@/components/sheet/sheet-view";
import { Slots } from "@/components/sheet/slots";
import { cancelOffer } from "@/components/sheet/state-line";
import { Strip } from "@/components/sheet/strip";
import { TakeFacts } from "@/components/sheet/take-facts";
import { TakeMenuButton } from "@/components/sheet/take-menu-button";
import { TakeNote } from "@/components/sheet/take-note";
import { TakePrompt } from "@/components/sheet/take-prompt";
import { TakeState } from "@/components/sheet/take-state";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";
import { isSettled, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";

type Props = {
  generation: Generation;
  usualMs: number | null;
  place: number;
  old: boolean;
  folded: boolean;
  /** Of all takes, drawn or not; null where that is not known. */
  total: number | null;
  /** Only its marked frames. */
  markedOnly: boolean;
  /** See `takeNumber`. */
  madeForTake: number | null;
  madeUpBy: number | null;
};

/** One run: a strip of slots that fill in place. */
export const Take = memo(function Take({ generation, usualMs, place, old, folded, total, markedOnly, madeForTake, madeUpBy }: Props) {
  const t = useTranslations();
  const { opened } = useDesk();
  const canFold = old && isSettled(generation);
  const fold = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    // The button goes, the article stays: focus goes to what it was about.
    if (!folded) currentTarget.closest("article")?.focus({ preventScroll: true });
    else sketchFirst();
    opened.set((ids) => (folded ? new Set([...ids, generation.id]) : new Set([...ids].filter((id) => id !== generation.id))));
  };
  return (
    <article
      id={takeElementId(generation.id)}
      aria-label={t("sheet.takeName", { take: generation.take })}
      data-name={`Take ${generation.take}`}
      data-status={generation.status}
      aria-posinset={place + 1}
      aria-setsize={total ?? -1}
      tabIndex={-1}
      className={classes("-mx-1 scroll-mt-16 px-1", canFold && !folded && "border-t border-line pt-2")}
    >
      {folded ? (
        <FoldedTake generation={generation} onUnfold={fold} />
      ) : (
        <>
          <Head generation={generation} usualMs={usualMs} first={place === 0} onFold={canFold ? fold : null} />
          <Body generation={generation} markedOnly={markedOnly} eager={place < 2} madeForTake={madeForTake} madeUpBy={madeUpBy} />
        </>
      )}
    </article>
  );
});

type HeadProps = Pick<Props, "generation" | "usualMs"> & { first: boolean; onFold: ((event: MouseEvent<HTMLButtonElement>) => void) | null };

function Head({ generation, usualMs, first, onFold }: HeadProps) {
  const t = useTranslations();
  const cancel = cancelOffer(generation);
  // Tab leads to the verbs of the take that is looked at, not through those of all; and to those of a take without frames, which has no other way.
  const frames = deliveredOf(generation);
  const isAtHand = useStore(useDesk().stop, (stop) => frames.length === 0 || frames.some(({ id }) => frameElementId(id) === stop));
  return (
    // The state's column has its width and its one line from the start: whatever is said there, nothing breaks into other lines.
    <div className="mb-1.5 grid grid-cols-[34px_minmax(0,1fr)_28px] @min-[560px]/sheet:grid-cols-[34px_minmax(0,1fr)_min(44%,440px)_36px]">
      <span className="facts pt-2 text-ink-2" title={first ? t("sheet.takeMeans") : undefined}>{generation.take}</span>
      <TakePrompt take={generation.take} prompt={generation.prompt} />
      <div className="flex h-8 min-w-0 items-center gap-3 self-start @max-[560px]/sheet:col-start-2 @max-[560px]/sheet:row-start-2 @min-[560px]/sheet:justify-end @min-[560px]/sheet:pl-3">
        <TakeState generation={generation} usualMs={usualMs} />
        {cancel && <CancelButton generation={generation} offer={cancel} />}
        {onFold && <button type="button" aria-expanded className="h-6 shrink-0 rounded px-1.5 text-hint text-ink-2 hover:bg-raised hover:text-ink" onClick={onFold}>{t("sheet.fold")}</button>}
      </div>
      <div className="flex justify-end"><TakeMenuButton generation={generation} tabIndex={isAtHand ? 0 : -1} /></div>
    </div>
  );
}

function Body({ generation, markedOnly, eager, madeForTake, madeUpBy }: Pick<Props, "generation" | "markedOnly" | "madeForTake" | "madeUpBy"> & { eager: boolean }) {
  const t = useTranslations();
  // What ends without frames while it is looked at keeps its slots: nothing below it moves.
  const [wasOpen] = useState(!isSettled(generation));
  // What a scroll brings into view has come long ago.
  const develops = !use(LongSheetContext) || wasOpen;
  return (
    <>
      {endedWithoutFrames(generation) ? (
        <div className="grid *:col-start-1 *:row-start-1">
          {wasOpen && <Strip shape={generation}><HeldSlots generation={generation} /></Strip>}
          <Notice {...noticeText(t, generation)} />
        </div>
      ) : (
        <Slots generation={generation} markedOnly={markedOnly} eager={eager} develops={develops} />
      )}
      {/* The pictures were deleted, and not what made them: prompt, settings and price stay until the take itself goes. */}
      {slotsOf(generation, false).length === 0 && <p className="pb-1 text-hint text-ink-2">{t("sheet.allDeleted")}</p>}
      <TakeFacts generation={generation} madeForTake={madeForTake} />
      {!markedOnly && <TakeNote generation={generation} madeUpBy={madeUpBy} />}
    </>
  );
}

function HeldSlots({ generation: { count, width, height } }: { generation: Generation }) {
  return Array.from({ length: count }, (_, at) => (
    <div key={at} aria-hidden className="pb-6"><div className="rounded-frame border border-line" style={{ aspectRatio: `${width} / ${height}` }} /></div>
  ));
}

/** In the place of the frames that did not come; over the empty slots where they are still there. */
function Notice({ happened, charge, next }: ReturnType<typeof noticeText>) {
  return (
    <div className="mb-6 self-center justify-self-center rounded-frame border border-line-strong bg-paper px-4 py-3 text-body wrap-anywhere only:mb-2 only:justify-self-start only:border-line">
      <p className="text-ink">{happened}</p>
      <p className="text-ink-2">{charge}</p>
      <p className="text-ink-2">{next}</p>
    </div>
  );
}
