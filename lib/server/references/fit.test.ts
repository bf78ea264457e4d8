import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, expect, test } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
import type { MediaRule } from "@/lib/models/field";
import { stripImage } from "@/lib/references/strip";
import { measureReference } from "@/lib/server/references/examine";
import { fitPicture } from "@/lib/server/references/fit";
import { createFiles } from "@/lib/server/storage/files";
import { metadataLeft } from "@/tests/support/metadata-left";

const folder = mkdtempSync(path.join(tmpdir(), "sheet-fit-"));
const files = createFiles(folder);
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const rules = defaultModel.referenceRules;
const plain = (width = 300, height = 200, background = "#c63") => sharp({ create: { width, height, channels: 3, background } });
const noise = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 60 } } });
const bare = (bytes: Buffer): Buffer => Buffer.from(stripImage(bytes)?.bytes ?? []);
const at = async (bytes: Buffer): Promise<string> => {
  const file = files.draftFile();
  await writeFile(file, bytes);
  return file;
};
/** Made fit, and believed as little as an upload. */
async function fitted(bytes: Buffer, wanted: readonly MediaRule[] = rules) {
  const answer = await fitPicture(await at(bytes), wanted);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  const made = Buffer.from(answer.value.bytes);
  const measured = await measureReference(files, await at(made), wanted);
  if (!measured.ok) throw new Error(JSON.stringify(measured.error));
  return { made, measured: measured.value, source: answer.value.source, kinds: answer.value.source.changes.map(({ kind }) => kind) };
}
const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();

test.each(["jpeg", "png"] as const)("a %s that fits stays as it is, byte for byte", async (format) => {
  const bytes = bare(await plain().toFormat(format).toBuffer());
  const { made, source } = await fitted(bytes);
  expect(made.equals(bytes)).toBe(true);
  expect(source).toEqual({ format, width: 300, height: 200, bytes: bytes.length, changes: [] });
});

test.each([["jpeg", async (picture: Sharp) => picture.jpeg().toBuffer()], ["png", async (picture: Sharp) => picture.png().toBuffer()]] as const)("metadata is cut out of a %s, its pixels stay bit for bit", async (_format, encode) => {
  const bytes = await encode(noise(120, 90).withExif({ IFD0: { Make: "Kamera" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } }));
  const { made, source } = await fitted(bytes);
  expect(metadataLeft(made)).toEqual([]);
  expect((await pixels(made)).equals(await pixels(bytes))).toBe(true);
  expect(source).toMatchObject({ bytes: bytes.length, changes: [{ kind: "stripped" }] });
  expect(JSON.stringify(source.changes)).toContain("place");
});

test("sides over the model's limit shrink to just under it, in shape", async () => {
  const { measured, kinds } = await fitted(await plain(6400, 3200).jpeg().toBuffer());
  expect([measured.width, measured.height]).toEqual([5999, 3000]);
  expect(kinds).toEqual(["shrunk", "encoded"]);
});

test("bytes over the model's limit shrink until they fit", async () => {
  const { measured, kinds, source } = await fitted(await noise(1200, 800).png({ compressionLevel: 0 }).toBuffer(), [...rules, { dimension: "file_size_mb", op: "<", value: 0.2, message: "" }]);
  expect(measured.bytes).toBeLessThan(200_000);
  expect(measured.format).toBe("jpeg");
  expect(kinds).toContain("encoded");
  expect(source.bytes).toBeGreaterThan(200_000);
});

test("too long and narrow: its middle is kept", async () => {
  const stripe = await sharp({ create: { width: 900, height: 100, channels: 3, background: "#00f" } })
    .composite([{ input: await plain(100, 100, "#f00").png().toBuffer(), left: 400, top: 0 }]).png().toBuffer();
  const { made, measured, source } = await fitted(stripe);
  expect(measured.width / measured.height).toBeLessThan(3);
  expect(source.changes).toContainEqual({ kind: "fitted", fit: { kind: "crop", position: 0.5 } });
  const { data, info } = await sharp(made).raw().toBuffer({ resolveWithObject: true });
  const middle = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  expect(data[middle]).toBeGreaterThan(200);
});

test.each(["webp", "gif", "avif"] as const)("a %s becomes a format that the model takes", async (format) => {
  const { measured, source, kinds } = await fitted(await plain().toFormat(format, { effort: 1 }).toBuffer());
  expect(measured).toMatchObject({ format: "jpeg", width: 300, height: 200 });
  expect([source.format, kinds.at(-1)]).toEqual([format, "encoded"]);
});

test("of an animation the first picture", async () => {
  const frames = await Promise.all(["#f00", "#00f"].map((colour) => plain(60, 40, colour).png().toBuffer()));
  const animation = await sharp(frames, { join: { animated: true } }).gif().toBuffer();
  const { made, kinds } = await fitted(animation);
  expect(kinds).toContain("first_of");
  expect((await pixels(made))[0]).toBeGreaterThan(200);
});

test("what shines through stays so, as PNG", async () => {
  const { made, measured } = await fitted(await sharp({ create: { width: 60, height: 40, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } } }).webp({ lossless: true }).toBuffer());
  expect(measured.format).toBe("png");
  expect((await sharp(made).metadata()).hasAlpha).toBe(true);
});

test("a flag for its orientation is carried out", async () => {
  const { measured, source } = await fitted(await plain(300, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer());
  expect([measured.width, measured.height]).toEqual([200, 300]);
  expect(source).toMatchObject({ width: 300, height: 200 });
  expect(source.changes).toContainEqual({ kind: "turned", orientation: 6 });
});

test("another colour space is converted to sRGB, within 2 of 255", async () => {
  const wanted = await pixels(await plain(40, 40, "#c06030").png().toBuffer());
  const { made, kinds } = await fitted(await plain(40, 40, "#c06030").withIccProfile("p3").jpeg({ quality: 100 }).toBuffer());
  expect(kinds).toContain("recoloured");
  const got = await pixels(made);
  const error = wanted.reduce((sum, value, index) => sum + Math.abs(value - (got[index] ?? 0)), 0) / wanted.length;
  expect(error).toBeLessThan(2);
});

test.each([
  ["too small", async () => plain(10, 10).png().toBuffer(), "too_small"],
  ["no picture", async () => Buffer.from("hello"), "not_an_image"],
  ["a film", async () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom"), Buffer.alloc(12)]), "wrong_format"],
  ["cut off", async () => (await noise(300, 300).jpeg().toBuffer()).subarray(0, 4000), "damaged"],
] as const)("%s is refused", async (_name, make, code) => {
  expect(await fitPicture(await at(await make()), rules)).toMatchObject({ ok: false, error: { code } });
});
