import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import * as make from "@/tests/references/corpus-bytes";

/** Makes every file that `verdicts` names. Nothing here is random: each run makes the same bytes. */
const at = (...parts: readonly string[]): string => path.join(import.meta.dirname, ...parts);
const stored = (name: string): Buffer => readFileSync(at("files", name));
const sample = (name: "cups" | "oranges" | "blossom"): Sharp => sharp(at("../../public/samples", `${name}.jpg`));

const [WIDTH, HEIGHT] = [320, 240];
/** What is enlarged needs no care. */
const photo = (width = WIDTH, height = HEIGHT): Sharp => sample("cups").resize(width, height, { fit: "fill", kernel: width * height > 4_000_000 ? "nearest" : "lanczos3" });
const flat = (width = WIDTH, height = HEIGHT): Sharp =>
  sharp({ create: { width, height, channels: 3, background: "#f4f2ee" } }).composite([{ input: { create: { width: Math.ceil(width / 3), height: Math.ceil(height / 4), channels: 3, background: "#c0392b" } }, left: Math.floor(width / 8), top: Math.floor(height / 8) }]);
const transparent = (width = WIDTH, height = HEIGHT): Sharp =>
  photo(width, height).ensureAlpha().composite([{ input: Buffer.from(`<svg width="${width}" height="${height}"><circle cx="${width / 2}" cy="${height / 2}" r="${Math.min(width, height) / 3}"/></svg>`), blend: "dest-in" }]);
const jpeg = (picture: Sharp = photo(), quality = 85): Promise<Buffer> => picture.jpeg({ quality }).toBuffer();
const bare = async (picture: Sharp = photo()): Promise<Buffer> => cutPng(await picture.png().toBuffer());
/** sharp writes a density. */
function cutPng(file: Buffer): Buffer {
  const density = file.indexOf("pHYs");
  return density < 0 ? file : Buffer.concat([file.subarray(0, density - 4), file.subarray(density + 17)]);
}

/** xorshift32. */
function noise(length: number, seed = 2_463_534_242): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state & 255;
  }
  return bytes;
}
/** The grain of a fast film: alike in all three channels, as light is. It keeps files large and pictures pictures. */
async function grainy(width: number, height: number, reach: number): Promise<Buffer> {
  const pixels = await photo(width, height).removeAlpha().raw().toBuffer();
  const grain = noise(width * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const level = (pixels[at] ?? 0) + (((grain[Math.floor(at / 3)] ?? 0) % (2 * reach + 1)) - reach);
    pixels[at] = Math.min(255, Math.max(0, level));
  }
  return pixels;
}
const grainyPicture = async (width: number, height: number, reach: number): Promise<Sharp> => sharp(await grainy(width, height, reach), { raw: { width, height, channels: 3 } });

const PLACE = { IFD0: { Make: "Maker", Model: "Model" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "13/1 24/1 0/1" } };
const XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="52,30N" exif:GPSLongitude="13,24E"/></x:xmpmeta>';
const orientationExif = (orientation: number): Buffer => make.exifSegment(make.tiffOf(make.directory(8, [{ tag: 0x0112, short: orientation }])));
const half = (file: Buffer): Buffer => file.subarray(0, Math.floor(file.length / 2));
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240"/></svg>';

