import { useEffect, useRef, useState } from "react";
import { limits } from "@/lib/limits";
import type { PublicShare } from "@/lib/shares/public-share";
import { readShareState } from "@/lib/shares/visitor-queries";

type LiveShare = {
  /** "gone" once it is taken back. */
  view: PublicShare | "gone";
  /** Asks at once. */
  look: () => void;
};

/** What the page shows: while something is still to come it asks, and once whenever it is looked at again. */
export function useLiveShare(shareId: string, initial: PublicShare): LiveShare {
  const [view, setView] = useState<PublicShare | "gone">(initial);
  const isOpen = view !== "gone" && view.isOpen;
  const asking = useRef(() => {});

  useEffect(() => {
    const end = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function look(): Promise<void> {
      clearTimeout(timer);
      if (document.hidden) return;
      const seen = await readShareState(shareId, end.signal).catch(() => null);
      if (end.signal.aborted) return;
      if (seen !== null) setView(seen);
      if (isOpen && seen !== "gone") timer = setTimeout(() => void look(), seen === null ? limits.shareRetryMs : limits.sharePollMs);
    }
    const again = () => void look();
    asking.current = again;
    document.addEventListener("visibilitychange", again);
    if (isOpen) timer = setTimeout(again, limits.sharePollMs);
    return () => {
      end.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }, [shareId, isOpen]);

  return { view, look: () => asking.current() };
}
