"use client";

import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useState, type DragEvent, type ReactNode } from "react";
import { loadDropOverlay, loadDropZone } from "@/components/on-demand";
import type { Zone } from "@/components/studio/drop-zone";

const DropZone = dynamic(loadDropZone, { ssr: false });
const DropOverlay = dynamic(loadDropOverlay, { ssr: false });

/** The whole page takes files, dropped or pasted. Whatever they are: what is wrong with one is said at its tile. */
export function DropArea({ onFiles, children }: { onFiles: (files: readonly File[]) => void; children: ReactNode }) {
  const [isWanted, setWanted] = useState(false);
  const [zone, setZone] = useState<Zone | null>(null);
  usePastedFiles(onFiles);
  /** Dragged and dropped faster than the drop zone loads. */
  const early = {
    role: "presentation",
    onDragEnter: () => setWanted(true),
    onDragOver: (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      onFiles([...event.dataTransfer.files]);
    },
  };
  return (
    <div {...(zone?.rootProps ?? early)} className="min-h-dvh md:grid md:grid-cols-[396px_minmax(0,1fr)] md:grid-rows-[52px_minmax(0,1fr)]">
      {children}
      {zone?.isDragActive && <DropOverlay />}
      {isWanted && <DropZone onFiles={onFiles} onZone={setZone} />}
    </div>
  );
}

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes("Files");

function usePastedFiles(onFiles: (files: readonly File[]) => void): void {
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    /** Office programs put a picture of the text beside it: in a field the text is what was meant. */
    const isTextForField = event.target instanceof HTMLTextAreaElement && event.clipboardData?.types.includes("text/plain");
    if (files.length === 0 || isTextForField) return;
    event.preventDefault();
    onFiles(files);
  });
  useEffect(() => {
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, []);
}
