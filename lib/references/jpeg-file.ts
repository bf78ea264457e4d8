import { byteView, joined } from "@/lib/references/byte-view";
import { readExif } from "@/lib/references/exif";
import { readIcc } from "@/lib/references/icc";
import type { Colour, Looked } from "@/lib/references/image-facts";
import { neededParts } from "@/lib/references/jpeg-needed";
import { drawnSegments, isFrame, MARKER, neededKind, walkJpeg, type JpegSegment, type JpegWalk } from "@/lib/references/jpeg-segments";
import type { Stripped } from "@/lib/references/source";
import type { Steps } from "@/lib/references/steps";
import { tellsOfXmp } from "@/lib/references/xmp";

type Cut = { bytes: Uint8Array<ArrayBuffer>; removed: ReadonlySet<Stripped> };
const nameAt = (bytes: Uint8Array, { body, to }: JpegSegment): string => byteView(bytes).ascii(body, Math.min(32, to - body));
const ICC = { name: "ICC_PROFILE\0", headBytes: 14, mostSegments: 255 } as const;
const isIcc = (bytes: Uint8Array, segment: JpegSegment): boolean => segment.marker === MARKER.app2 && nameAt(bytes, segment).startsWith(ICC.name);
const isExif = (bytes: Uint8Array, segment: JpegSegment): boolean => segment.marker === MARKER.app1 && nameAt(bytes, segment).startsWith("Exif\0");
/** Marker, length, "JFIF\0", version, density, and no preview. */
const JFIF_BYTES = 18;
/** Marker, length, "Adobe", version, flags, and how the colours are turned. */
const ADOBE_BYTES = 16;

/** What a segment tells beyond the picture. */
function tells(bytes: Uint8Array, segment: JpegSegment): Iterable<Stripped> {
  const name = nameAt(bytes, segment);
  const body = bytes.subarray(segment.body, segment.to);
  switch (segment.marker) {
    case MARKER.app0: return ["preview"];
    case MARKER.app1: return isExif(bytes, segment) ? readExif(body).tells : name.startsWith("http://ns.adobe.com/x") ? tellsOfXmp(body) : ["other"];
    case MARKER.app13: case MARKER.com: return ["text"];
    default: return ["other"];
  }
}

type Parts = readonly { segment: JpegSegment; part: Uint8Array }[];

/** The first JFIF and Adobe segments without what may hide in them: a preview, or more bytes than the format has. */
function kept(bytes: Uint8Array, { segments }: JpegWalk, neededOf: (segment: JpegSegment) => Uint8Array, keepsProfile: boolean): Parts {
  const jfif = segments.find((segment) => segment.marker === MARKER.app0 && nameAt(bytes, segment).startsWith("JFIF\0") && segment.to - segment.from >= JFIF_BYTES);
  const adobe = segments.find((segment) => segment.marker === MARKER.app14 && nameAt(bytes, segment).startsWith("Adobe") && segment.to - segment.from >= ADOBE_BYTES);
  return segments.flatMap((segment) => {
    if (segment === jfif) return [{ segment, part: cutTo(bytes, segment, JFIF_BYTES, 2) }];
    if (segment === adobe) return [{ segment, part: cutTo(bytes, segment, ADOBE_BYTES, 0) }];
    if (neededKind(segment.marker) !== null) return [{ segment, part: neededOf(segment) }];
    return keepsProfile && isIcc(bytes, segment) ? [{ segment, part: wholeOf(bytes, segment) }] : [];
  });
}

const wholeOf = (bytes: Uint8Array, { from, to }: JpegSegment): Uint8Array => bytes.subarray(from, to);
const fileOf = (bytes: Uint8Array, parts: Parts): Uint8Array<ArrayBuffer> =>
  joined([bytes.subarray(0, 2), ...parts.map(({ part }) => part), Uint8Array.of(0xff, MARKER.eoi)]);

function cutTo(bytes: Uint8Array, { from }: JpegSegment, length: number, zeroed: number): Uint8Array {
  const part = bytes.slice(from, from + length);
  part.set([(length - 2) >> 8, (length - 2) & 0xff], 2);
  return part.fill(0, length - zeroed);
}

/** What is lost of a segment that stays. */
const LOST: Readonly<Record<number, Stripped>> = { [MARKER.app0]: "preview", [MARKER.sos]: "trailing" };

