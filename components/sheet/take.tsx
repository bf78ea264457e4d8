"use client";

import dynamic from "next/dynamic";
import { loadFoldedTake } from "@/components/on-demand";
import { memo, useState, type MouseEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import { CancelButton } from "@/components/sheet/cancel-button";
import { endedWithoutFrames, noticeText } from "@/components/sheet/failure-text";
import { takeElementId } from "@/components/sheet/frame-acts";
import { Slots } from "@/components/sheet/slots";
import { cancelOffer } from "@/components/sheet/state-line";
import { Strip } from "@/components/sheet/strip";
import { TakeFacts, TakeNote } from "@/components/sheet/take-facts";
import { TakePrompt } from "@/components/sheet/take-prompt";
import { TakeState } from "@/components/sheet/take-state";
import { classes } from "@/components/ui/classes";
import { isSettled, type Generation } from "@/lib/generations/generation";

const FoldedTake = dynamic(loadFoldedTake);

type Props = {
  generation: Generation;
  usualMs: number | null;
  selectedIndex: number | null;
  /** Its place on the sheet: the first tells what a take is, and the first two load their pictures at once. */
  place: number;
  /** Older than what is shown whole. */
  old: boolean;
};

/** One run: a strip of slots that fill in place. */
export const Take = memo(function Take({ generation, usualMs, selectedIndex, place, old }: Props) {
  const [unfolded, setUnfolded] = useState(false);
  const canFold = old && isSettled(generation);
  const fold = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    // The button goes, the article stays: focus goes to what it was about.
    currentTarget.closest("article")?.focus({ preventScroll: true });
    setUnfolded(!unfolded);
  };
  const folded = canFold && !unfolded;
  return (
    <article
      id={takeElementId(generation.id)}
      aria-label={`Take ${generation.take}`}
      data-status={generation.status}
      tabIndex={-1}
      className={classes("-mx-1 scroll-mt-16 px-1", old && "[content-visibility:auto]", folded ? "[contain-intrinsic-size:auto_72px]" : "[contain-intrinsic-size:auto_260px]", canFold && unfolded && "border-t border-line pt-2")}
    >
      {folded ? (
        <FoldedTake generation={generation} onUnfold={fold} />
      ) : (
        <>
          <Head generation={generation} usualMs={usualMs} first={place === 0} onFold={canFold ? fold : null} />
          <Body generation={generation} selectedIndex={selectedIndex} eager={place < 2} />
        </>
      )}
    </article>
  );
});

type HeadProps = Pick<Props, "generation" | "usualMs"> & { first: boolean; onFold: ((event: MouseEvent<HTMLButtonElement>) => void) | null };

function Head({ generation, usualMs, first, onFold }: HeadProps) {
  const cancel = cancelOffer(generation);
  return (
    // The state's column has its width and its one line from the start: whatever is said there, nothing breaks into other lines.
    <div className="mb-1.5 grid grid-cols-[34px_minmax(0,1fr)] @min-[560px]/sheet:grid-cols-[34px_minmax(0,1fr)_min(44%,440px)]">
      <span className="facts pt-2 text-ink-2" title={first ? "A take is one run; a frame is one picture of it." : undefined}>{generation.take}</span>
      <TakePrompt take={generation.take} prompt={generation.prompt} />
      <div className="flex h-8 min-w-0 items-center gap-3 self-start @max-[560px]/sheet:col-start-2 @min-[560px]/sheet:justify-end @min-[560px]/sheet:pl-3">
        <TakeState generation={generation} usualMs={usualMs} />
        {cancel && <CancelButton generation={generation} offer={cancel} />}
        {onFold && <button type="button" aria-expanded className="h-6 shrink-0 rounded px-1.5 text-hint text-ink-2 hover:bg-raised hover:text-ink" onClick={onFold}>Fold</button>}
      </div>
    </div>
  );
}

function Body({ generation, selectedIndex, eager }: Pick<Props, "generation" | "selectedIndex"> & { eager: boolean }) {
  const t = useTranslations();
  // What ends without frames while it is looked at keeps its slots: nothing below it moves.
  const [wasOpen] = useState(!isSettled(generation));
  return (
    <>
      {endedWithoutFrames(generation) ? (
        <div className="grid *:col-start-1 *:row-start-1">
          {wasOpen && <Strip shape={generation}><HeldSlots generation={generation} /></Strip>}
          <Notice {...noticeText(t, generation)} />
        </div>
      ) : (
        <Slots generation={generation} selectedIndex={selectedIndex} eager={eager} />
      )}
      <TakeFacts generation={generation} />
      <TakeNote generation={generation} />
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
