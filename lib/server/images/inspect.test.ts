import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateSync, crc32 } from "node:zlib";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
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

/** A PNG of one colour that says it is enormous: a few bytes, gigabytes once decoded. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.alloc(1000))), chunk("IEND", Buffer.alloc(0))]);
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
    const bytes = await plain(1600, 900).toFormat(format).toBuffer();
    const answer = await measured(bytes);
    expect(answer).toMatchObject({ ok: true, value: { format, width: 1600, height: 900, bytes: bytes.length } });
    expect(await files.find(answer.ok ? answer.value.thumb_key : "")).toMatchObject({ mime: "image/webp" });
  });
  test("a panorama on its side is judged as it is seen", async () => {
    expect((await measured(await plain(290, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer())).ok).toBe(true);
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
  test("bytes behind the picture do no harm", async () => {
    expect((await measured(Buffer.concat([await plain().jpeg().toBuffer(), Buffer.from("a little film")]))).ok).toBe(true);
  });
  test.each([[14, 100], [100, 14]])("%d x %d is too small, strictly", async (width, height) => {
    expect(await measured(await plain(width, height).png().toBuffer())).toMatchObject({ ok: false, error: { code: "too_small", width, height } });
  });
});
