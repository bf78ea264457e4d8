import type { ImageLimits } from "@/lib/models/image-rules";
import { croppedToRatio, paddedToRatio, shrunkInside, type Size } from "@/lib/references/fit-size";
import type { RatioFit } from "@/lib/references/source";

/** A way of fitting, as it is chosen: wherever the kept part lies. */
export function wayOf(fit: RatioFit): "crop" | "edge" | "blur" {
  switch (fit.kind) {
    case "crop": return "crop";
    case "pad": return fit.fill;
    default: return fit satisfies never;
  }
}

export const isWide = ({ width, height }: Size): boolean => width > height;

/** Where the kept part lies was chosen along one direction: of a picture that lies the other way its middle is kept. */
export const fitAlong = (fit: RatioFit, isSameWay: boolean): RatioFit => (fit.kind === "crop" && !isSameWay ? { ...fit, position: 0.5 } : fit);

/** The size that the model will get. */
export function fitResult({ width, height }: Size, bounds: ImageLimits, fit: RatioFit): Size {
  const size = { width, height };
  return shrunkInside(fit.kind === "crop" ? croppedToRatio(size, bounds, fit.position) : paddedToRatio(size, bounds), bounds);
}
