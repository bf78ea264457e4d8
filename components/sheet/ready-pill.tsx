"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { arrivalsText, type Arrival } from "@/components/sheet/arrivals";
import { takeElementId } from "@/components/sheet/frame-acts";
import { limits } from "@/lib/limits";

/** So much of a take in view, or all of a smaller one, and it counts as seen. */
const SEEN_PX = 80;
const STEPS = [0, 0.05, 0.1, 0.2, 0.4, 0.7, 1];

type Props = { arrivals: readonly Arrival[]; onSeen: (generationId: string) => void; onLate: () => void };

/** "Takes 7 and 8 are ready", at the top edge, while they are out of view: a result never scrolls the page by itself. */
export function ReadyPill({ arrivals, onSeen, onLate }: Props) {
  const t = useTranslations();
  const [away, setAway] = useState<readonly string[]>([]);
  useEffect(() => {
    // What the header and, on a telephone, the composer cover is not in view.
    const covered = matchMedia("(width < 48rem)").matches ? "-52px 0px -168px" : "-52px 0px 0px";
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, intersectionRect, boundingClientRect, isIntersecting } of entries) {
        const seen = isIntersecting && intersectionRect.height >= Math.min(SEEN_PX, boundingClientRect.height);
        const arrival = arrivals.find(({ generationId }) => takeElementId(generationId) === target.id);
        if (!arrival) continue;
        if (seen) onSeen(arrival.generationId);
        else setAway((now) => (now.includes(arrival.generationId) ? now : [...now, arrival.generationId]));
      }
    }, { rootMargin: covered, threshold: STEPS });
    for (const { generationId } of arrivals) {
      const take = document.getElementById(takeElementId(generationId));
      if (take) watcher.observe(take);
    }
    const late = setTimeout(onLate, limits.readyPillMs);
    return () => {
      watcher.disconnect();
      clearTimeout(late);
    };
  }, [arrivals, onSeen, onLate]);

  const unseen = arrivals.filter(({ generationId }) => away.includes(generationId));
  const [newest] = unseen;
  if (!newest) return null;
  const show = () => {
    const take = document.getElementById(takeElementId(newest.generationId));
    take?.scrollIntoView({ block: "start" });
    take?.focus({ preventScroll: true });
    onLate();
  };
  return (
    <button type="button" onClick={show} className="pointer-events-auto relative mt-1 h-7 rounded-full border border-line-strong bg-sheet px-4 text-label text-ink shadow-[0_4px_16px_rgb(0_0_0/0.2)] hover:bg-raised touch:after:absolute touch:after:-inset-2">
      {arrivalsText(t, unseen)}
    </button>
  );
}
