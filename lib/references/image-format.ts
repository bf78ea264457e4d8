import { byteView, startsWith } from "@/lib/references/byte-view";

/** Formats whose pixels can become a reference, where the browser (or our HEIC decoder) opens them. */
const openedFormats = ["jpeg", "png", "gif", "webp", "avif", "heic", "bmp", "tiff"] as const;
export type OpenedFormat = (typeof openedFormats)[number];
/** Known by name only, to say what a file is: drawings, documents, films and what no browser decodes. */
export type NamedFormat = "svg" | "pdf" | "psd" | "jxl" | "jp2" | "ico" | "raw" | "mp4" | "webm" | "zip";
export type ImageFormat = OpenedFormat | NamedFormat;

export const isOpened = (format: ImageFormat): format is OpenedFormat => openedFormats.some((opened) => opened === format);

/** So many bytes of a file's beginning tell its format. */
export const FORMAT_HEAD_BYTES = 1024;

const SIGNATURES: readonly (readonly [ImageFormat, readonly number[]])[] = [
  ["jpeg", [0xff, 0xd8, 0xff]],
  ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["tiff", [0x49, 0x49, 0x2a, 0x00]],
  ["tiff", [0x4d, 0x4d, 0x00, 0x2a]],
  ["jxl", [0xff, 0x0a]],
  ["jxl", [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20]],
  ["jp2", [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20]],
  ["jp2", [0xff, 0x4f, 0xff, 0x51]],
  ["ico", [0, 0, 1, 0]],
  ["webm", [0x1a, 0x45, 0xdf, 0xa3]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
];
const NAMES: readonly (readonly [ImageFormat, string])[] = [["gif", "GIF87a"], ["gif", "GIF89a"], ["psd", "8BPS"], ["pdf", "%PDF-"], ["raw", "FUJIFILMCCD-RAW"]];

/** By content, because names and types of files lie; null for what is no picture that we know. */
export function formatOf(head: Uint8Array): ImageFormat | null {
  const signed = SIGNATURES.find(([, signature]) => startsWith(head, 0, signature));
  if (signed) return signed[0];
  const view = byteView(head);
  const named = NAMES.find(([, name]) => view.ascii(0, name.length) === name);
  if (named) return named[0];
  if (view.ascii(0, 4) === "RIFF" && view.ascii(8, 4) === "WEBP") return "webp";
  // "BM" alone begins many a text: the header behind it has one of few lengths.
  if (view.ascii(0, 2) === "BM" && [40, 12, 0x6c, 0x7c, 64].includes(view.u8(14)) && view.u8(15) === 0) return "bmp";
  if (view.ascii(4, 4) === "ftyp") return mediaFormat(view.ascii(8, Math.min(view.u8(3), 64) - 8));
  return looksLikeSvg(head) ? "svg" : null;
}

/** `brands`: the major one, four bytes of version, then those it is compatible with. */
function mediaFormat(brands: string): ImageFormat {
  const major = brands.slice(0, 4);
  if (/^avi[fs]$/.test(major)) return "avif";
  if (/^(hei[cxms]|hev[cxms])$/.test(major)) return "heic";
  if (major === "crx ") return "raw";
  if (/^(mif1|mif2|msf1|miaf)$/.test(major)) return /avi[fs]/.test(brands) ? "avif" : "heic";
  return "mp4";
}

function looksLikeSvg(head: Uint8Array): boolean {
  const text = new TextDecoder("utf-8", { fatal: false }).decode(head.subarray(0, FORMAT_HEAD_BYTES)).trimStart();
  return text.startsWith("<svg") || (/^<(\?xml|!--|!DOCTYPE svg)/i.test(text) && /<svg[\s>]|<!DOCTYPE svg/i.test(text));
}
