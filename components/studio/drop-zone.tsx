"use client";

import { useCallback, useEffect, useEffectEvent, useState, type DragEvent } from "react";
import { useDropzone, type DropzoneOptions, type DropzoneRootProps, type FileRejection } from "react-dropzone";
import { DropOverlay, FrameTarget } from "@/components/composer/drop-overlay";
import { translatorNow } from "@/components/language/translator-now";
import { draggedOf, droppedIn, firstAddress, type Dragged, type Dropped } from "@/components/studio/dragged";
import { pickUpFrame } from "@/components/studio/frame-drag";
import { showToast } from "@/components/ui/toast-queue";

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
  const [dragged, gone] = useDragged(isFromHere, onAddress);
  const takeFrame = (outputId: string) => {
    gone();
    onFrame(outputId);
  };

  if (dragged === "frame") return <FrameTarget onFrame={takeFrame} />;
  return dragged && <DropOverlay what={dragged} />;
}

function useDragged(isFromHere: Props["isFromHere"], onAddress: Props["onAddress"]): [Dragged | null, gone: () => void] {
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
    const { dataTransfer } = event;
    const kind = dataTransfer ? draggedOf(dataTransfer.types, isFromHere()) : null;
    /** What takes a frame is still to hear of it. */
    if (kind !== "frame") gone();
    if (!dataTransfer || kind === null || kind === "frame") return;
    event.preventDefault();
    if (kind === "files") return;
    const address = droppedAddress(dataTransfer);
    if (address) onAddress(address);
    else showToast({ text: translatorNow()("studio.noAddress"), actions: [] });
  });
  const leave = useEffectEvent(({ relatedTarget }: globalThis.DragEvent) => {
    if (relatedTarget === null) gone();
  });
  const start = useEffectEvent((event: globalThis.DragEvent) => {
    if (pickUpFrame(event)) setDragged("frame");
  });
  useEffect(() => {
    const ending = new AbortController();
    /** Before the page's own listeners, which keep from the library what is not for it. */
    const first = { signal: ending.signal, capture: true };
    window.addEventListener("dragstart", start, first);
    window.addEventListener("dragenter", over, first);
    window.addEventListener("dragover", over, first);
    window.addEventListener("dragleave", leave, first);
    window.addEventListener("drop", drop, first);
    /** No mouse moves during a drag: one that ended unheard has ended. */
    for (const name of ["dragend", "pointermove"]) window.addEventListener(name, gone, first);
    return () => ending.abort();
  }, []);
  return [dragged, gone];
}

/** A picture's own address before that of the page it leads to. */
function droppedAddress(dataTransfer: DataTransfer): string | null {
  const picture = new DOMParser().parseFromString(dataTransfer.getData("text/html"), "text/html").querySelector("img")?.getAttribute("src");
  return firstAddress(picture ?? "") ?? firstAddress(dataTransfer.getData("text/uri-list"));
}

