"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { translatorNow } from "@/components/language/translator-now";
import { noSessionPicks, pickCount, picksByFrame, sessionPicks } from "@/components/shares/session-picks";
import { showToast } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";
import { sessionSharedQuery } from "@/lib/shares/queries";

/**
 * Reads what visitors picked: when the page is opened, whenever it is looked at again, and once a minute while strangers can
 * see something of it. Not with the sheet's poll, which rests when no take runs: picks come days later, and to few sessions.
 */
export function PickReader({ sessionId }: { sessionId: string }) {
  const { data } = useQuery({
    ...sessionSharedQuery(sessionId),
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.onShares.length > 0 ? limits.picksPollMs : false),
    refetchOnWindowFocus: "always",
  });
  const known = useRef<number | null>(null);
  useEffect(() => {
    if (data === undefined) return;
    const picks = picksByFrame(data.picks);
    sessionPicks.set(() => picks);
    const count = pickCount(picks);
    const news = known.current === null ? 0 : count - known.current;
    known.current = count;
    if (news > 0) showToast({ text: translatorNow()("shares.picked.came", { count: news }), actions: [] });
  }, [data]);
  useEffect(() => () => sessionPicks.set(() => noSessionPicks), []);
  return null;
}
