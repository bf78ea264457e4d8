import { crc32, deflateSync } from "node:zlib";

/** Bytes of formats that no encoder at hand writes, or writes wrongly on purpose. */
const u16 = (value: number): Buffer => Buffer.from([(value >> 8) & 255, value & 255]);
export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const le16 = (value: number): Buffer => Buffer.from([value & 255, (value >> 8) & 255]);
const le32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const latin = (text: string): Buffer => Buffer.from(text, "latin1");

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
export function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([latin(type), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}
export const header = (width: number, height: number, depth = 8, type = 2, interlace = 0): Buffer =>
  chunk("IHDR", Buffer.concat([u32(width), u32(height), Buffer.from([depth, type, 0, 0, interlace])]));
export const png = (...chunks: readonly Buffer[]): Buffer => Buffer.concat([pngSignature, ...chunks, chunk("IEND")]);
/** Behind IHDR, or before IEND. */
export const pngWith = (file: Buffer, ...chunks: readonly Buffer[]): Buffer => Buffer.concat([file.subarray(0, 33), ...chunks, file.subarray(33)]);

/** RGB in a file of exactly so many bytes: unpacked blocks of five bytes' head, chunks of twelve. */
export function pngOfBytes(width: number, height: number, bytes: number, rgb: Buffer): Buffer {
  const rows = Buffer.concat(Array.from({ length: height }, (_, row) => Buffer.concat([Buffer.from([0]), rgb.subarray(row * width * 3, (row + 1) * width * 3)])));
  const blocks: Buffer[] = [Buffer.from([0x78, 0x01])];
  for (let at = 0; at < rows.length; at += 65_000) {
    const part = rows.subarray(at, at + 65_000);
    blocks.push(Buffer.from([0]), le16(part.length), le16(~part.length), part);
  }
  const tail = Buffer.concat([Buffer.from([1, 0, 0, 0xff, 0xff]), u32(adler(rows))]);
  const least = 8 + 25 + 12 + 12;
  const bare = blocks.reduce((sum, { length }) => sum + length, 0) + tail.length;
  // Empty blocks fill up by fives, empty chunks by twelves.
  let missing = bytes - least - bare;
  if (missing < 44) throw new Error(`${bytes} is too few for this size: ${missing}`);
  let empty = 0;
  while (missing % 5 !== 0) { missing -= 12; empty += 1; }
  const filler = Buffer.concat(Array.from({ length: missing / 5 }, () => Buffer.from([0, 0, 0, 0xff, 0xff])));
  return png(header(width, height), chunk("IDAT", Buffer.concat([...blocks, filler, tail])), ...Array.from({ length: empty }, () => chunk("IDAT")));
}
function adler(bytes: Buffer): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

export const segment = (marker: number, body: Buffer): Buffer => Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);
/** Behind the first segment. */
export function jpegWith(file: Buffer, ...segments: readonly Buffer[]): Buffer {
  const at = 4 + file.readUInt16BE(4);
  return Buffer.concat([file.subarray(0, at), ...segments, file.subarray(at)]);
}
export const exifSegment = (tiff: Buffer): Buffer => segment(0xe1, Buffer.concat([latin("Exif\0\0"), tiff]));
export const iccSegment = (profile: Buffer): Buffer => segment(0xe2, Buffer.concat([latin("ICC_PROFILE\0"), Buffer.from([1, 1]), profile]));
export const xmpSegment = (packet: string): Buffer => segment(0xe1, Buffer.concat([latin("http://ns.adobe.com/xap/1.0/\0"), latin(packet)]));

type Tag = { tag: number; short: number } | { tag: number; text: string } | { tag: number; link: number };
/** A TIFF directory of short values, texts and links; `next` where the directory of the preview is. */
export function directory(at: number, tags: readonly Tag[], next = 0): Buffer {
  const texts: Buffer[] = [];
  let textAt = at + 2 + tags.length * 12 + 4;
  const entries = tags.map((tag) => {
    if ("short" in tag) return Buffer.concat([u16(tag.tag), u16(3), u32(1), u16(tag.short), u16(0)]);
    if ("link" in tag) return Buffer.concat([u16(tag.tag), u16(4), u32(1), u32(tag.link)]);
    const text = latin(`${tag.text.padEnd(8)}\0`);
    const entry = Buffer.concat([u16(tag.tag), u16(2), u32(text.length), u32(textAt)]);
    texts.push(text);
    textAt += text.length;
    return entry;
  });
  return Buffer.concat([u16(tags.length), ...entries, u32(next), ...texts]);
}
export const tiffOf = (...parts: readonly Buffer[]): Buffer => Buffer.concat([latin("MM"), u16(42), u32(8), ...parts]);

