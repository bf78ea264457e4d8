import { joined } from "@/lib/references/byte-view";
import type { ImageFacts } from "@/lib/references/image-facts";
import { decodableImage } from "@/lib/references/strip";
import { toSrgb } from "@/lib/references/to-srgb";

export type Opened = {
  bitmap: ImageBitmap;
  /** Where the decoder did not convert the colours itself. */
  recolour: ((rgba: Uint8ClampedArray) => void) | null;
};

const DECODING: ImageBitmapOptions = { colorSpaceConversion: "default", premultiplyAlpha: "default" };

/** The picture as it is stored, not turned: browsers disagree about whose orientation counts, so none gets to see it. */
export async function openBitmap(file: Blob, bytes: Uint8Array, facts: ImageFacts): Promise<Opened | null> {
  const native = await createImageBitmap(withoutOrientation(file, bytes, facts), DECODING).catch(() => null);
  if (native) return { bitmap: native, recolour: null };
  return facts.format === "heic" ? openHeic(file, facts) : null;
}

function withoutOrientation(file: Blob, bytes: Uint8Array, { format, orientation }: ImageFacts): Blob {
  if (format === "jpeg" || format === "png") {
    const bare = decodableImage(bytes);
    return bare ? new Blob([bare], { type: `image/${format}` }) : file;
  }
  if (format === "webp" && orientation !== 1) return new Blob([withoutExifChunk(bytes)], { type: "image/webp" });
  return file;
}

/** The chunk keeps its place and loses its name: a decoder passes over what it does not know. */
function withoutExifChunk(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = joined([bytes]);
  for (let at = 12; at + 8 <= copy.length;) {
    const size = (copy[at + 4] ?? 0) + (copy[at + 5] ?? 0) * 0x100 + (copy[at + 6] ?? 0) * 0x10000 + (copy[at + 7] ?? 0) * 0x1000000;
    if (copy[at] === 0x45 && copy[at + 1] === 0x58 && copy[at + 2] === 0x49 && copy[at + 3] === 0x46) copy.set([0x58, 0x58, 0x58, 0x58], at);
    at += 8 + size + (size & 1);
  }
  return copy;
}

/** Once it failed it may have run out of memory, and then fails for good: with it goes the worker that it runs in. */
let hasHeicFailed = false;
export const isSpent = (): boolean => hasHeicFailed;

/** Loaded when the first such file comes, in browsers that do not open it: libheif, which turns it but keeps its colours. */
async function openHeic(file: Blob, { colour }: ImageFacts): Promise<Opened | null> {
  const { heicTo } = await import("heic-to/csp");
  const bitmap = await heicTo({ blob: file, type: "bitmap", options: { premultiplyAlpha: "default" } }).catch(() => null);
  hasHeicFailed = bitmap === null;
  return bitmap && { bitmap, recolour: colour.kind === "other" && colour.matrix ? toSrgb(colour.matrix) : null };
}
