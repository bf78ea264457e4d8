import { resized } from "@/components/references/fixing/composed";
import { freeSurface, surfaceRows, type Surface } from "@/components/references/fixing/surface";
import { limits } from "@/lib/limits";
import { scaledBy, type Size } from "@/lib/references/fit-size";
import { pixelKind } from "@/lib/references/flatness";
import { stripImage } from "@/lib/references/strip";
import type { Fixing } from "@/lib/references/verdict";

export type Encoded = { file: Blob; mime: "image/jpeg" | "image/png"; quality: number | null; size: Size; isShrunk: boolean; isTransparent: boolean };
type Bounds = { bytesBelow: number | null; png: Fixing["png"]; ratio: { ratioAbove: number | null; ratioBelow: number | null } };

/** Above it a file grows and no eye sees more. */
const BEST_QUALITY = 0.95;
/** Under it blocks show: then fewer pixels look better. */
const LEAST_QUALITY = 0.7;
const QUALITY_STEP = 0.01;
/** Each brings the bytes to about nine tenths of what is allowed. */
const MOST_SHRINKINGS = 4;

/** PNG for what is transparent, flat or chosen to be, else JPEG of the highest quality under the limit; fewer pixels where none is. Frees the surface. */
export async function encodedUnder(surface: Surface, { bytesBelow, png, ratio }: Bounds): Promise<Encoded | null> {
  const limit = bytesBelow ?? Infinity;
  const { width, height } = surface.canvas;
  const { isTransparent, isFlat } = png === "never" ? { isTransparent: false, isFlat: false } : pixelKind(width, height, surfaceRows(surface).rows);
  const kind: Kind = isTransparent || png === "always" ? "png" : isFlat && png === "if_flat_or_transparent" ? "png_if_it_fits" : "jpeg";
  let now = surface;
  try {
    for (let shrinking = 0; shrinking <= MOST_SHRINKINGS; shrinking += 1) {
      const made = await oneSize(now, limit, kind);
      const size = { width: now.canvas.width, height: now.canvas.height };
      if (made.file.size < limit) return { ...made, size, isShrunk: shrinking > 0, isTransparent };
      const smaller = resized(now, scaledBy(size, Math.min(0.9, Math.sqrt((0.9 * limit) / made.file.size)), ratio));
      freeSurface(now);
      now = smaller;
    }
    return null;
  } finally {
    freeSurface(now);
  }
}

type Kind = "png" | "png_if_it_fits" | "jpeg";
type Made = Pick<Encoded, "file" | "mime" | "quality">;

async function oneSize(surface: Surface, limit: number, kind: Kind): Promise<Made> {
  if (kind !== "jpeg") {
    const file = await written(surface, "image/png", null);
    if (kind === "png" || file.size < limit) return { file, mime: "image/png", quality: null };
  }
  return bestJpeg((quality) => written(surface, "image/jpeg", quality), limit);
}

/** Halves the scale of qualities until it is settled; the least where none fits. */
async function bestJpeg(write: (quality: number) => Promise<Blob>, limit: number): Promise<Made> {
  const made = (file: Blob, quality: number): Made => ({ file, mime: "image/jpeg", quality });
  const best = await write(BEST_QUALITY);
  if (best.size < limit) return made(best, BEST_QUALITY);
  let fits = made(await write(LEAST_QUALITY), LEAST_QUALITY);
  if (fits.file.size >= limit) return fits;
  let [low, high] = [LEAST_QUALITY, BEST_QUALITY];
  for (let encodings = 2; encodings < limits.fixEncodings && high - low > QUALITY_STEP; encodings += 1) {
    const quality = Math.round(((low + high) / 2) * 100) / 100;
    const file = await write(quality);
    if (file.size < limit) [fits, low] = [made(file, quality), quality];
    else high = quality;
  }
  return fits;
}

/** A browser may add a profile or its own name. */
async function written({ canvas }: Surface, type: "image/jpeg" | "image/png", quality: number | null): Promise<Blob> {
  const blob = await canvas.convertToBlob({ type, ...(quality === null ? {} : { quality }) });
  const cut = stripImage(new Uint8Array(await blob.arrayBuffer()));
  if (blob.type !== type || !cut) throw new Error(`No ${type} from this browser's canvas.`);
  return new Blob([cut.bytes], { type });
}
