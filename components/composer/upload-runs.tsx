"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import type { Composer } from "@/components/composer/composer";
import { begunComposers } from "@/components/composer/begun-composers";
import { loadTileUpload } from "@/components/on-demand";
import { isOnItsWay } from "@/components/references/tile";
import { useStore } from "@/components/ui/store";

const TileUpload = dynamic(loadTileUpload, { ssr: false });

/** Above every page: what was begun in one session goes on while another is open. */
export function UploadRuns() {
  const begun = useStore(begunComposers, (all) => all);
  return begun.map(({ composer }) => <Runs key={composer.sessionId} composer={composer} />);
}

/** One uploading component, and so one upload hook, per tile under way. */
function Runs({ composer: { runs, store } }: { composer: Composer }) {
  const isComing = useStore(store, ({ tiles }) => tiles.some(isOnItsWay));
  /** The browser asks before the page is left; at no other time, for a page that may ask is kept in no browser's memory. */
  useEffect(() => {
    if (!isComing) return;
    const ask = (event: Event) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isComing]);
  return useStore(runs, (all) => all).map((run) => <TileUpload key={run.input.tileId} run={run} />);
}
