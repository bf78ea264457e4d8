import { formatOf, FORMAT_HEAD_BYTES } from "@/lib/references/image-format";
import { cutJpeg, decodableJpeg } from "@/lib/references/jpeg-file";
import { cutPng, decodablePng } from "@/lib/references/png-file";
import type { Stripped } from "@/lib/references/source";
import { atOnce } from "@/lib/references/steps";

const formatAt = (bytes: Uint8Array) => formatOf(bytes.subarray(0, FORMAT_HEAD_BYTES));

/**
 * A JPEG or PNG without all that decoding it does not need: EXIF, XMP, IPTC, MPF, comments, profiles, private segments and
 * chunks, tables that nothing reads, further frames, and what stands behind its pixels or its end. The coded pixels are copied
 * byte for byte.
 * @returns null for another format, for a file that breaks off, and where only decoding it shows what of it is the picture. Never throws.
 */
export function stripImage(bytes: Uint8Array, { keepsProfile = false }: { /** For eyes, where colours are as they were taken. */ keepsProfile?: boolean } = {}): { bytes: Uint8Array<ArrayBuffer>; removed: ReadonlySet<Stripped> } | null {
  const format = formatAt(bytes);
  if (format === "jpeg") return atOnce(cutJpeg(bytes, keepsProfile));
  return format === "png" ? cutPng(bytes, keepsProfile) : null;
}

/** For a decoder that shall neither turn it nor lose its colours: whatever else it is, rightly built or not. null for another format, and for a file that breaks off. */
export function decodableImage(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const format = formatAt(bytes);
  if (format === "jpeg") return decodableJpeg(bytes);
  return format === "png" ? decodablePng(bytes) : null;
}
