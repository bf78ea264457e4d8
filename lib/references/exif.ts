import { byteView, type ByteView } from "@/lib/references/byte-view";
import type { Stripped } from "@/lib/references/source";

export type Exif = {
  /** 1 to 8; 1 where none is told or it is none of these. */
  orientation: number;
  tells: ReadonlySet<Stripped>;
};

const TAG = { orientation: 0x0112, exif: 0x8769, gps: 0x8825, thumbnailOffset: 0x0201 } as const;
/** Make, model, serial numbers of body and lens, lens, maker note, owner's name. */
const CAMERA_TAGS: readonly number[] = [0x010f, 0x0110, 0x927c, 0xa430, 0xa431, 0xa432, 0xa433, 0xa434, 0xa435, 0xc62f, 0xc614];
/** Description, artist, copyright, comment, and what Windows adds. */
const TEXT_TAGS: readonly number[] = [0x010e, 0x013b, 0x8298, 0x9286, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f, 0xa420];
/** A camera writes some hundred; a directory of more is not followed. */
const MOST_ENTRIES = 1000;
const ENTRY_BYTES = 12;

type Entry = { tag: number; value: number; short: number };

/** @param tiff from "II" or "MM" on, with or without "Exif\0\0" before it. Never throws. */
export function readExif(tiff: Uint8Array): Exif {
  const body = byteView(tiff).ascii(0, 4) === "Exif" ? tiff.subarray(6) : tiff;
  const order = byteView(body).ascii(0, 2);
  const tells = new Set<Stripped>();
  if (order !== "II" && order !== "MM") return { orientation: 1, tells: tells.add("other") };
  const view = byteView(body, order === "II");
  const first = directory(view, view.u32(4));
  const inside = first.entries.filter(({ tag }) => tag === TAG.exif).slice(0, 1).flatMap(({ value }) => directory(view, value).entries);
  const preview = directory(view, first.next).entries;
  const gps = first.entries.find(({ tag }) => tag === TAG.gps);
  if (gps && directory(view, gps.value).entries.length > 0) tells.add("place");
  const all = [...first.entries, ...inside];
  if (all.some(({ tag }) => CAMERA_TAGS.includes(tag))) tells.add("camera");
  if (all.some(({ tag }) => TEXT_TAGS.includes(tag))) tells.add("text");
  if (preview.some(({ tag }) => tag === TAG.thumbnailOffset)) tells.add("preview");
  if (tells.size === 0) tells.add("other");
  const told = first.entries.find(({ tag }) => tag === TAG.orientation)?.short ?? 1;
  return { orientation: told >= 1 && told <= 8 ? told : 1, tells };
}

/** One directory alone: links are followed by the caller, so that no ring of them has no end. */
function directory(view: ByteView, at: number): { entries: Entry[]; next: number } {
  if (at < 8 || at + 2 > view.length) return { entries: [], next: 0 };
  const count = Math.min(view.u16(at), MOST_ENTRIES, Math.floor((view.length - at - 2) / ENTRY_BYTES));
  const entries = Array.from({ length: count }, (_, index) => {
    const entry = at + 2 + index * ENTRY_BYTES;
    return { tag: view.u16(entry), value: view.u32(entry + 8), short: view.u16(entry + 8) };
  });
  return { entries, next: view.u32(at + 2 + count * ENTRY_BYTES) };
}
