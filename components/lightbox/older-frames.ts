import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Shown } from "@/components/lightbox/shown-frame";
import { sheetQuery } from "@/lib/generations/queries";
import { loadOlder } from "@/lib/generations/sheet-puts";
import { limits } from "@/lib/limits";

/** Down to which take the sheet is to be read; null where nothing older is wanted. A frame that is not there although its take was read is gone: the oldest take knows no more of it. */
export function takeToReach(shown: Shown | null, at: number, frames: number): number | null {
  if (shown === null) return null;
  if (at < 0) return Number.parseInt(shown.name, 10);
  return at >= frames - limits.filmstripReach ? 0 : null;
}

/** Reads older takes, page by page, until `reach` is among them or there are no more. */
export function useOlderFrames(sessionId: string, reach: number | null): "reading" | "rest" {
  const queryClient = useQueryClient();
  const { data: oldest } = useQuery({ ...sheetQuery(sessionId), select: ({ older, generations }) => (older ? (generations.at(-1)?.take ?? null) : null) });
  const [failedAt, setFailedAt] = useState<number | null>(null);
  const isReading = reach !== null && oldest !== undefined && oldest !== null && reach < oldest && oldest !== failedAt;
  useEffect(() => {
    if (!isReading) return;
    const stop = new AbortController();
    loadOlder(queryClient, sessionId, stop.signal).catch(() => {
      if (!stop.signal.aborted) setFailedAt(oldest);
    });
    return () => stop.abort();
    // Each page read has an older oldest, and so asks for the next.
  }, [isReading, oldest, queryClient, sessionId]);
  return isReading ? "reading" : "rest";
}
