"use client";

import dynamic from "next/dynamic";
import { useComposer } from "@/components/composer/composer-context";
import { loadTileUpload } from "@/components/on-demand";
import { useStore } from "@/components/ui/store";

const TileUpload = dynamic(loadTileUpload, { ssr: false });

/** One uploading component, and so one upload hook, per tile under way. */
export function UploadRuns() {
  const runs = useStore(useComposer().runs, (all) => all);
  return runs.map((run) => <TileUpload key={run.input.tileId} run={run} />);
}