const cameraExif = (): Buffer => {
  const first = make.directory(8, [{ tag: 0x010f, text: "Maker" }, { tag: 0x8769, link: 60 }]);
  const gap = Buffer.alloc(60 - 8 - first.length);
  return make.exifSegment(make.tiffOf(first, gap, make.directory(60, [{ tag: 0xa431, text: "SN-4711-0815" }, { tag: 0x927c, text: "maker's own" }])));
};
const previewExif = async (): Promise<Buffer> => {
  const small = await jpeg(photo(160, 120), 40);
  const first = make.directory(8, [], 14);
  return make.exifSegment(make.tiffOf(first, make.directory(14, [{ tag: 0x0201, link: 44 }, { tag: 0x0202, link: small.length }]), small));
};
/** Each directory names the other as the next. */
const ringExif = (): Buffer => make.exifSegment(make.tiffOf(make.directory(8, [{ tag: 0x8769, link: 8 }], 8)));
const jfifWithPreview = (file: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01", "latin1"), Buffer.from([4, 4]), Buffer.alloc(48, 200)]);
  return Buffer.concat([file.subarray(0, 2), make.segment(0xe0, body), file.subarray(2)]);
};
const removed = (file: Buffer, from: number, to: number): Buffer => Buffer.concat([file.subarray(0, from), file.subarray(to)]);
function jpegPart(file: Buffer, marker: number): { from: number; to: number } {
  for (let from = 2; from < file.length;) {
    const to = from + 2 + file.readUInt16BE(from + 2);
    if (file[from + 1] === marker) return { from, to };
    from = to;
  }
  throw new Error(`No segment ${marker.toString(16)}.`);
}
const patched = (file: Buffer, index: number, ...bytes: readonly number[]): Buffer => {
  const copy = Buffer.from(file);
  copy.set(bytes, index);
  return copy;
};
const NOTE = Buffer.from("GPS 51.5 N, SN-4711 <script>alert(1)</script> PK\x03\x04", "latin1");
/** Between the last coded byte and the end. */
const behindPixels = (file: Buffer, ...notes: readonly Buffer[]): Buffer => Buffer.concat([file.subarray(0, -2), ...notes, file.subarray(-2)]);
/** libjpeg knows by then that all is coded, and passes over it. */
const secondScan = (file: Buffer): Buffer => {
  const { from } = jpegPart(file, 0xda);
  return behindPixels(file, file.subarray(from, from + 2 + file.readUInt16BE(from + 2)), NOTE);
};
/** Tables of their length, each forgotten when the next one comes: number 3, or the one that is defined again before it is read. */
const noteTables = (file: Buffer): Buffer[] => {
  const own = jpegPart(file, 0xdb);
  const number = file[own.from + 4] ?? 0;
  return [3, 3, number].map((name) => make.segment(0xdb, Buffer.concat([Buffer.from([name]), Buffer.from(NOTE.toString("latin1").padEnd(64), "latin1")])));
};
/** Between two of its scans. */
const behindFirstScan = (file: Buffer): Buffer => {
  const next = file.indexOf(Buffer.from([0xff, 0xc4]), jpegPart(file, 0xda).to);
  return Buffer.concat([file.subarray(0, next), NOTE, file.subarray(next)]);
};
/** As many colours as two bits and more could point at, where the pixels have one. */
const longPalette = async (...chunks: readonly Buffer[]): Promise<Buffer> => {
  const file = cutPng(await flat().png({ palette: true, colours: 2 }).toBuffer());
  const at = file.indexOf("PLTE") - 4;
  const size = file.readUInt32BE(at);
  const palette = make.chunk("PLTE", Buffer.concat([file.subarray(at + 8, at + 8 + size), Buffer.from(NOTE.toString("latin1").padEnd(90), "latin1")]));
  return make.pngWith(Buffer.concat([file.subarray(0, at), palette, file.subarray(at + 12 + size)]), ...chunks);
};
const frames = async (format: "gif" | "webp"): Promise<Buffer> => {
  const pages = await Promise.all([0, 90, 180].map((hue) => photo().modulate({ hue }).ensureAlpha().raw().toBuffer()));
  return sharp(Buffer.concat(pages), { raw: { width: WIDTH, height: HEIGHT * 3, channels: 4, pageHeight: HEIGHT } }).toFormat(format, { loop: 0, delay: [100, 100, 100] }).toBuffer();
};
const animatedPng = async (): Promise<Buffer> => {
  const file = await bare(flat());
  const pixels = file.indexOf("IDAT") - 4;
  const data = file.subarray(pixels + 8, pixels + 8 + file.readUInt32BE(pixels));
  const frame = (sequence: number): Buffer => make.chunk("fcTL", Buffer.concat([make.u32(sequence), make.u32(WIDTH), make.u32(HEIGHT), make.u32(0), make.u32(0), Buffer.from([0, 10, 0, 100, 0, 0])]));
  const end = file.length - 12;
  return Buffer.concat([
    file.subarray(0, 33), make.chunk("acTL", Buffer.concat([make.u32(3), make.u32(0)])), frame(0), file.subarray(33, end),
    frame(1), make.chunk("fdAT", Buffer.concat([make.u32(2), data])), frame(3), make.chunk("fdAT", Buffer.concat([make.u32(4), data])), file.subarray(end),
  ]);
};
const pixelsOf = (picture: Sharp): Promise<Buffer> => picture.removeAlpha().raw().toBuffer();
const tagged = async (profile: Buffer, picture: Sharp = photo()): Promise<Buffer> => make.jpegWith(await jpeg(picture), make.iccSegment(profile));
const iccChunk = (profile: Buffer): Buffer => make.chunk("iCCP", Buffer.concat([Buffer.from("profile\0\0", "latin1"), deflateSync(profile)]));
const textChunk = (text: string): Buffer => make.chunk("tEXt", Buffer.from(`Comment\0${text}`, "latin1"));

