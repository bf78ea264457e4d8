import { byteView } from "@/lib/references/byte-view";
import { readExif } from "@/lib/references/exif";
import type { Colour, ImageFacts } from "@/lib/references/image-facts";
import { boxesIn, readMeta, type Box, type Meta } from "@/lib/references/isobmff";
import { colourOfProfile } from "@/lib/references/small-formats";
import { P3_MATRIX } from "@/lib/references/to-srgb";
import type { Stripped } from "@/lib/references/source";
import { tellsOfXmp } from "@/lib/references/xmp";

const PICTURE_TYPES: readonly string[] = ["hvc1", "av01", "grid", "iden", "iovl", "hev1", "jpeg", "tmap"];
/** A still of a burst or a film: it has tracks as well as items, or tracks alone. */
const isSequence = (boxes: readonly Box[]): boolean => boxes.some(({ type }) => type === "moov");

/** HEIC and AVIF: decoders turn and mirror these by `irot` and `imir`; their EXIF orientation counts for nothing. */
export function readHeif(bytes: Uint8Array, format: "heic" | "avif"): ImageFacts {
  const view = byteView(bytes);
  const boxes = boxesIn(view, 0, bytes.length);
  const meta = readMeta(bytes);
  const properties = meta?.propertiesOf(meta.primary) ?? [];
  const size = properties.find(({ type }) => type === "ispe");
  const [width, height] = size ? [view.u32(size.body + 4), view.u32(size.body + 8)] : [0, 0];
  const turn = properties.find(({ type }) => type === "irot");
  const isTurned = turn !== undefined && (view.u8(turn.body) & 1) === 1;
  const depth = properties.find(({ type }) => type === "pixi");
  const pictures = meta?.all.filter(({ id, type, isHidden }) => PICTURE_TYPES.includes(type) && !isHidden && !meta.parts.has(id)).length ?? 0;
  return {
    format,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    orientation: 1,
    colour: colourOf(bytes, properties),
    bitsPerChannel: depth ? view.u8(depth.body + 5) : 8,
    isLossless: false,
    pictures: isSequence(boxes) ? null : Math.max(1, pictures),
    metadata: meta ? [...tellsOf(bytes, meta)] : [],
    isWhole: meta !== null && size !== undefined && reachesEnd(bytes),
    isWidelyRead: true,
    cutBytes: null,
  };
}

function tellsOf(bytes: Uint8Array, meta: Meta): Set<Stripped> {
  const tells = new Set<Stripped>();
  for (const { id, type } of meta.all) {
    const extent = type === "Exif" || type === "mime" ? meta.extentOf(id) : null;
    if (!extent) continue;
    const body = bytes.subarray(extent.from, extent.from + extent.length);
    // Four bytes say how far the TIFF header is behind them.
    const found = type === "Exif" ? readExif(body.subarray(4 + byteView(body).u32(0))).tells : tellsOfXmp(body);
    for (const what of found) tells.add(what);
  }
  return tells;
}

function colourOf(bytes: Uint8Array, properties: readonly Box[]): Colour {
  const view = byteView(bytes);
  const colours = properties.filter(({ type }) => type === "colr");
  const profile = colours.find(({ body }) => /^(prof|rICC)$/.test(view.ascii(body, 4)));
  if (profile) return colourOfProfile(bytes.subarray(profile.body + 4, profile.to));
  const coded = colours.find(({ body }) => view.ascii(body, 4) === "nclx");
  if (!coded) return { kind: "untagged" };
  // ITU-T H.273: 1 is BT.709, 2 not told, 12 Display P3, 9 BT.2020.
  const [primaries, transfer] = [view.u16(coded.body + 4), view.u16(coded.body + 6)];
  if (primaries === 12) return { kind: "other", name: "Display P3", matrix: P3_MATRIX };
  if (primaries === 9) return { kind: "other", name: transfer === 16 || transfer === 18 ? "BT.2100 HDR" : "BT.2020", matrix: null };
  return primaries === 1 ? { kind: "srgb" } : { kind: "untagged" };
}

/** The last box ends where the file ends: what breaks off has a box that says it is longer. */
function reachesEnd(bytes: Uint8Array): boolean {
  const view = byteView(bytes);
  const last = boxesIn(view, 0, bytes.length).at(-1);
  if (!last) return false;
  const told = view.u32(last.from);
  return told <= 1 || last.from + told <= bytes.length;
}
