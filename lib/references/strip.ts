import { formatOf, FORMAT_HEAD_BYTES } from "@/lib/references/image-format";
import { cutJpeg } from "@/lib/references/jpeg-file";
import { cutPng } from "@/lib/references/png-file";
import type { Stripped } from "@/lib/references/source";

export type StripOptions = {
  /** Colour profiles stay: for what is still to be decoded and converted. */
  keepProfile?: boolean;
};

/**
 * A JPEG or PNG without all that decoding it does not need: EXIF, XMP, IPTC, MPF, comments, profiles, private segments and
 * chunks, further frames, and what stands behind its end. The coded pixels are copied byte for byte.
 * @returns null for another format and for a file that breaks off. Never throws.
 */
export function stripImage(bytes: Uint8Array, { keepProfile = false }: StripOptions = {}): { bytes: Uint8Array<ArrayBuffer>; removed: ReadonlySet<Stripped> } | null {
  const format = formatOf(bytes.subarray(0, FORMAT_HEAD_BYTES));
  if (format === "jpeg") return cutJpeg(bytes, keepProfile);
  return format === "png" ? cutPng(bytes, keepProfile) : null;
}

/** What a JPEG or PNG still tells; empty exactly where stripping it changes no byte (but for the frames of an animation). */
export const metadataLeft = (bytes: Uint8Array): readonly Stripped[] => [...(stripImage(bytes)?.removed ?? [])];
