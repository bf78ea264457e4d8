"use client";

import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useRef, useState, type DragEvent, type ReactNode } from "react";
import { loadDropZone, studioParts } from "@/components/on-demand";
import { addressOf, draggedOf, droppedIn, isTextField, type Dropped } from "@/components/studio/dragged";
import type { Zone } from "@/components/studio/drop-zone";
import { noteOutdated } from "@/components/version/new-version";

const DropZone = dynamic(loadDropZone, { ssr: false });

type TakesFiles = (files: readonly File[]) => void;
type Props = { onFiles: TakesFiles; onFrame: (outputId: string) => void; onAddress: (address: string) => void; children: ReactNode };

/** The whole page takes files, dropped or pasted. Whatever they are: what is wrong with one is said at its tile. */
export function DropArea({ onFiles, onFrame, onAddress, children }: Props) {
  const [isWanted, setWanted] = useState(false);
  const [zone, setZone] = useState<Zone | null>(null);
  const fromHere = useRef(false);
  const [isFromHere] = useState(() => () => fromHere.current);
  const want = () => setWanted(true);
  usePasted(onFiles, onAddress);
  /** Dragged and dropped faster than the drop zone loads. */
  const early = {
    role: "presentation",
    onDragEnter: want,
    onDragOver: (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      void readDrop(droppedIn(event.dataTransfer)).then(onFiles);
    },
  };
  const carriesFiles = ({ dataTransfer: { types } }: DragEvent): boolean => draggedOf(types, isFromHere()) === "files";
  return (
    <div
      {...(zone ?? early)}
      /** Before a drag of this page itself begins, what takes it is there. */
      onPointerDown={want}
      onDragStart={() => {
        fromHere.current = true;
      }}
      /** None comes during a drag: it is over, though what was dragged may have left the page and could not say so. */
      onPointerMove={() => {
        fromHere.current = false;
      }}
      className="min-h-dvh md:grid md:grid-cols-[396px_minmax(0,1fr)] md:grid-rows-[52px_minmax(0,1fr)]"
    >
      {children}
      {isWanted && <DropZone onFiles={onFiles} onFrame={onFrame} onAddress={onAddress} readDrop={readDrop} isFromHere={isFromHere} onZone={setZone} />}
    </div>
  );
}

const readDrop = (dropped: readonly Dropped[]): Promise<File[]> =>
  studioParts.readDrop().then((read) => read(dropped), () => {
    noteOutdated("part_missing");
    return [];
  });

function usePasted(onFiles: TakesFiles, onAddress: (address: string) => void): void {
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData, target } = event;
    const files = [...(clipboardData?.files ?? [])];
    /** Office programs put a picture of the text beside it: in a field the text is what was meant. */
    const isForField = isTextField(target) && (files.length === 0 || clipboardData?.types.includes("text/plain"));
    const address = files.length > 0 ? null : addressOf(clipboardData?.getData("text/plain") ?? "");
    if (isForField || (files.length === 0 && !address)) return;
    event.preventDefault();
    if (address) onAddress(address);
    else onFiles(files);
  });
  useEffect(() => {
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, []);
}
