"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, type ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadArrivals, loadTakes } from "@/components/on-demand";
import { watchForNews } from "@/components/sheet/sheet-news";
import { TopEdge } from "@/components/sheet/top-edge";
import type { DeliveredOutput, Generation } from "@/lib/generations/generation";
import { sheetQuery } from "@/lib/generations/queries";
import { hasTakes, type SheetData } from "@/lib/generations/sheet-state";

/** A session without a take needs nothing of what draws one. */
const Takes = dynamic(loadTakes);
const Arrivals = dynamic(loadArrivals);

type Props = {
  sessionId: string;
  initial: SheetData;
  wasShared: boolean;
  onEdit: (output: DeliveredOutput, generation: Generation) => void;
  onLoadSettings?: (generation: Generation) => void;
  /** Stands in the sheet's place until there is a take. */
  empty: ReactNode;
};

/** One timeline, newest on top: queue, progress and gallery are the same list. */
export function Sheet({ sessionId, initial, wasShared, onEdit, onLoadSettings, empty }: Props) {
  const t = useTranslations();
  const { data: sheet = initial, error, dataUpdatedAt } = useQuery(sheetQuery(sessionId, initial));
  const queryClient = useQueryClient();
  useEffect(() => watchForNews(queryClient, sessionId, window), [queryClient, sessionId]);
  const isBegun = hasTakes(sheet);
  return (
    <section aria-label={t("sheet.sheet")} data-name="Sheet" className="px-3.5 pb-5 md:px-[22px]">
      <TopEdge error={error}>{isBegun && <Arrivals generations={sheet.generations} />}</TopEdge>
      {isBegun ? <Takes sessionId={sessionId} sheet={sheet} arrivedAt={dataUpdatedAt} wasShared={wasShared} onEdit={onEdit} onLoadSettings={onLoadSettings} /> : empty}
    </section>
  );
}
