import { clamp } from "@/lib/emulator/pictures/colour";
import type { Focus } from "@/lib/emulator/pictures/light-map";

export type Size = { width: number; height: number };
export type Cutout = { left: number; top: number; width: number; height: number };
/** `zoom` 1 shows as much as fits; `focus` is the point, 0 to 1, that the cut is laid around. */
export type Framing = { zoom: number; focus: Focus };

/** The part of a picture that fills a frame of another ratio. */
export function cutout(source: Size, frame: Size, { zoom, focus }: Framing): Cutout {
  const ratio = frame.width / frame.height;
  const fullWidth = Math.min(source.width, source.height * ratio);
  const width = clamp(Math.round(fullWidth / zoom), 1, source.width);
  const height = clamp(Math.round(fullWidth / zoom / ratio), 1, source.height);
  return {
    left: Math.round(clamp(focus.x * source.width - width / 2, 0, source.width - width)),
    top: Math.round(clamp(focus.y * source.height - height / 2, 0, source.height - height)),
    width,
    height,
  };
}

/** How much of a picture is left when it fills a frame of another ratio, 0 to 1. */
export function keptShare(source: Size, frame: Size): number {
  const ratios = (source.width / source.height) / (frame.width / frame.height);
  return Math.min(ratios, 1 / ratios);
}

/** Where a point of the source lies in the cut-out, 0 to 1. */
export const pointWithin = (source: Size, cut: Cutout, point: Focus): Focus => ({
  x: clamp((point.x * source.width - cut.left) / cut.width, 0.1, 0.9),
  y: clamp((point.y * source.height - cut.top) / cut.height, 0.1, 0.9),
});
