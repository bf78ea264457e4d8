"use client";

import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { arrivalsBetween, spokenText, withNews, type Arrival } from "@/components/sheet/arrivals";
import { ReadyPill } from "@/components/sheet/ready-pill";
import { announce } from "@/components/ui/announcer";
import type { Generation } from "@/lib/generations/generation";

type Told = { seen: readonly Generation[]; unseen: readonly Arrival[]; news: readonly Arrival[] };

/** Takes that ended while the sheet is open: said once, and shown while they are out of view. */
export function Arrivals({ generations }: { generations: readonly Generation[] }) {
  const t = useTranslations();
  // One state: what React drops of a change made while it draws (another was waiting) is then made again, whole.
  const [{ seen, unseen, news }, setArrivals] = useState<Told>({ seen: generations, unseen: [], news: [] });
  if (seen !== generations) {
    const fresh = arrivalsBetween(seen, generations);
    setArrivals({ seen: generations, ...(fresh.length > 0 ? { unseen: withNews(unseen, fresh), news: fresh } : { unseen, news }) });
  }
  const spoken = news.map((arrival) => spokenText(t, arrival)).join(" ");
  useEffect(() => {
    if (spoken !== "") announce(spoken);
  }, [spoken]);

  const onSeen = useCallback((generationId: string) => setArrivals((now) => ({ ...now, unseen: now.unseen.filter((arrival) => arrival.generationId !== generationId) })), []);
  const onLate = useCallback(() => setArrivals((now) => ({ ...now, unseen: [] })), []);
  return unseen.length > 0 && <ReadyPill arrivals={unseen} onSeen={onSeen} onLate={onLate} />;
}
