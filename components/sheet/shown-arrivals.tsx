"use client";

import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { arrivalsBetween, spokenText, withNews, type Arrival } from "@/components/sheet/arrivals";
import { ReadyPill } from "@/components/sheet/ready-pill";
import { announce } from "@/components/ui/announcer";
import type { Generation } from "@/lib/generations/generation";

/** Takes that ended while the sheet is open: said once, and shown while they are out of view. */
export function Arrivals({ generations }: { generations: readonly Generation[] }) {
  const t = useTranslations();
  const [seen, setSeen] = useState(generations);
  const [{ unseen, news }, setArrivals] = useState<{ unseen: readonly Arrival[]; news: readonly Arrival[] }>({ unseen: [], news: [] });
  if (seen !== generations) {
    const fresh = arrivalsBetween(seen, generations);
    setSeen(generations);
    if (fresh.length > 0) setArrivals({ unseen: withNews(unseen, fresh), news: fresh });
  }
  const spoken = news.map((arrival) => spokenText(t, arrival)).join(" ");
  useEffect(() => {
    if (spoken !== "") announce(spoken);
  }, [spoken]);

  const onSeen = useCallback((generationId: string) => setArrivals((now) => ({ ...now, unseen: now.unseen.filter((arrival) => arrival.generationId !== generationId) })), []);
  const onLate = useCallback(() => setArrivals((now) => ({ ...now, unseen: [] })), []);
  return unseen.length > 0 && <ReadyPill arrivals={unseen} onSeen={onSeen} onLate={onLate} />;
}
