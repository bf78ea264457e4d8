import { byteView, type ByteView } from "@/lib/references/byte-view";

/** ISO/IEC 14496-12: a box; `body` is behind its header (and behind version and flags where `full`). */
export type Box = { type: string; from: number; body: number; to: number };

const MOST_BOXES = 2000;
const MOST_ITEMS = 2000;

export function boxesIn(view: ByteView, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to && boxes.length < MOST_BOXES;) {
    const short = view.u32(at);
    const head = short === 1 ? 16 : 8;
    const size = short === 0 ? to - at : short === 1 ? view.u32(at + 8) * 2 ** 32 + view.u32(at + 12) : short;
    if (size < head) break;
    boxes.push({ type: view.ascii(at + 4, 4), from: at, body: at + head, to: Math.min(at + size, to) });
    at += size;
  }
  return boxes;
}

export type MediaItem = { id: number; type: string; isHidden: boolean };
export type Meta = {
  primary: number;
  all: readonly MediaItem[];
  /** The properties of one, in their order. */
  propertiesOf: (id: number) => Box[];
  /** Where the bytes of one lie; null where they are in parts or elsewhere. */
  extentOf: (id: number) => { from: number; length: number } | null;
  /** Previews, depth, gain maps and tiles: parts of another picture. */
  parts: ReadonlySet<number>;
};

export function readMeta(bytes: Uint8Array): Meta | null {
  const view = byteView(bytes);
  const meta = boxesIn(view, 0, bytes.length).find(({ type }) => type === "meta");
  if (!meta) return null;
  const inside = boxesIn(view, meta.body + 4, meta.to);
  const find = (type: string): Box | undefined => inside.find((box) => box.type === type);
  const [pitm, iinf, iprp, iloc, iref] = [find("pitm"), find("iinf"), find("iprp"), find("iloc"), find("iref")];
  const properties = iprp ? boxesIn(view, iprp.body, iprp.to) : [];
  const ipco = properties.find(({ type }) => type === "ipco");
  const known = ipco ? boxesIn(view, ipco.body, ipco.to) : [];
  const links = properties.filter(({ type }) => type === "ipma").flatMap((box) => readLinks(view, box));
  return {
    primary: pitm ? (view.u8(pitm.body) === 0 ? view.u16(pitm.body + 4) : view.u32(pitm.body + 4)) : 0,
    all: iinf ? readEntries(view, iinf) : [],
    propertiesOf: (id) => links.filter((link) => link.id === id).flatMap(({ at }) => known[at - 1] ?? []),
    extentOf: (id) => (iloc ? readExtents(view, iloc).get(id) ?? null : null),
    parts: new Set(iref ? readParts(view, iref) : []),
  };
}

function readEntries(view: ByteView, iinf: Box): MediaItem[] {
  const from = iinf.body + (view.u8(iinf.body) === 0 ? 6 : 8);
  return boxesIn(view, from, iinf.to).filter(({ type }) => type === "infe").map(({ body }) => {
    const isLong = view.u8(body) >= 3;
    return { id: isLong ? view.u32(body + 4) : view.u16(body + 4), type: view.ascii(body + (isLong ? 10 : 8), 4), isHidden: (view.u8(body + 3) & 1) === 1 };
  });
}

function readLinks(view: ByteView, ipma: Box): { id: number; at: number }[] {
  const [isLongId, isLongAt] = [view.u8(ipma.body) >= 1, (view.u8(ipma.body + 3) & 1) === 1];
  const links: { id: number; at: number }[] = [];
  let at = ipma.body + 8;
  for (let entry = 0; entry < Math.min(view.u32(ipma.body + 4), MOST_ITEMS) && at < ipma.to; entry += 1) {
    const id = isLongId ? view.u32(at) : view.u16(at);
    at += isLongId ? 4 : 2;
    const count = view.u8(at);
    at += 1;
    for (let link = 0; link < count; link += 1) {
      links.push({ id, at: isLongAt ? view.u16(at) & 0x7fff : view.u8(at) & 0x7f });
      at += isLongAt ? 2 : 1;
    }
  }
  return links;
}

/** Those of one extent in the file itself: so EXIF and XMP are always stored. */
function readExtents(view: ByteView, iloc: Box): Map<number, { from: number; length: number }> {
  const version = view.u8(iloc.body);
  const sized = (at: number, size: number): number => (size === 0 ? 0 : size === 4 ? view.u32(at) : view.u32(at) * 2 ** 32 + view.u32(at + 4));
  const [offsetBytes, lengthBytes] = [view.u8(iloc.body + 4) >> 4, view.u8(iloc.body + 4) & 15];
  const [baseBytes, indexBytes] = [view.u8(iloc.body + 5) >> 4, version === 0 ? 0 : view.u8(iloc.body + 5) & 15];
  const idBytes = version === 2 ? 4 : 2;
  const count = version === 2 ? view.u32(iloc.body + 6) : view.u16(iloc.body + 6);
  const found = new Map<number, { from: number; length: number }>();
  let at = iloc.body + 6 + idBytes;
  for (let entry = 0; entry < Math.min(count, MOST_ITEMS) && at < iloc.to; entry += 1) {
    const id = idBytes === 4 ? view.u32(at) : view.u16(at);
    at += idBytes;
    const method = version === 0 ? 0 : view.u16(at) & 15;
    at += (version === 0 ? 0 : 2) + 2;
    const base = sized(at, baseBytes);
    const extents = view.u16(at + baseBytes);
    at += baseBytes + 2;
    if (extents === 1 && method === 0) found.set(id, { from: base + sized(at + indexBytes, offsetBytes), length: sized(at + indexBytes + offsetBytes, lengthBytes) });
    at += extents * (indexBytes + offsetBytes + lengthBytes);
  }
  return found;
}

function readParts(view: ByteView, iref: Box): number[] {
  const isLong = view.u8(iref.body) >= 1;
  const idAt = (at: number): number => (isLong ? view.u32(at) : view.u16(at));
  const idBytes = isLong ? 4 : 2;
  return boxesIn(view, iref.body + 4, iref.to).flatMap(({ type, body }) => {
    // A preview or a depth map points at its picture; a picture of tiles points at these.
    if (type === "thmb" || type === "auxl") return [idAt(body)];
    if (type !== "dimg") return [];
    return Array.from({ length: Math.min(view.u16(body + idBytes), MOST_ITEMS) }, (_, index) => idAt(body + idBytes + 2 + index * idBytes));
  });
}
