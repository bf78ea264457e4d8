"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { loadLightbox } from "@/components/on-demand";
import { arrivalsBetween, type Arrival } from "@/components/sheet/arrivals";
import { ServerClock } from "@/components/sheet/clock";
import { FrameActsContext, type FrameActs, type SheetFrame } from "@/components/sheet/frame-acts";
import { FrameDock } from "@/components/sheet/frame-dock";
import { ReadyPill } from "@/components/sheet/ready-pill";
import { TakeList } from "@/components/sheet/take-list";
import { announce } from "@/components/ui/announcer";
import { frameName, type DeliveredOutput, type Generation } from "@/lib/generations/generation";
import { sheetQuery, SheetRefused } from "@/lib/generations/queries";
import { deliveredOf, type SheetData } from "@/lib/generations/sheet-state";

const Lightbox = dynamic(loadLightbox, { ssr: false });

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
  const [shownId, setShownId] = useState<string | null>(null);
  const deselect = useCallback(() => setSelectedId(null), []);
  const acts = useMemo<FrameActs>(
    () => ({
      open: ({ output }) => setShownId(output.id),
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
  const shown = frameOf(frames, shownId);

  return (
    <FrameActsContext value={acts}>
      <ServerClock now={sheet.now} arrivedAt={dataUpdatedAt}>
        <section aria-label="Sheet" className="px-3.5 py-5 md:px-[22px]">
          <TopEdge generations={sheet.generations} trouble={troubleText(error)} />
          <div className="@container/sheet">
            {sheet.generations.length === 0 ? empty : <TakeList generations={sheet.generations} now={sheet.now} selected={selected} />}
          </div>
        </section>
        {selected && !shown && <FrameDock frame={selected} onDeselect={deselect} />}
        {shown && <Lightbox frames={frames} shown={shown} onShow={setShownId} onClose={() => setShownId(null)} onEdit={acts.edit} />}
      </ServerClock>
    </FrameActsContext>
  );
}

const frameOf = (frames: readonly SheetFrame[], outputId: string | null): SheetFrame | null =>
  frames.find(({ output }) => output.id === outputId) ?? null;

function troubleText(error: Error | null): string | null {
  if (error === null) return null;
  return error instanceof SheetRefused
    ? "The studio's server does not show this session any more. Reload the page."
    : "The studio's server does not answer. Trying again.";
}

/** What must be seen wherever the sheet is scrolled to; takes no room, so that nothing moves when it comes and goes. */
function TopEdge({ generations, trouble }: { generations: readonly Generation[]; trouble: string | null }) {
  const [seen, setSeen] = useState(generations);
  const [arrivals, setArrivals] = useState<readonly Arrival[]>([]);
  if (seen !== generations) {
    const news = arrivalsBetween(seen, generations);
    setSeen(generations);
    if (news.length > 0) setArrivals(news);
  }
  useEffect(() => {
    if (arrivals.length > 0) announce(arrivals.map(({ spoken }) => spoken).join(" "));
  }, [arrivals]);
  useEffect(() => {
    if (trouble) announce(trouble);
  }, [trouble]);

  const newest = arrivals[0];
  const onSeen = useCallback(() => setArrivals([]), []);
  return (
    <div className="pointer-events-none sticky top-[calc(var(--spacing-header)+12px)] z-20 flex h-0 flex-col items-center gap-2 *:shrink-0">
      {trouble && <p className="rounded border border-warn bg-sheet px-4 py-1.5 text-label text-ink">{trouble}</p>}
      {newest && <ReadyPill key={newest.generationId} arrival={newest} onSeen={onSeen} />}
    </div>
  );
}