type Maker = () => Promise<Buffer> | Buffer;
export const makers: Readonly<Record<string, Maker>> = {
  "jpeg.jpg": () => jpeg(),
  "jpeg-444.jpg": () => photo().jpeg({ quality: 85, chromaSubsampling: "4:4:4" }).toBuffer(),
  "jpeg-progressive.jpg": () => photo().jpeg({ progressive: true }).toBuffer(),
  "jpeg-grey.jpg": () => jpeg(photo().toColourspace("b-w")),
  "jpeg-restarts.jpg": () => stored("restarts.jpg"),
  "jpeg-named.png": () => jpeg(),
  "jpeg-named.txt": () => jpeg(),
  "jpeg-without-ending": () => jpeg(),
  "png.png": () => bare(),
  "png-alpha.png": () => bare(transparent()),
  "png-palette.png": async () => cutPng(await photo().png({ palette: true }).toBuffer()),
  "png-two-colours.png": async () => cutPng(await flat().png({ palette: true, colours: 2 }).toBuffer()),
  "png-grey.png": () => bare(photo().toColourspace("b-w")),
  "png-grey-alpha.png": () => bare(transparent().greyscale()),
  "png-16-bit.png": async () => cutPng(await photo().toColourspace("rgb16").png().toBuffer()),
  "png-interlaced.png": async () => cutPng(await photo().png({ progressive: true }).toBuffer()),
  "png-screenshot.png": () => bare(flat(2560, 1440)),
  "png-named.jpg": () => bare(),
  "png-srgb-chunk.png": async () => make.pngWith(await bare(), make.chunk("sRGB", Buffer.from([0]))),
  "png-gamma-of-srgb.png": async () => make.pngWith(await bare(), make.chunk("gAMA", make.u32(45_455))),
  "Größe Ünïcode 写真 🍊.jpg": () => jpeg(),
  "‮gpj.exe.jpg": () => jpeg(),
  "../../../etc/passwd.jpg": () => jpeg(),
  "<img src=x onerror=alert(1)>.jpg": () => jpeg(),
  ".hidden": () => jpeg(),
  "nul\u0000byte.jpg": () => jpeg(),
  [`${"long".repeat(60)}.jpg`]: () => jpeg(),
  "size-15x15.png": () => bare(photo(15, 15)),
  "size-15x44.png": () => bare(photo(15, 44)),
  "size-5999x2001.jpg": () => jpeg(photo(5999, 2001)),
  "size-2001x5999.jpg": () => jpeg(photo(2001, 5999)),
  "size-2999x1000.jpg": () => jpeg(photo(2999, 1000)),
  "size-331x1000.jpg": () => jpeg(photo(331, 1000)),
  "bytes-9999999.png": async () => make.pngOfBytes(2000, 1664, 9_999_999, await grainy(2000, 1664, 8)),

  "jpeg-place.jpg": () => jpeg(photo().withExif(PLACE)),
  "jpeg-serial-and-maker-note.jpg": async () => make.jpegWith(await jpeg(), cameraExif()),
  "jpeg-exif-preview.jpg": async () => make.jpegWith(await jpeg(), await previewExif()),
  "jpeg-exif-upright.jpg": async () => make.jpegWith(await jpeg(), orientationExif(1)),
  "jpeg-exif-ring.jpg": async () => make.jpegWith(await jpeg(), ringExif()),
  "jpeg-exif-garbage.jpg": async () => make.jpegWith(await jpeg(), make.exifSegment(noise(5000))),
  "jpeg-xmp-place.jpg": async () => make.jpegWith(await jpeg(), make.xmpSegment(XMP)),
  "jpeg-iptc.jpg": async () => make.jpegWith(await jpeg(), make.segment(0xed, Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0e\x1c\x02\x50\0\x09By-liner", "latin1"))),
  "jpeg-comment.jpg": async () => make.jpegWith(await jpeg(), make.segment(0xfe, Buffer.from("taken at home"))),
  "jpeg-comment-is-a-page.jpg": async () => make.jpegWith(await jpeg(), make.segment(0xfe, Buffer.from("<!doctype html><script>alert(1)</script>"))),
  "jpeg-jfif-preview.jpg": async () => jfifWithPreview(await jpeg()),
  "jpeg-srgb-profile.jpg": () => jpeg(photo().withIccProfile("srgb")),
  "jpeg-profile-of-other-channels.jpg": () => tagged(make.greyLinear()),
  "jpeg-many-pictures.jpg": async () => Buffer.concat([make.jpegWith(await jpeg(), make.segment(0xe2, Buffer.concat([Buffer.from("MPF\0", "latin1"), make.tiffOf(make.directory(8, []))]))), await jpeg(photo(160, 120))]),
  "jpeg-motion-photo.jpg": async () => Buffer.concat([await jpeg(), make.u32(24), Buffer.from("ftypmp42"), noise(200_000)]),
  "jpeg-and-zip.jpg": async () => Buffer.concat([await jpeg(), make.zip()]),
  "jpeg-zeros-behind.jpg": async () => Buffer.concat([await jpeg(), Buffer.alloc(100)]),
  "jpeg-12-mb-of-film-behind.jpg": async () => Buffer.concat([await jpeg(photo(1600, 1067)), noise(12_000_000)]),
  "jpeg-stray-bytes.jpg": async () => make.jpegWith(await jpeg(), Buffer.from([1, 2, 3, 0, 0xff, 0xff, 0xff])),
  "jpeg-progressive-place.jpg": () => photo().withExif(PLACE).jpeg({ progressive: true }).toBuffer(),
  "jpeg-restarts-place.jpg": async () => make.jpegWith(stored("restarts.jpg"), exifOf(await jpeg(photo().withExif(PLACE)))),
  "jpeg-note-behind-the-pixels.jpg": async () => behindPixels(await jpeg(), NOTE),
  "jpeg-page-behind-the-pixels.jpg": async () => behindPixels(await jpeg(), Buffer.from("<html><body>GPS 51.5</body></html>"), Buffer.alloc(200_000, 65)),
  "jpeg-progressive-note-behind-a-scan.jpg": async () => behindFirstScan(await photo().jpeg({ progressive: true }).toBuffer()),
  "jpeg-tables-are-a-note.jpg": async () => { const file = await jpeg(); return Buffer.concat([file.subarray(0, 2), ...noteTables(file), file.subarray(2)]); },
  "jpeg-second-scan-is-a-note.jpg": async () => secondScan(await jpeg()),
  "jpeg-second-scan-is-a-note-turned-6-place.jpg": async () => secondScan(await jpeg(photo().withMetadata({ orientation: 6 }).withExifMerge(PLACE))),
  "png-long-palette-turned-6-place.png": async () => longPalette(make.chunk("eXIf", exifOf(await jpeg(photo().withMetadata({ orientation: 6 }).withExifMerge(PLACE))).subarray(10))),
  "png-text.png": async () => make.pngWith(await bare(), textChunk("taken at home")),
  "png-packed-text.png": async () => make.pngWith(await bare(), make.chunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0", "latin1"), deflateSync(Buffer.from("at home"))]))),
  "png-text-bomb.png": async () => make.pngWith(await bare(), make.chunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0", "latin1"), deflateSync(Buffer.alloc(200_000_000))]))),
  "png-profile-bomb.png": async () => make.pngWith(await bare(), iccChunk(Buffer.alloc(200_000_000))),
  "png-xmp-place.png": async () => make.pngWith(await bare(), make.chunk("iTXt", Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${XMP}`, "latin1"))),
  "png-exif-place.png": async () => make.pngWith(await bare(), make.chunk("eXIf", exifOf(await jpeg(photo().withExif(PLACE))).subarray(10))),
  "png-time-and-density.png": async () => make.pngWith(await bare(), make.chunk("tIME", Buffer.from([7, 234, 1, 2, 3, 4, 5])), make.chunk("pHYs", Buffer.concat([make.u32(2835), make.u32(2835), Buffer.from([1])]))),
  "png-private-chunk.png": async () => make.pngWith(await bare(), make.chunk("prVt", noise(2000))),
  "png-damaged-note.png": async () => { const note = textChunk("at home"); return make.pngWith(await bare(), patched(note, note.length - 1, 0)); },
  "png-srgb-profile.png": () => photo().withIccProfile("srgb").png().toBuffer(),
  "png-and-zip.png": async () => Buffer.concat([await bare(), make.zip()]),
  "png-11-mb-of-text.png": async () => make.pngWith(await bare(), textChunk("a".repeat(11_000_000))),
  "png-animated.png": animatedPng,

  ...Object.fromEntries([2, 3, 4, 5, 6, 7, 8].map((orientation) => [`jpeg-turned-${orientation}.jpg`, async () => make.jpegWith(await jpeg(), orientationExif(orientation))])),
  "jpeg-turned-9-is-none.jpg": async () => make.jpegWith(await jpeg(), orientationExif(9)),
  "webp-turned-3.webp": () => photo().withMetadata({ orientation: 3 }).webp().toBuffer(),
  "webp-turned-6.webp": () => photo().withMetadata({ orientation: 6 }).webp().toBuffer(),
  "png-turned-6.png": async () => make.pngWith(await bare(), make.chunk("eXIf", orientationExif(6).subarray(10))),
  "png-turned-8-transparent.png": async () => make.pngWith(await bare(transparent()), make.chunk("eXIf", orientationExif(8).subarray(10))),
  "jpeg-turned-6-place-p3.jpg": () => jpeg(photo().withMetadata({ orientation: 6 }).withExifMerge(PLACE).withIccProfile("p3")),

  "jpeg-p3.jpg": () => jpeg(photo().withIccProfile("p3")),
  "jpeg-adobe-rgb.jpg": () => tagged(make.adobeRgb()),
  "jpeg-wide-gamut.jpg": () => tagged(make.wideGamut()),
  "jpeg-grey-linear.jpg": () => tagged(make.greyLinear(), photo().toColourspace("b-w")),
  "jpeg-cmyk.jpg": () => stripProfile(photo().toColourspace("cmyk")),
  "jpeg-cmyk-profile.jpg": () => jpeg(photo().withIccProfile("cmyk").toColourspace("cmyk")),
  "png-p3.png": async () => cutPng(await photo().withIccProfile("p3").png().toBuffer()),
  "png-p3-transparent.png": async () => cutPng(await transparent().withIccProfile("p3").png().toBuffer()),
  "png-adobe-rgb-16-bit.png": async () => make.pngWith(cutPng(await photo().toColourspace("rgb16").png().toBuffer()), iccChunk(make.adobeRgb())),
  "png-gamma-1.png": async () => make.pngWith(await bare(), make.chunk("gAMA", make.u32(100_000)), make.chunk("cHRM", Buffer.concat([31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6000].map(make.u32)))),
  "webp-p3.webp": () => photo().withIccProfile("p3").webp({ quality: 90 }).toBuffer(),

  "webp.webp": () => photo().webp().toBuffer(),
  "webp-lossless.webp": () => photo().webp({ lossless: true }).toBuffer(),
  "webp-flat.webp": () => flat().webp({ lossless: true }).toBuffer(),
  "webp-transparent.webp": () => transparent().webp().toBuffer(),
  "webp-place.webp": () => photo().withExif(PLACE).webp().toBuffer(),
  "webp-animated.webp": () => frames("webp"),
  "webp-named.jpg": () => photo().webp().toBuffer(),
  "gif.gif": () => flat().gif().toBuffer(),
  "gif-transparent.gif": () => transparent().gif().toBuffer(),
  "gif-animated.gif": async () => { const pages = await Promise.all(["#b33", "#3b3", "#33b"].map((background) => sharp({ create: { width: WIDTH, height: HEIGHT, channels: 4, background } }).raw().toBuffer())); return sharp(Buffer.concat(pages), { raw: { width: WIDTH, height: HEIGHT * 3, channels: 4, pageHeight: HEIGHT } }).gif({ delay: [100, 100, 100] }).toBuffer(); },
  "avif.avif": () => photo().avif({ effort: 2 }).toBuffer(),
  "avif-10-bit.avif": () => photo().avif({ effort: 2, bitdepth: 10 }).toBuffer(),
  "avif-transparent.avif": () => transparent().avif({ effort: 2 }).toBuffer(),
  "avif-place.avif": () => photo().withExif(PLACE).avif({ effort: 2 }).toBuffer(),
  "bmp.bmp": async () => make.bmp(WIDTH, HEIGHT, await pixelsOf(photo())),
  "bmp-flat.bmp": async () => make.bmp(WIDTH, HEIGHT, await pixelsOf(sharp(await flat().png().toBuffer()))),
  "bmp-upside-down.bmp": async () => make.bmp(WIDTH, HEIGHT, await pixelsOf(photo()), true),
  "heic.heic": () => stored("plain.heic"),
  "heic-place.heic": () => stored("place.heic"),
  "heic-p3.heic": () => stored("p3.heic"),
  "heic-named.jpg": () => stored("plain.heic"),

  "size-6000x4000.jpg": () => jpeg(photo(6000, 4000)),
  "size-4000x6000.jpg": () => jpeg(photo(4000, 6000)),
  "size-6000x6000-flat.png": () => bare(flat(6000, 6000)),
  "size-8064x6048.jpg": () => jpeg(photo(8064, 6048), 60),
  "size-12000x9000.jpg": () => jpeg(photo(12_000, 9000), 40),
  "size-17990x6000.jpg": () => jpeg(photo(17_990, 6000), 40),
  "bytes-10000000.png": async () => make.pngOfBytes(2000, 1664, 10_000_000, await grainy(2000, 1664, 8)),
  "bytes-12-mb.jpg": async () => (await grainyPicture(5900, 4400, 8)).jpeg({ quality: 98, chromaSubsampling: "4:4:4" }).toBuffer(),
  "bytes-30-mb-grain.png": async () => bare(await grainyPicture(5000, 4000, 8)),
  "bytes-16-mb-transparent.png": () => bare(sharp(noise(2000 * 2000 * 4), { raw: { width: 2000, height: 2000, channels: 4 } })),

  "ratio-3000x1000.jpg": () => jpeg(photo(3000, 1000)),
  "ratio-330x1000.jpg": () => jpeg(photo(330, 1000)),
  ...Object.fromEntries(["beginning", "end", "edge", "blur"].map((how) => [`ratio-4000x500-${how}.jpg`, () => jpeg(photo(4000, 500))])),
  "ratio-100x400-edge.png": () => bare(photo(100, 400)),
  "ratio-100x400-transparent.png": () => bare(transparent(100, 400)),
  "ratio-20000x3000.jpg": () => jpeg(photo(20_000, 3000), 40),
  "ratio-20000x3000-edge.jpg": () => jpeg(photo(20_000, 3000), 40),
  "ratio-turned-400x100.jpg": async () => make.jpegWith(await jpeg(photo(400, 100)), orientationExif(6)),
  "ratio-60000x20.png": () => bare(flat(60_000, 20)),

  "size-14x100.png": () => bare(photo(14, 100)),
  "size-100x14.jpg": () => jpeg(photo(100, 14)),
  "size-14x14.webp": () => photo(14, 14).webp().toBuffer(),
  "size-1x1.png": () => bare(photo(1, 1)),
  "size-1x1.jpg": () => jpeg(photo(1, 1)),
  "size-1x1.gif": () => photo(1, 1).gif().toBuffer(),
  "size-1x1000.png": () => bare(photo(1, 1000)),
  "size-turned-14x100.jpg": async () => make.jpegWith(await jpeg(photo(14, 100)), orientationExif(6)),

  "tiff.tiff": () => photo().tiff().toBuffer(),
  "tiff-pages.tiff": async () => sharp(await photo(WIDTH, HEIGHT * 2).ensureAlpha().raw().toBuffer(), { raw: { width: WIDTH, height: HEIGHT * 2, channels: 4, pageHeight: HEIGHT } }).tiff().toBuffer(),
  "svg.svg": () => Buffer.from(svg),
  "svg-with-script.jpg": () => Buffer.from(svg.replace("<rect", "<script>alert(1)</script><rect")),
  "svg-behind-a-comment.svg": () => Buffer.from(`<?xml version="1.0"?>\n<!-- ${"a drawing ".repeat(20)} -->\n${svg}`),
  "pdf.pdf": () => Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"),
  "psd.psd": () => Buffer.concat([Buffer.from("8BPS\0\x01"), Buffer.alloc(500)]),
  "jxl.jxl": () => Buffer.concat([Buffer.from([0xff, 0x0a]), noise(500)]),
  "jpeg-2000.jp2": () => Buffer.concat([Buffer.from([0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20, 13, 10, 0x87, 10]), noise(500)]),
  "ico.ico": () => Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), noise(500)]),
  "film.mp4": () => Buffer.concat([make.u32(24), Buffer.from("ftypisom"), Buffer.alloc(12), noise(500)]),
  "film.webm": () => readFileSync(at("../support/clip.webm")),
  "zip.jpg": make.zip,

  "empty.jpg": () => Buffer.alloc(0),
  "one-byte.jpg": () => Buffer.from([0xff]),
  "random.jpg": () => patched(noise(20_000), 0, 7, 7, 7, 7),
  "text.png": () => Buffer.from("This is no picture."),
  "page.jpg": () => Buffer.from("<!doctype html><html><body><svg></svg></body></html>"),
  "program.png": () => Buffer.concat([Buffer.from("\x7fELF", "latin1"), noise(500)]),
  "bm-is-a-text.bmp": () => Buffer.from("BMW and other makers of cars."),

  "jpeg-cut-at-half.jpg": async () => half(await jpeg()),
  "jpeg-without-end.jpg": async () => { const file = await jpeg(); return file.subarray(0, file.length - 2); },
  "jpeg-head-alone.jpg": () => Buffer.from([0xff, 0xd8, 0xff]),
  "jpeg-without-frame.jpg": async () => { const file = await jpeg(); const { from, to } = jpegPart(file, 0xc0); return removed(file, from, to); },
  "jpeg-without-scan.jpg": async () => { const file = await jpeg(); return removed(file, jpegPart(file, 0xda).from, file.length - 2); },
  "jpeg-length-zero.jpg": async () => make.jpegWith(await jpeg(), Buffer.from([0xff, 0xe5, 0, 0])),
  "jpeg-no-size.jpg": async () => { const file = await jpeg(); return patched(file, jpegPart(file, 0xc0).from + 5, 0, 0, 0, 0); },
  "jpeg-arithmetic.jpg": () => stored("arithmetic.jpg"),
  "jpeg-of-segments.jpg": async () => make.jpegWith(await jpeg(), ...Array.from({ length: 6000 }, () => make.segment(0xe9, Buffer.alloc(0)))),
  "png-cut-at-half.png": async () => half(await bare()),
  "png-wrong-sum.png": async () => { const file = await bare(); return patched(file, file.length - 14, 1, 2); },
  "png-wrong-sum-in-head.png": async () => patched(await bare(), 30, 1, 2),
  "png-without-pixels.png": () => make.png(make.header(WIDTH, HEIGHT)),
  "png-pixels-are-garbage.png": () => make.png(make.header(WIDTH, HEIGHT), make.chunk("IDAT", noise(5000))),
  "png-pixels-are-few.png": () => make.png(make.header(WIDTH, HEIGHT), make.chunk("IDAT", deflateSync(Buffer.alloc(1000)))),
  "png-unknown-critical-chunk.png": async () => make.pngWith(await bare(), make.chunk("ABCD")),
  "png-palette-missing.png": () => make.png(make.header(WIDTH, HEIGHT, 8, 3), make.chunk("IDAT", deflateSync(Buffer.alloc((WIDTH + 1) * HEIGHT)))),
  "png-chunk-of-4-gb.png": async () => patched(await bare(), 33, 0xff, 0xff, 0xff, 0xf0),
  "png-no-size.png": () => make.png(make.header(0, 0), make.chunk("IDAT", deflateSync(Buffer.alloc(10)))),
  "webp-cut-at-half.webp": async () => half(await photo().webp().toBuffer()),
  "gif-cut-at-half.gif": async () => half(await photo().gif().toBuffer()),
  "avif-cut-at-half.avif": async () => half(await photo().avif({ effort: 2 }).toBuffer()),
  "heic-cut-at-half.heic": () => half(stored("plain.heic")),
  "heic-without-picture.heic": () => Buffer.concat([make.u32(24), Buffer.from("ftypheic\0\0\0\0mif1heic"), make.u32(8), Buffer.from("mdat")]),

  "bomb-30000x30000.png": () => make.bombPng(30_000, 30_000),
  "bomb-2147483647x2147483647.png": () => make.bombPng(2_147_483_647, 2_147_483_647),
  "bomb-65500x65500.jpg": async () => { const file = await jpeg(); return patched(file, jpegPart(file, 0xc0).from + 5, 0xff, 0xdc, 0xff, 0xdc); },
  "bomb-65535x65535.gif": async () => patched(await flat().gif().toBuffer(), 6, 0xff, 0xff, 0xff, 0xff),
  "bomb-16384x16384.webp": async () => make.riff(["VP8X", Buffer.from([0, 0, 0, 0, 0xff, 0x3f, 0, 0xff, 0x3f, 0])], ["VP8 ", (await photo().webp().toBuffer()).subarray(20)]),
  "bomb-60000x60000.avif": async () => { const file = await photo().avif({ effort: 2 }).toBuffer(); return patched(file, file.indexOf("ispe") + 8, 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60); },
  "bomb-40000x40000.bmp": () => make.bmpHead(40_000, 40_000, Buffer.alloc(100)),
  "bomb-5999x5999.png": () => make.bombPng(5999, 5999),
};

function exifOf(file: Buffer): Buffer {
  const { from, to } = jpegPart(file, 0xe1);
  return file.subarray(from, to);
}
async function stripProfile(picture: Sharp): Promise<Buffer> {
  const file = await jpeg(picture);
  return file.includes("ICC_PROFILE") ? removed(file, jpegPart(file, 0xe2).from, jpegPart(file, 0xe2).to) : file;
}

export const makeFile = async (name: string): Promise<Buffer> => {
  const maker = makers[name];
  if (!maker) throw new Error(`No maker of ${name}.`);
  return maker();
};
