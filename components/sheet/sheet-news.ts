import type { QueryClient } from "@tanstack/react-query";
import { sheetKeys } from "@/lib/generations/queries";
import { listenToTabs } from "@/lib/generations/sheet-channel";
import type { SheetData } from "@/lib/generations/sheet-state";

/**
 * Reads the sheet again when another tab put a take in, and when this window is gone to: of two windows side by side
 * neither is ever hidden, so that visibility alone tells nothing. Answers how to stop.
 */
export function watchForNews(queryClient: QueryClient, sessionId: string, page: Pick<EventTarget, "addEventListener" | "removeEventListener">): () => void {
  const queryKey = sheetKeys.of(sessionId);
  const onFocus = () => void queryClient.refetchQueries({ queryKey, stale: true }, { cancelRefetch: false });
  const stopListening = listenToTabs(sessionId, (version) => {
    const known = queryClient.getQueryData<SheetData>(queryKey);
    const isKnown = known?.generations.some((generation) => generation.version >= version);
    if (!isKnown) void queryClient.refetchQueries({ queryKey });
  });
  page.addEventListener("focus", onFocus);
  return () => {
    stopListening();
    page.removeEventListener("focus", onFocus);
  };
}
