"use client";

import { useCallback, useEffect } from "react";
import { useDropzone, type DropzoneRootProps, type FileRejection } from "react-dropzone";

export type Zone = { rootProps: DropzoneRootProps; isDragActive: boolean };

/** The library's drop zone, loaded when something is first dragged over the page. What it listens with goes to the page's root. */
export function DropZone({ onFiles, onZone }: { onFiles: (files: readonly File[]) => void; onZone: (zone: Zone | null) => void }) {
  const onDrop = useCallback(
    (files: readonly File[], rejections: readonly FileRejection[]) => onFiles([...files, ...rejections.map(({ file }) => file)]),
    [onFiles],
  );
  const { getRootProps, isDragActive } = useDropzone({ noClick: true, noKeyboard: true, noPaste: true, onDrop });
  useEffect(() => {
    onZone({ rootProps: getRootProps(), isDragActive });
    return () => onZone(null);
  }, [getRootProps, isDragActive, onZone]);
  return null;
}
