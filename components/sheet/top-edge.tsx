"use client";

import { useCallback, useEffect, useState } from "react";
import { arrivalsBetween, withNews, type Arrival } from "@/components/sheet/arrivals";
import { ReadyPill } from "@/components/sheet/ready-pill";
import { announce } from "@/components/ui/announcer";
import type { Generation } from "@/lib/generations/generation";
import { SheetRefused } from "@/lib/generations/queries";

/**
 * What must be seen wherever the sheet is scrolled to. It is the space above the first take, and stays under the header:
 * trouble has a bar there of its own, and nothing moves or is covered when that comes and goes.
 */
export function TopEdge({ generations, error }: { generations: readonly Generation[]; error: Error | null }) {
  const trouble = troubleText(error);
  useEffect(() => {
    if (trouble) announce(trouble);
  }, [trouble]);
  return (
    <div className="pointer-events-none sticky top-header z-20 -mx-3.5 flex h-6 flex-col items-center *:shrink-0 md:-mx-[22px]">
      {trouble && <p data-trouble className="flex h-6 w-full items-center justify-center border-b border-warn bg-sheet px-3.5 text-hint whitespace-nowrap text-ink">{trouble}</p>}
      <Arrivals generations={generations} />
    </div>
  );
}

function troubleText(error: Error | null): string | null {
  if (error === null) return null;
  return error instanceof SheetRefused
    ? "This session is not shown any more. Reload the page."
    : "The studio's server does not answer. Trying again.";
}

function Arrivals({ generations }: { generations: readonly Generation[] }) {
  const [seen, setSeen] = useState(generations);
  const [{ unseen, spoken }, setArrivals] = useState<{ unseen: readonly Arrival[]; spoken: string }>({ unseen: [], spoken: "" });
  if (seen !== generations) {
    const news = arrivalsBetween(seen, generations);
    setSeen(generations);
    if (news.length > 0) setArrivals({ unseen: withNews(unseen, news), spoken: news.map((arrival) => arrival.spoken).join(" ") });
  }
  useEffect(() => {
    if (spoken !== "") announce(spoken);
  }, [spoken]);

  const onSeen = useCallback((generationId: string) => setArrivals((now) => ({ ...now, unseen: now.unseen.filter((arrival) => arrival.generationId !== generationId) })), []);
  const onLate = useCallback(() => setArrivals((now) => ({ ...now, unseen: [] })), []);
  return unseen.length > 0 && <ReadyPill arrivals={unseen} onSeen={onSeen} onLate={onLate} />;
}
