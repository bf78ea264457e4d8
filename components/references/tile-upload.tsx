"use client";

import { generateReactHelpers } from "@uploadthing/react";
import type { FileRouter } from "uploadthing/types";
import { useEffect } from "react";
import type { UploadRun } from "@/components/references/upload-run";
import { uploadEndpoint } from "@/lib/references/upload";

const { useUploadThing } = generateReactHelpers<FileRouter>({ url: "/api/uploadthing" });

/** One upload of one tile. Draws nothing: the tile does. Loaded with the first file, because the library is heavy. */
export function TileUpload({ run }: { run: UploadRun }) {
  const { startUpload } = useUploadThing(uploadEndpoint, {
    signal: run.signal,
    uploadProgressGranularity: "fine",
    onUploadProgress: run.progressed,
    onUploadError: ({ code }) => run.ended(code === "UPLOAD_FAILED" || code === "INTERNAL_CLIENT_ERROR" ? "cut_off" : "refused"),
    onClientUploadComplete: () => run.ended("sent"),
  });
  useEffect(() => {
    /** Once per run, however often React mounts this. */
    if (!run.begin()) return;
    startUpload([run.file], run.input).catch((error: unknown) => {
      if (!run.signal.aborted) throw error;
      run.ended("cut_off");
    });
  }, [run, startUpload]);
  return null;
}
