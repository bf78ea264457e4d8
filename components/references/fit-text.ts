import type { ImageLimits } from "@/lib/models/image-rules";
import { croppedToRatio, paddedToRatio, shrunkInside, type Size } from "@/lib/references/fit-size";
import type { RatioFit } from "@/lib/references/source";

/** A way of fitting, as it is chosen and told. */
export function fitWords(fit: RatioFit): string {
  switch (fit.kind) {
    case "crop": return "Crop";
    case "pad": return fit.fill === "edge" ? "Pad, edge colour" : "Pad, blurred";
    default: return fit satisfies never;
  }
}

/** Wherever the kept part lies. */
export const sameWay = (a: RatioFit, b: RatioFit): boolean => fitWords(a) === fitWords(b);

/** The size that the model will get. */
export function fitResult({ width, height }: Size, bounds: ImageLimits, fit: RatioFit): Size {
  const size = { width, height };
  return shrunkInside(fit.kind === "crop" ? croppedToRatio(size, bounds, fit.position) : paddedToRatio(size, bounds), bounds);
}
