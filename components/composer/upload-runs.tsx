"use client";

import dynamic from "next/dynamic";
import { begunComposers } from "@/components/composer/begun-composers";
import { loadTileUpload } from "@/components/on-demand";
import type { UploadRun } from "@/components/references/upload-run";
import { useStore, type Store } from "@/components/ui/store";

const TileUpload = dynamic(loadTileUpload, { ssr: false });

/** Above every page: what was begun in one session goes on while another is open. */
export function UploadRuns() {
  const begun = useStore(begunComposers, (all) => all);
  return begun.map(({ composer }) => <Runs key={composer.sessionId} runs={composer.runs} />);
}

/** One uploading component, and so one upload hook, per tile under way. */
function Runs({ runs }: { runs: Store<readonly UploadRun[]> }) {
  return useStore(runs, (all) => all).map((run) => <TileUpload key={run.input.tileId} run={run} />);
}
