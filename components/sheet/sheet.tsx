"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { openLightbox } from "@/components/lightbox/asked-for";
import { LightboxDoor } from "@/components/lightbox/lightbox-door";
import { loadFrameDock } from "@/components/on-demand";
import { ServerClock } from "@/components/sheet/clock";
import { FrameActsContext, noFrameActs, type FrameActs, type SheetFrame } from "@/components/sheet/frame-acts";
import { watchForNews } from "@/components/sheet/sheet-news";
import { TakeList } from "@/components/sheet/take-list";
import { TopEdge } from "@/components/sheet/top-edge";
import { announce } from "@/components/ui/announcer";
import { frameName, type DeliveredOutput, type Generation } from "@/lib/generations/generation";
import { sheetQuery } from "@/lib/generations/queries";
import { deliveredOf, type SheetData } from "@/lib/generations/sheet-state";

const FrameDock = dynamic(loadFrameDock, { ssr: false });

type Props = {
  sessionId: string;
  initial: SheetData;
  onEdit: (output: DeliveredOutput, generation: Generation) => void;
  /** Stands in the sheet's place until there is a take. */
  empty: ReactNode;
};

/** One timeline, newest on top: queue, progress and gallery are the same list. */
export function Sheet({ sessionId, initial, onEdit, empty }: Props) {
  const { data: sheet = initial, error, dataUpdatedAt } = useQuery(sheetQuery(sessionId, initial));
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const queryClient = useQueryClient();
  useEffect(() => watchForNews(queryClient, sessionId, window), [queryClient, sessionId]);
  const deselect = useCallback(() => setSelectedId(null), []);
  const acts = useMemo<FrameActs>(
    () => ({
      ...noFrameActs,
      open: openLightbox,
      edit: ({ output, generation }) => onEdit(output, generation),
      select: ({ output, generation }) => {
        setSelectedId(output.id);
        announce(`Frame ${frameName(generation.take, output.index)} selected.`);
      },
    }),
    [onEdit],
  );
  const frames = useMemo(() => sheet.generations.flatMap((generation) => deliveredOf(generation).map((output) => ({ output, generation }))), [sheet.generations]);
  const selected = frameOf(frames, selectedId);

  return (
    <FrameActsContext value={acts}>
      <ServerClock now={sheet.now} arrivedAt={dataUpdatedAt}>
        <section aria-label="Sheet" className="px-3.5 pb-5 md:px-[22px]">
          <TopEdge generations={sheet.generations} error={error} />
          <div className="@container/sheet">
            {sheet.generations.length === 0 ? empty : <TakeList generations={sheet.generations} now={sheet.now} selected={selected} />}
          </div>
        </section>
        {selected && <FrameDock frame={selected} onDeselect={deselect} />}
        <LightboxDoor sessionId={sessionId} frames={frames} />
      </ServerClock>
    </FrameActsContext>
  );
}

const frameOf = (frames: readonly SheetFrame[], outputId: string | null): SheetFrame | null =>
  frames.find(({ output }) => output.id === outputId) ?? null;