/** A matrix profile of version 2: three columns of XYZ (D50) and one exponent. */
export function iccProfile(name: string, columns: readonly (readonly number[])[] | null, gamma: number): Buffer {
  const fixed = (value: number): Buffer => u32(Math.round(value * 65_536));
  const xyz = (values: readonly number[]): Buffer => Buffer.concat([latin("XYZ "), u32(0), ...values.map(fixed)]);
  const curve = Buffer.concat([latin("curv"), u32(0), u32(1), u16(Math.round(gamma * 256)), u16(0)]);
  const text = latin(`${name}\0`);
  const description = Buffer.concat([latin("desc"), u32(0), u32(text.length), text, Buffer.alloc(78 + ((4 - (text.length + 78) % 4) % 4))]);
  const white = [0.9642, 1, 0.8249];
  const tags: [string, Buffer][] = [["desc", description], ["cprt", Buffer.concat([latin("text"), u32(0), latin("none"), u32(0)])], ["wtpt", xyz(white)]];
  if (columns) columns.forEach((column, at) => tags.push([`${"rgb"[at]}XYZ`, xyz(column)], [`${"rgb"[at]}TRC`, curve]));
  else tags.push(["kTRC", curve]);
  let at = 128 + 4 + tags.length * 12;
  const table = tags.map(([tag, { length }]) => {
    const entry = Buffer.concat([latin(tag), u32(at), u32(length)]);
    at += length;
    return entry;
  });
  const head = Buffer.concat([
    u32(at), u32(0), u32(0x02400000), latin("mntr"), latin(columns ? "RGB " : "GRAY"), latin("XYZ "), Buffer.alloc(12), latin("acsp"),
    Buffer.alloc(28), ...white.map(fixed), Buffer.alloc(48),
  ]);
  return Buffer.concat([head, u32(tags.length), ...table, ...tags.map(([, body]) => body)]);
}
/** https://www.color.org/chardata/rgb/adobergb.xalter, adapted to D50. */
export const adobeRgb = (): Buffer => iccProfile("Adobe RGB (1998)", [[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]], 563 / 256);
/** https://www.color.org/chardata/rgb/rommrgb.xalter */
export const wideGamut = (): Buffer => iccProfile("ProPhoto RGB", [[0.7977, 0.288, 0], [0.1352, 0.7119, 0], [0.0313, 0.0001, 0.8249]], 1.8);
export const greyLinear = (): Buffer => iccProfile("Linear grey", null, 1);

export function bmp(width: number, height: number, rgb: Buffer, topDown = false): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const rows = Array.from({ length: height }, (_, row) => {
    const from = (topDown ? row : height - 1 - row) * width * 3;
    const line = Buffer.alloc(stride);
    for (let at = 0; at < width * 3; at += 3) line.set([rgb[from + at + 2] ?? 0, rgb[from + at + 1] ?? 0, rgb[from + at] ?? 0], at);
    return line;
  });
  return bmpHead(width, topDown ? -height : height, Buffer.concat(rows));
}
export const bmpHead = (width: number, height: number, pixels: Buffer): Buffer => Buffer.concat([
  latin("BM"), le32(54 + pixels.length), le32(0), le32(54), le32(40), le32(width), le32(height), le16(1), le16(24), Buffer.alloc(24), pixels,
]);

export const bombPng = (width: number, height: number): Buffer => png(header(width, height), chunk("IDAT", deflateSync(Buffer.alloc(1000))));

/** A WebP's chunks, with a header of its own where one asks for it. */
export const riff = (...chunks: readonly (readonly [string, Buffer])[]): Buffer => {
  const body = Buffer.concat(chunks.map(([type, data]) => Buffer.concat([latin(type), le32(data.length), data, Buffer.alloc(data.length & 1)])));
  return Buffer.concat([latin("RIFF"), le32(body.length + 4), latin("WEBP"), body]);
};
export const zip = (): Buffer => Buffer.concat([latin("PK\x03\x04"), Buffer.alloc(26), latin("PK\x05\x06"), Buffer.alloc(18)]);
