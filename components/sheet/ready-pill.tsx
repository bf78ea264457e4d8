"use client";

import { useEffect, useState } from "react";
import type { Arrival } from "@/components/sheet/arrivals";
import { takeElementId } from "@/components/sheet/frame-acts";

/** A take counts as seen once 80 px of it are between the header and, on a telephone, the composer. */
const SEEN_MARGIN = "-132px 0px -240px";

/** "Take 8 is ready", at the top edge, while that take is out of view: a result never scrolls the page by itself. */
export function ReadyPill({ arrival: { generationId, text }, onSeen }: { arrival: Arrival; onSeen: () => void }) {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const take = document.getElementById(takeElementId(generationId));
    if (!take) return;
    const watcher = new IntersectionObserver(([entry]) => (entry?.isIntersecting ? onSeen() : setAway(true)), { rootMargin: SEEN_MARGIN });
    watcher.observe(take);
    return () => watcher.disconnect();
  }, [generationId, onSeen]);
  if (!away) return null;

  const show = () => {
    const take = document.getElementById(takeElementId(generationId));
    take?.scrollIntoView({ block: "start" });
    take?.focus({ preventScroll: true });
    onSeen();
  };
  return (
    <button type="button" onClick={show} className="pointer-events-auto h-8 rounded-full border border-line-strong bg-sheet px-4 text-label text-ink shadow-[0_4px_16px_rgb(0_0_0/0.2)] hover:bg-raised touch:h-11">
      {text}
    </button>
  );
}