/** null for a file that breaks off, and for one whose coded bytes are none that can be read here. Those are copied as they are: each pixel stays what it was. */
export function* cutJpeg(bytes: Uint8Array, keepsProfile = false): Steps<Cut | null> {
  const walk = walkJpeg(bytes);
  const needed = walk.end === null ? null : yield* neededParts(bytes, drawnSegments(bytes, walk));
  if (walk.end === null || needed === null) return null;
  const parts = kept(bytes, walk, (segment) => needed.get(segment) ?? new Uint8Array(0), keepsProfile);
  const whole = fileOf(bytes, parts);
  const removed = removedFrom(bytes, walk, parts);
  // Stray bytes between segments.
  if (removed.size === 0 && whole.length !== bytes.length) removed.add("other");
  return { bytes: whole, removed };
}

function removedFrom(bytes: Uint8Array, { segments, end }: JpegWalk, parts: Parts): Set<Stripped> {
  const staying = new Map(parts.map(({ segment, part }) => [segment, part.length]));
  const removed = new Set<Stripped>();
  for (const segment of segments) {
    const length = staying.get(segment);
    if (length === undefined) for (const what of tells(bytes, segment)) removed.add(what);
    else if (length < segment.to - segment.from) removed.add(LOST[segment.marker] ?? "other");
  }
  if (end !== null && end < bytes.length) removed.add("trailing");
  return removed;
}

function keptUnread(bytes: Uint8Array, walk: JpegWalk, keepsProfile: boolean): Parts {
  const drawn = new Set(drawnSegments(bytes, walk));
  return kept(bytes, walk, (segment) => (drawn.has(segment) ? wholeOf(bytes, segment) : new Uint8Array(0)), keepsProfile);
}

/** For a decoder: no orientation, each coded byte, right or wrong, and the profile. null for a file that breaks off. */
export function decodableJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const walk = walkJpeg(bytes);
  return walk.end === null ? null : fileOf(bytes, keptUnread(bytes, walk, true));
}

function colourOf(bytes: Uint8Array, { segments }: JpegWalk, channels: number): Colour {
  const parts = segments.filter((segment) => isIcc(bytes, segment)).slice(0, ICC.mostSegments)
    .toSorted((one, other) => (bytes[one.body + 12] ?? 0) - (bytes[other.body + 12] ?? 0));
  const icc = parts.length > 0 ? readIcc(joined(parts.map(({ body, to }) => bytes.subarray(body + ICC.headBytes, to)))) : null;
  if (channels === 4) return { kind: "other", name: icc?.space === "CMYK" ? icc.name : "CMYK", matrix: null };
  // A profile for other channels than the picture has is none.
  if (!icc || icc.space !== (channels === 1 ? "GRAY" : "RGB")) return { kind: "untagged" };
  return icc.isSrgb ? { kind: "srgb" } : { kind: "other", name: icc.name, matrix: icc.matrix };
}

export function* readJpeg(bytes: Uint8Array): Steps<Looked> {
  const walk = walkJpeg(bytes);
  const view = byteView(bytes);
  const frame = walk.segments.find(({ marker }) => isFrame(marker));
  const at = frame?.body ?? bytes.length;
  const exif = walk.segments.find((segment) => isExif(bytes, segment));
  const cut = yield* cutJpeg(bytes);
  const hasScan = walk.segments.some(({ marker }) => marker === MARKER.sos);
  const facts = {
    format: "jpeg",
    height: view.u16(at + 1),
    width: view.u16(at + 3),
    orientation: exif ? readExif(bytes.subarray(exif.body, exif.to)).orientation : 1,
    colour: colourOf(bytes, walk, view.u8(at + 5)),
    bitsPerChannel: view.u8(at),
    isLossless: false,
    pictures: 1,
    metadata: [...(cut?.removed ?? removedFrom(bytes, walk, keptUnread(bytes, walk, false)))],
    isWhole: walk.end !== null && frame !== undefined && hasScan,
    // Baseline, extended and progressive, Huffman coded.
    isWidelyRead: view.u8(at) === 8 && frame !== undefined && frame.marker <= 0xc2,
    cutBytes: cut?.bytes.length ?? null,
  } as const;
  return { facts, bare: cut?.bytes ?? null };
}
