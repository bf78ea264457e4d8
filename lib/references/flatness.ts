const CHANNELS = 4;
/** Of neighbours in a row, so many alike are drawn, not photographed: screenshots have nine of ten, photographs one of ten. */
const FLAT_SHARE = 0.5;
const ROW_STEP = 3;

export type PixelKind = { isTransparent: boolean; isFlat: boolean };

/** Reads the picture by bands. */
export function pixelKind(width: number, height: number, read: (row: number, count: number) => Uint8ClampedArray): PixelKind {
  const bandRows = Math.max(1, Math.min(height, 128));
  let [alike, asked] = [0, 0];
  for (let row = 0; row < height; row += bandRows) {
    const rgba = read(row, Math.min(bandRows, height - row));
    const words = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / CHANNELS);
    for (let at = 3; at < rgba.length; at += CHANNELS) if (rgba[at] !== 255) return { isTransparent: true, isFlat: false };
    for (let start = 0; start + width <= words.length; start += width * ROW_STEP) {
      for (let at = start + 1; at < start + width; at += 1) if (words[at] === words[at - 1]) alike += 1;
      asked += width - 1;
    }
  }
  return { isTransparent: false, isFlat: asked > 0 && alike / asked > FLAT_SHARE };
}
