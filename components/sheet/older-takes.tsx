"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useState, type ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { sheetParts } from "@/components/sheet/sheet-parts";
import { Button } from "@/components/ui/button";
import type { Generation } from "@/lib/generations/generation";
import { sheetKeys, type MarkedPages } from "@/lib/generations/queries";
import { mergeRows, type SheetCounts, type SheetData } from "@/lib/generations/sheet-state";
import { loadPart } from "@/lib/part-missing";

/** Read before its place comes into view. */
const AHEAD = "1200px";

type Older = {
  generations: readonly Generation[];
  /** As the last page of marked takes told them; null where none was read. */
  markedCounts: SheetCounts | null;
  isReading: boolean;
  more: ReactNode;
};

/** Takes before those that came with the page, read as the person comes to them. With the filter only those with a marked frame. */
export function useOlderTakes(sessionId: string, sheet: SheetData, markedOnly: boolean): Older {
  const queryClient = useQueryClient();
  const { data: marked } = useQuery<MarkedPages | null>({ queryKey: sheetKeys.marked(sessionId), queryFn: skipToken, initialData: null });
  // Without the filter they are in the way of nothing, and in memory.
  useEffect(() => {
    if (!markedOnly) queryClient.setQueryData<MarkedPages | null>(sheetKeys.marked(sessionId), null);
  }, [markedOnly, queryClient, sessionId]);
  const [state, setState] = useState<"rest" | "reading" | "failed">("rest");
  const generations = useMemo(() => (markedOnly && marked ? mergeRows(marked.generations, sheet.generations) : sheet.generations), [markedOnly, marked, sheet.generations]);
  const isMore = markedOnly && marked ? marked.older : sheet.older;

  async function read(): Promise<void> {
    setState("reading");
    try {
      if (markedOnly) {
        const loadOlderMarked = await loadPart(sheetParts.loadOlderMarked());
        await loadOlderMarked(queryClient, sessionId);
      } else {
        const loadOlder = await loadPart(sheetParts.loadOlder());
        await loadOlder(queryClient, sessionId);
      }
      setState("rest");
    } catch {
      setState("failed");
    }
  }
  const more = isMore && <MoreTakes key={generations.at(-1)?.take} failed={state === "failed"} onReach={() => void read()} />;
  return { generations, markedCounts: (markedOnly ? marked?.counts : null) ?? null, isReading: isMore && state !== "failed", more };
}

/** Where the older takes will stand; asks once it is near, and by a press after a failure. */
function MoreTakes({ failed, onReach }: { failed: boolean; onReach: () => void }) {
  const t = useTranslations();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const reach = useEffectEvent(onReach);
  useEffect(() => {
    if (!place) return;
    const watcher = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watcher.disconnect();
      reach();
    }, { rootMargin: AHEAD });
    watcher.observe(place);
    return () => watcher.disconnect();
  }, [place]);
  return (
    <div ref={setPlace} className="flex min-h-18 items-center gap-2 border-t border-line text-hint text-ink-3">
      {t(failed ? "sheet.older.failed" : "sheet.older.reading")}
      {failed && <Button look="link" onClick={onReach}>{t("ui.tryAgain")}</Button>}
    </div>
  );
}
