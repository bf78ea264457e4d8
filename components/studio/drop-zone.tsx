"use client";

import { useCallback, useEffect, useEffectEvent, useState, type DragEvent } from "react";
import { useDropzone, type DropzoneOptions, type DropzoneRootProps, type FileRejection } from "react-dropzone";
import { DropOverlay, FrameTarget } from "@/components/composer/drop-overlay";
import { draggedOf, droppedIn, firstAddress, type Dragged, type Dropped } from "@/components/studio/dragged";
import { pickUpFrame } from "@/components/studio/frame-drag";

export type Zone = DropzoneRootProps;
type GetFiles = NonNullable<DropzoneOptions["getFilesFromEvent"]>;
type Props = {
  onFiles: (files: readonly File[]) => void;
  onFrame: (outputId: string) => void;
  onAddress: (address: string) => void;
  /** Folders opened. */
  readDrop: (dropped: readonly Dropped[]) => Promise<File[]>;
  /** Whether what hangs over the page was picked up in it. */
  isFromHere: () => boolean;
  onZone: (zone: Zone | null) => void;
};

/** Loaded at the first touch of the page or when something is dragged over it. What the library listens with goes to the page's root. */
export function DropZone({ onFiles, onFrame, onAddress, readDrop, isFromHere, onZone }: Props) {
  const onDrop = useCallback(
    (files: readonly File[], rejections: readonly FileRejection[]) => onFiles([...files, ...rejections.map(({ file }) => file)]),
    [onFiles],
  );
  /** Which folders are in a drop, and what is in them, can be read at the drop alone. */
  const getFilesFromEvent = useCallback(
    async (event: Parameters<GetFiles>[0]): Promise<File[]> =>
      "dataTransfer" in event && event.dataTransfer && event.type === "drop" ? readDrop(droppedIn(event.dataTransfer)) : [],
    [readDrop],
  );
  /** The page says itself what it does with other drags: text still goes into the prompt. */
  const { getRootProps } = useDropzone({ noClick: true, noKeyboard: true, noPaste: true, preventDropOnDocument: false, getFilesFromEvent, onDrop });
  useEffect(() => {
    const filesAlone = (event: DragEvent) => {
      if (draggedOf(event.dataTransfer.types, isFromHere()) !== "files") event.stopPropagation();
    };
    onZone(getRootProps({ onDragEnter: filesAlone, onDragOver: filesAlone, onDrop: filesAlone }));
    return () => onZone(null);
  }, [getRootProps, isFromHere, onZone]);
  const dragged = useDragged(isFromHere, onAddress);

  if (dragged === "frame") return <FrameTarget onFrame={onFrame} />;
  return dragged && <DropOverlay what={dragged} />;
}

function useDragged(isFromHere: Props["isFromHere"], onAddress: Props["onAddress"]): Dragged | null {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const gone = () => setDragged(null);
  const over = useEffectEvent((event: globalThis.DragEvent) => {
    const kind = draggedOf(event.dataTransfer?.types ?? [], isFromHere());
    setDragged(kind);
    if (kind === null || kind === "frame") return;
    /** Where nothing else takes it, a browser would leave the page for it. */
    event.preventDefault();
    if (kind === "address" && event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  });
  const drop = useEffectEvent((event: globalThis.DragEvent) => {
    gone();
    const { dataTransfer } = event;
    const kind = dataTransfer ? draggedOf(dataTransfer.types, isFromHere()) : null;
    if (!dataTransfer || kind === null) return;
    event.preventDefault();
    const address = kind === "address" ? droppedAddress(dataTransfer) : null;
    if (address) onAddress(address);
  });
  const leave = useEffectEvent(({ relatedTarget }: globalThis.DragEvent) => {
    if (relatedTarget === null) gone();
  });
  const start = useEffectEvent((event: globalThis.DragEvent) => {
    if (pickUpFrame(event)) setDragged("frame");
  });
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    window.addEventListener("dragstart", start, { signal });
    window.addEventListener("dragenter", over, { signal });
    window.addEventListener("dragover", over, { signal });
    window.addEventListener("dragleave", leave, { signal });
    window.addEventListener("drop", drop, { signal });
    /** No mouse moves during a drag: one that ended unheard has ended. */
    for (const name of ["dragend", "pointermove"]) window.addEventListener(name, gone, { signal });
    return () => ending.abort();
  }, []);
  return dragged;
}

/** A picture's own address before that of the page it leads to. */
function droppedAddress(dataTransfer: DataTransfer): string | null {
  const picture = new DOMParser().parseFromString(dataTransfer.getData("text/html"), "text/html").querySelector("img")?.getAttribute("src");
  return firstAddress(picture ?? "") ?? firstAddress(dataTransfer.getData("text/uri-list"));
}

