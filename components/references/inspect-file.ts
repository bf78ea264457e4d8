import { checkImage } from "@/lib/models/image-rules";
import type { MediaRule } from "@/lib/models/field";
import type { ReferenceProblem } from "@/lib/references/reference";

export type Format = { name: string; mime: "image/jpeg" | "image/png" | null };

const HEAD_BYTES = 16;
const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte);

/** By the first bytes, because names and types of files lie; null where they are no picture that we know. */
export function formatOf(head: Uint8Array): Format | null {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return { name: "jpeg", mime: "image/jpeg" };
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { name: "png", mime: "image/png" };
  if (ascii(head, 0, 4) === "GIF8") return { name: "gif", mime: null };
  if (ascii(head, 0, 4) === "RIFF" && ascii(head, 8, 12) === "WEBP") return { name: "webp", mime: null };
  if (ascii(head, 0, 2) === "BM") return { name: "bmp", mime: null };
  if (startsWith(head, 0x49, 0x49, 0x2a, 0x00) || startsWith(head, 0x4d, 0x4d, 0x00, 0x2a)) return { name: "tiff", mime: null };
  if (ascii(head, 4, 8) !== "ftyp") return null;
  const brand = ascii(head, 8, 12);
  if (brand.startsWith("avi")) return { name: "avif", mime: null };
  return /^(hei|hev|mif|msf)/.test(brand) ? { name: "heic", mime: null } : null;
}

export type Inspected = { ok: true; mime: "image/jpeg" | "image/png" } | { ok: false; problem: ReferenceProblem };
const refuse = (problem: ReferenceProblem): Inspected => ({ ok: false, problem });

/** The cheap look before an upload. The server looks again at what was stored, and its word counts. */
export async function inspectFile(
  file: Blob,
  rules: readonly MediaRule[],
  measure: (file: Blob) => Promise<{ width: number; height: number } | null> = measurePixels,
): Promise<Inspected> {
  const format = formatOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (!format) return refuse({ code: "not_an_image" });
  if (!format.mime) return refuse({ code: "wrong_format", format: format.name });
  /** Bytes first: what is far too big is not decoded just to hear its pixels. */
  const bytesProblem = checkImage(rules.filter(({ dimension }) => dimension === "file_size_mb"), { bytes: file.size, width: 1, height: 1 });
  if (bytesProblem) return refuse(bytesProblem);
  const size = await measure(file);
  if (!size) return refuse({ code: "damaged" });
  const problem = checkImage(rules, { bytes: file.size, ...size });
  return problem ? refuse(problem) : { ok: true, mime: format.mime };
}

async function measurePixels(file: Blob): Promise<{ width: number; height: number } | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const size = { width: bitmap.width, height: bitmap.height };
    bitmap.close();
    return size;
  } catch {
    return null;
  }
}
