import { FRAME_TYPE } from "@/components/studio/dragged";

const SHOWN_PX = 120;

/** Begins the drag of a frame of the sheet, by its picture; false for whatever else is picked up. */
export function pickUpFrame({ target, dataTransfer }: DragEvent): boolean {
  const picture = target instanceof HTMLImageElement ? target : null;
  const frame = picture?.closest<HTMLElement>("[data-output]");
  if (!picture || !frame || !dataTransfer) return false;
  dataTransfer.setData(FRAME_TYPE, frame.dataset.output ?? "");
  dataTransfer.effectAllowed = "copy";
  if (picture.complete) dataTransfer.setDragImage(small(picture), 12, 12);
  return true;
}

/** The whole frame, small: at its own size it would cover where it goes. */
function small(picture: HTMLImageElement): HTMLCanvasElement {
  const { width, height } = picture.getBoundingClientRect();
  const scale = SHOWN_PX / Math.max(width, height, 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
