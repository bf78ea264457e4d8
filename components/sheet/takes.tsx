"use client";

import dynamic from "next/dynamic";
import { useMemo, useRef, useState } from "react";
import { LightboxDoor } from "@/components/lightbox/lightbox-door";
import { loadPickReader } from "@/components/shares/later-parts";
import { loadSelectionBar } from "@/components/sheet/sheet-parts";
import { ServerClock } from "@/components/sheet/clock";
import { Asks } from "@/components/sheet/asks";
import { AskedKeys } from "@/components/sheet/asked-keys";
import { createDesk, DeskProvider } from "@/components/sheet/desk";
import { EngineContext, TitleContext } from "@/components/sheet/sheet-facts";
import { FrameActsContext } from "@/components/sheet/frame-acts";
import { rowsOf } from "@/components/sheet/frame-steps";
import { useFramesInHand } from "@/components/sheet/frames-in-hand";
import { MarkedEmpty, SheetBar } from "@/components/sheet/sheet-bar";
import { useSheetActs } from "@/components/sheet/sheet-acts";
import { framesOf, shownFrames, shownTakes } from "@/components/sheet/sheet-view";
import { useLetGo } from "@/components/sheet/let-go";
import { LongSheetContext } from "@/components/sheet/long-sheet";
import { TakeList } from "@/components/sheet/take-list";
import { useKeptPlace } from "@/components/sheet/kept-place";
import { useKeptStop } from "@/components/sheet/kept-stop";
import { useMarkedFilter } from "@/components/sheet/marked-filter";
import { useOlderTakes } from "@/components/sheet/older-takes";
import { withPending } from "@/components/sheet/pending-changes";
import { useFirstSign } from "@/components/ui/first-sign";
import { useStore } from "@/components/ui/store";
import type { DeliveredOutput, Generation } from "@/lib/generations/generation";
import { limits } from "@/lib/limits";
import type { SheetData } from "@/lib/generations/sheet-state";

const PickReader = dynamic(loadPickReader, { ssr: false });
const SelectionBar = dynamic(loadSelectionBar, { ssr: false });

export type TakesProps = {
  sessionId: string;
  sheet: SheetData;
  arrivedAt: number;
  wasShared: boolean;
  onEdit: (output: DeliveredOutput, generation: Generation) => void;
  onLoadSettings?: (generation: Generation) => void;
};

/** Every take of the session, and what is done with them. */
export function Takes({ sessionId, sheet, arrivedAt, wasShared, onEdit, onLoadSettings }: TakesProps) {
  const [desk] = useState(createDesk);
  const { markedOnly, showMarkedOnly } = useMarkedFilter();
  useLetGo(sessionId, sheet, desk);
  const older = useOlderTakes(sessionId, sheet, markedOnly);
  const pending = useStore(desk.pending, (state) => state);
  const opened = useStore(desk.opened, (state) => state);
  const hasSelection = useStore(desk.selection, ({ selected }) => selected.size > 0);
  const generations = useMemo(() => withPending(older.generations, pending, sheet.now), [older.generations, pending, sheet.now]);
  const takes = useMemo(() => shownTakes(generations, markedOnly, opened), [generations, markedOnly, opened]);
  const frames = useMemo(() => shownFrames(takes, markedOnly), [takes, markedOnly]);
  const every = useMemo(() => generations.flatMap(framesOf), [generations]);
  const acts = useSheetActs({ sessionId, desk, onEdit, onLoadSettings });
  // What is shared later is shared by somebody who is here.
  const mayHavePicks = useFirstSign() || wasShared;
  const pane = useRef<HTMLDivElement>(null);
  useKeptStop(desk, takes, markedOnly);
  useKeptPlace(sessionId, pane);
  const paneProps = useFramesInHand({ desk, acts, frames, takes, pane, rows: () => rowsOf(takes, markedOnly, pane.current?.clientWidth ?? 0) });

  return (
    <FrameActsContext value={acts}>
      <DeskProvider value={desk}>
        <EngineContext value={sheet.engine}><TitleContext value={sheet.title}>
          <ServerClock now={sheet.now} arrivedAt={arrivedAt}>
            <SheetBar generations={generations} counts={sheet.counts} markedCounts={older.markedCounts} older={sheet.older} markedOnly={markedOnly} onMarkedOnly={showMarkedOnly} />
            <div ref={pane} className="@container/sheet" {...paneProps}>
              <LongSheetContext value={takes.length > limits.wholeTakes}>
                <TakeList takes={takes} now={sheet.now} usual={sheet.usual} markedOnly={markedOnly} total={totalOf(sheet, takes.length, markedOnly, older.isReading)} />
              </LongSheetContext>
              {older.more}
              {markedOnly && takes.length === 0 && !older.isReading && <MarkedEmpty onShowAll={() => showMarkedOnly(false)} />}
            </div>
            <AskedKeys />
            <Asks sessionId={sessionId} />
            {mayHavePicks && <PickReader sessionId={sessionId} />}
            {hasSelection && <SelectionBar frames={frames} />}
            <LightboxDoor sessionId={sessionId} frames={every} />
          </ServerClock>
        </TitleContext></EngineContext>
      </DeskProvider>
    </FrameActsContext>
  );
}

/** Of the takes that the filter leaves, those not read yet are not counted. */
function totalOf({ older, counts }: SheetData, read: number, markedOnly: boolean, isReading: boolean): number | null {
  if (markedOnly) return isReading ? null : read;
  return older ? Math.max(counts?.takes ?? 0, read) : read;
}
