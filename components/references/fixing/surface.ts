import type { Rect, Size } from "@/lib/references/fit-size";
import { resample } from "@/lib/references/lanczos";

export type Surface = { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D };

/** Asked for on purpose: what is read back often is kept out of the graphics card, whose rounding differs by device. */
export function surfaceOf({ width, height }: Size): Surface {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { colorSpace: "srgb", willReadFrequently: true });
  if (!context) throw new Error("No canvas of this size.");
  return { canvas, context };
}

/** Memory goes with it, without waiting for it to be collected. */
export function freeSurface({ canvas }: Surface): void {
  canvas.width = 0;
  canvas.height = 0;
}

export type PixelSource = {
  size: Size;
  /** RGBA in sRGB of so many whole rows. */
  rows: (row: number, count: number) => Uint8ClampedArray;
  close: () => void;
};

/** A part of a bitmap, read by bands through a small canvas; `recolour` works on each in place. */
export function bitmapRows(bitmap: ImageBitmap, part: Rect, recolour: ((rgba: Uint8ClampedArray) => void) | null): PixelSource {
  const band = surfaceOf({ width: part.width, height: Math.min(BAND_ROWS, part.height) });
  return {
    size: { width: part.width, height: part.height },
    rows: (row, count) => {
      if (count > BAND_ROWS) throw new Error(`At most ${BAND_ROWS} rows at a time.`);
      band.context.clearRect(0, 0, part.width, count);
      band.context.drawImage(bitmap, part.x, part.y + row, part.width, count, 0, 0, part.width, count);
      const { data } = band.context.getImageData(0, 0, part.width, count);
      recolour?.(data);
      return data;
    },
    close: () => freeSurface(band),
  };
}
export const BAND_ROWS = 128;

export const surfaceRows = ({ canvas, context }: Surface): PixelSource => ({
  size: { width: canvas.width, height: canvas.height },
  rows: (row, count) => context.getImageData(0, row, canvas.width, count).data,
  close: () => undefined,
});

/** A surface of this size with the source's pixels, resampled where the size differs. */
export function drawnAt(source: PixelSource, to: Size, onRows: (share: number) => void): Surface {
  const surface = surfaceOf(to);
  const write = (row: number, count: number, rgba: Uint8ClampedArray<ArrayBuffer>): void => {
    surface.context.putImageData(new ImageData(rgba, to.width, count), 0, row);
    onRows((row + count) / to.height);
  };
  if (source.size.width !== to.width || source.size.height !== to.height) resample(source.size, to, { read: source.rows, write });
  else for (let row = 0; row < to.height; row += BAND_ROWS) {
    const count = Math.min(BAND_ROWS, to.height - row);
    write(row, count, Uint8ClampedArray.from(source.rows(row, count)));
  }
  return surface;
}
