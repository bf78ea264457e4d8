import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateSync, crc32 } from "node:zlib";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
import { stripImage } from "@/lib/references/strip";
import { bytesOf, readPicture, readVideoMime } from "@/lib/server/images/inspect";
import { measureReference } from "@/lib/server/references/examine";
import { createFiles } from "@/lib/server/storage/files";

const folder = mkdtempSync(path.join(tmpdir(), "sheet-inspect-"));
const files = createFiles(folder);
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const at = async (bytes: Buffer | string): Promise<string> => {
  const file = files.draftFile();
  await writeFile(file, bytes);
  return file;
};
const plain = (width = 300, height = 200) => sharp({ create: { width, height, channels: 3, background: "#c63" } });
const measured = async (bytes: Buffer | string) => measureReference(files, await at(bytes), defaultModel.referenceRules);

/** Without what sharp writes beside the pixels. */
const bare = (bytes: Buffer): Buffer => Buffer.from(stripImage(bytes)?.bytes ?? []);
const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG of one colour that says it is enormous: a few bytes, gigabytes once decoded. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.alloc(1000))), chunk("IEND", Buffer.alloc(0))]);
}

describe("what a file's own bytes say", () => {
  test.each([["jpeg", "image/jpeg"], ["png", "image/png"], ["webp", "image/webp"], ["gif", "image/gif"], ["avif", "image/avif"]] as const)("%s", async (format, mime) => {
    const file = await at(await plain().toFormat(format, { effort: 1 }).toBuffer());
    expect(await readPicture(file)).toEqual({ ok: true, picture: { mime, width: 300, height: 200 } });
  });
  test("a photograph on its side is measured as it is seen", async () => {
    const file = await at(await plain().withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(await readPicture(file)).toEqual({ ok: true, picture: { mime: "image/jpeg", width: 200, height: 300 } });
  });
  test.each([["svg", '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>'], ["tiff", null]])("%s is named and never decoded", async (format, text) => {
    expect(await readPicture(await at(text ?? (await plain().tiff().toBuffer())))).toEqual({ ok: false, format });
  });
  test.each([["text", "hello"], ["nothing", ""], ["a page", "<!doctype html><svg/>"]])("%s is no picture", async (_name, text) => {
    expect(await readPicture(await at(text))).toEqual({ ok: false, format: null });
  });
  test("a name says nothing: only the bytes do", async () => {
    const file = path.join(folder, "picture.png");
    await writeFile(file, await plain().jpeg().toBuffer());
    expect(await readPicture(file)).toMatchObject({ picture: { mime: "image/jpeg" } });
    expect(await bytesOf(file)).toBe((await readFile(file)).length);
  });
  test("video by its container; a picture in the same container is none", async () => {
    const container = (brand: string) => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(12)]);
    expect(await readVideoMime("tests/support/clip.webm")).toBe("video/webm");
    for (const brand of ["isom", "mp42", "avc1", "iso5"]) expect(await readVideoMime(await at(container(brand)))).toBe("video/mp4");
    for (const brand of ["heic", "heix", "mif1", "msf1", "hevc", "avif", "avis"]) expect(await readVideoMime(await at(container(brand)))).toBeNull();
    for (const other of ["", "ftyp", "hello world and more"]) expect(await readVideoMime(await at(other))).toBeNull();
  });
});

describe("a reference", () => {
  test.each(["jpeg", "png"] as const)("a %s is measured and gets a thumbnail", async (format) => {
    const bytes = bare(await plain(1600, 900).toFormat(format).toBuffer());
    const answer = await measured(bytes);
    expect(answer).toMatchObject({ ok: true, value: { format, width: 1600, height: 900, bytes: bytes.length } });
    expect(await files.find(answer.ok ? answer.value.thumb_key : "")).toMatchObject({ mime: "image/webp" });
  });
  test("a panorama on its side is judged as it is seen", async () => {
    expect(await measured(await plain(310, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer())).toMatchObject({ ok: false, error: { code: "ratio_out_of_range", width: 100, height: 310 } });
  });
  test.each([["webp", { code: "wrong_format", format: "webp" }], ["gif", { code: "wrong_format", format: "gif" }], ["tiff", { code: "wrong_format", format: "tiff" }]] as const)("%s is told by its name", async (format, error) => {
    expect(await measured(await plain().toFormat(format).toBuffer())).toEqual({ ok: false, error });
  });
  test("a drawing is told as one, text as no image", async () => {
    expect(await measured('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>')).toEqual({ ok: false, error: { code: "wrong_format", format: "svg" } });
    expect(await measured("hello")).toEqual({ ok: false, error: { code: "not_an_image" } });
  });
  test("a photograph that was cut off is damaged", async () => {
    const whole = await sharp(Buffer.from(Array.from({ length: 400 * 400 * 3 }, (_, index) => (index * 7919) % 251)), { raw: { width: 400, height: 400, channels: 3 } }).jpeg().toBuffer();
    expect(await measured(whole.subarray(0, Math.floor(whole.length / 2)))).toEqual({ ok: false, error: { code: "damaged" } });
  });
  test("a few bytes that claim to be enormous are turned away undecoded", async () => {
    expect(await measured(bomb(30_000, 30_000))).toMatchObject({ ok: false, error: { code: "too_large", width: 30_000 } });
    expect(await measured(bomb(5999, 5999))).toMatchObject({ ok: false });
  });
  test.each([[14, 100], [100, 14]])("%d x %d is too small, strictly", async (width, height) => {
    expect(await measured(await plain(width, height).png().toBuffer())).toMatchObject({ ok: false, error: { code: "too_small", width, height } });
  });
  test.each([
    ["its place", async () => plain().withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } }).jpeg().toBuffer(), "place"],
    ["a camera's name", async () => plain().withExif({ IFD0: { Make: "Kamera" } }).jpeg().toBuffer(), "camera"],
    ["bytes behind its end", async () => Buffer.concat([bare(await plain().jpeg().toBuffer()), Buffer.from("a little film")]), "trailing"],
    ["bytes behind IEND", async () => Buffer.concat([bare(await plain().png().toBuffer()), Buffer.from("PK")]), "trailing"],
    ["a note in a chunk", async () => spliced(await plain().png().toBuffer(), chunk("tEXt", Buffer.from("Comment\0here"))), "text"],
  ])("%s left in it is told, and it is no reference", async (_name, make, what) => {
    const answer = await measured(await make());
    expect(answer).toMatchObject({ ok: false, error: { code: "metadata_left" } });
    expect(JSON.stringify(answer)).toContain(`"${what}"`);
  });
  test("an animation in a PNG is told with its pictures", async () => {
    const control = Buffer.alloc(8);
    control.writeUInt32BE(3, 0);
    expect(await measured(spliced(await plain().png().toBuffer(), chunk("acTL", control)))).toEqual({ ok: false, error: { code: "animated", pictures: 3 } });
  });
});

