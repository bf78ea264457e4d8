import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sheetQuery } from "@/lib/generations/queries";
import { loadOlder } from "@/lib/generations/sheet-puts";
import { limits } from "@/lib/limits";

/** Reads older takes, page by page, as long as they are wanted and there are any. */
export function useOlderFrames(sessionId: string, wanted: boolean): "reading" | "rest" {
  const queryClient = useQueryClient();
  const { data: oldest } = useQuery({ ...sheetQuery(sessionId), select: ({ older, generations }) => (older ? (generations.at(-1)?.take ?? null) : null) });
  const [failedAt, setFailedAt] = useState<number | null>(null);
  const isReading = wanted && oldest !== undefined && oldest !== null && oldest !== failedAt;
  useEffect(() => {
    if (!isReading) return;
    const stop = new AbortController();
    loadOlder(queryClient, sessionId, AbortSignal.any([stop.signal, AbortSignal.timeout(limits.callMs)])).catch(() => {
      if (!stop.signal.aborted) setFailedAt(oldest);
    });
    return () => stop.abort();
    // Each page read has an older oldest, and so asks for the next.
  }, [isReading, oldest, queryClient, sessionId]);
  return isReading ? "reading" : "rest";
}
