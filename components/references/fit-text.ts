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

/** The size that the model will get. */
export function fitResult({ width, height }: Size, bounds: ImageLimits, fit: RatioFit): Size {
  const size = { width, height };
  return shrunkInside(fit.kind === "crop" ? croppedToRatio(size, bounds, fit.position) : paddedToRatio(size, bounds), bounds);
}