/** A chunk behind the header. */
const spliced = (png: Buffer, extra: Buffer): Buffer => {
  const clean = bare(png);
  return Buffer.concat([clean.subarray(0, 33), extra, clean.subarray(33)]);
};

describe("a PNG that sharp opens and stricter readers refuse", () => {
  const header = (width: number, height: number, depth = 8, type = 2, interlace = 0) => {
    const body = Buffer.alloc(13);
    body.writeUInt32BE(width, 0);
    body.writeUInt32BE(height, 4);
    body.set([depth, type, 0, 0, interlace], 8);
    return chunk("IHDR", body);
  };
  const rows = (columns: number, count: number) => Buffer.alloc(count * (1 + columns * 3));
  const png = (...parts: Buffer[]) => Buffer.concat([SIGNATURE, ...parts, chunk("IEND", Buffer.alloc(0))]);
  const whole = () => deflateSync(rows(20, 20));
  const damaged = { ok: false, error: { code: "damaged" } };

  test("the same by hand and in order is a reference", async () => {
    expect(await measured(png(header(20, 20), chunk("IDAT", whole())))).toMatchObject({ ok: true, value: { width: 20, height: 20 } });
    expect(await measured(png(header(20, 20), chunk("sBIT", Buffer.from([8, 8, 8])), chunk("IDAT", whole().subarray(0, 9)), chunk("IDAT", whole().subarray(9))))).toMatchObject({ ok: true });
  });
  test("interlaced, its seven passes are counted", async () => {
    const passes = [[3, 3], [2, 3], [5, 2], [5, 5], [10, 5], [10, 10], [20, 10]].map(([columns = 0, count = 0]) => rows(columns, count));
    expect(await measured(png(header(20, 20, 8, 2, 1), chunk("IDAT", deflateSync(Buffer.concat(passes)))))).toMatchObject({ ok: true });
  });
  test.each([
    ["a checksum of the pixels is wrong", () => { const bytes = png(header(20, 20), chunk("IDAT", whole())); bytes.writeUInt8(bytes.readUInt8(bytes.length - 13) ^ 1, bytes.length - 13); return bytes; }],
    ["a checksum of a small chunk is wrong", () => { const small = chunk("sBIT", Buffer.from([8, 8, 8])); small.writeUInt8(small.readUInt8(small.length - 1) ^ 1, small.length - 1); return png(header(20, 20), small, chunk("IDAT", whole())); }],
    ["the pixels are in two places", () => png(header(20, 20), chunk("IDAT", whole().subarray(0, 9)), chunk("sBIT", Buffer.from([8, 8, 8])), chunk("IDAT", whole().subarray(9)))],
    ["there are fewer rows than were told", () => png(header(20, 20), chunk("IDAT", deflateSync(rows(20, 19))))],
    ["its end has something in it", () => Buffer.concat([SIGNATURE, header(20, 20), chunk("IDAT", whole()), chunk("IEND", Buffer.from("here"))])],
    ["there are more rows than were told", () => png(header(20, 20), chunk("IDAT", deflateSync(rows(20, 21))))],
    ["its stream breaks off", () => png(header(20, 20), chunk("IDAT", whole().subarray(0, -6)))],
    ["it has no end", () => Buffer.concat([SIGNATURE, header(20, 20), chunk("IDAT", whole())])],
    ["it has two headers", () => png(header(20, 20), header(20, 20), chunk("IDAT", whole()))],
    ["a chunk that must be known is not", () => png(header(20, 20), chunk("ABCD", Buffer.alloc(1)), chunk("IDAT", whole()))],
  ])("%s", async (_name, make) => {
    expect(await measured(make())).toEqual(damaged);
  });
  test.each([
    ["in the same chunk", () => [Buffer.concat([whole(), Buffer.from("GPS")])]],
    ["in a chunk of its own", () => [whole(), Buffer.from("GPS")]],
    ["in many", () => [whole(), ...Array.from({ length: 50 }, () => Buffer.alloc(60_000, "GPS"))]],
    ["as a second picture", () => [whole(), whole()]],
  ])("what stands behind the pixels' own end, %s, is told as what trails", async (_name, parts) => {
    expect(await measured(png(header(20, 20), ...parts().map((part) => chunk("IDAT", part))))).toEqual({ ok: false, error: { code: "metadata_left", what: ["trailing"] } });
  });
  test("empty chunks behind the pixels say nothing", async () => {
    expect(await measured(png(header(20, 20), chunk("IDAT", whole()), chunk("IDAT", Buffer.alloc(0))))).toMatchObject({ ok: true });
  });
});
