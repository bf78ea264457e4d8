import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
import { lookAt } from "@/lib/references/image-file";
import { stripImage } from "@/lib/references/strip";
import { judge } from "@/lib/references/verdict";
import { measureReference } from "@/lib/server/references/examine";
import { fitPicture } from "@/lib/server/references/fit";
import { createFiles } from "@/lib/server/storage/files";
import { samePixels } from "@/tests/references/compare-pixels";
import { makeFile } from "@/tests/references/corpus";
import * as make from "@/tests/references/corpus-bytes";
import { verdicts, type Expected } from "@/tests/references/corpus-verdicts";
import { metadataLeft } from "@/tests/support/metadata-left";

const rules = defaultModel.referenceRules;
/** Large ones are for the browser's run. */
const small = Object.entries(verdicts).filter(([name]) => !/size-\d{4}|bytes-|\d{5}|12-mb|11-mb|bomb\.png/.test(name));
/** What only shows when it is decoded, or where a browser opens what another does not. */
const ONLY_DECODED: readonly string[] = ["tiff.tiff", "tiff-pages.tiff", "png-pixels-are-garbage.png", "png-pixels-are-few.png", "bomb-5999x5999.png"];
const KIND: Readonly<Record<Expected["verdict"], string>> = { "as it is": "as_it_is", stripped: "strip", fixed: "fix", refused: "refused" };

test.each(small.filter(([name]) => !ONLY_DECODED.includes(name)))("%j is judged by its bytes as it was written down", async (name, expected) => {
  const bytes = new Uint8Array(await makeFile(name));
  const seen = await lookAt(bytes);
  const verdict = judge(seen, { rules, fit: expected.verdict === "fixed" ? expected.fit : null, fileBytes: bytes.length });
  expect(verdict.kind).toBe(KIND[expected.verdict]);
  if (expected.verdict === "refused") expect(verdict).toMatchObject({ problem: { code: expected.code } });
  if (expected.verdict === "stripped" && seen.kind === "picture") expect(seen.facts.metadata).toEqual(expected.what);
});

describe("stripping", () => {
  test.each(small.filter(([, { verdict }]) => verdict === "stripped"))("%j: nothing is left and no pixel differs", async (name) => {
    const bytes = new Uint8Array(await makeFile(name));
    const cut = stripImage(bytes);
    expect(cut && metadataLeft(cut.bytes)).toEqual([]);
    expect(cut && (await samePixels(cut.bytes, bytes))).toBe(true);
    for (const secret of ["GPS", "SN-4711", "at home", "PK\x03\x04", "ftyp", "Maker"]) expect(cut && Buffer.from(cut.bytes).includes(secret)).toBe(false);
  });

  test.each(small.filter(([, { verdict }]) => verdict === "as it is"))("%j: what has nothing to cut stays byte for byte", async (name) => {
    const bytes = new Uint8Array(await makeFile(name));
    expect(metadataLeft(bytes)).toEqual([]);
    expect(Buffer.from(stripImage(bytes)?.bytes ?? []).equals(bytes)).toBe(true);
  });
});

describe("what a decoder needs carries nothing else along", () => {
  const SECRET = "GPS 51.5 N, SN-4711";
  const note = (length: number) => Buffer.from(SECRET.padEnd(length));
  const judged = async (bytes: Uint8Array) => {
    const seen = await lookAt(bytes);
    return { kind: judge(seen, { rules, fit: null, fileBytes: bytes.length }).kind, metadata: seen.kind === "picture" ? seen.facts.metadata : null };
  };
  const noteIsCut = async (file: Buffer) => {
    const bytes = new Uint8Array(file);
    expect(Buffer.from(bytes).includes("GPS")).toBe(true);
    expect(await judged(bytes)).toEqual({ kind: "strip", metadata: ["other"] });
    const cut = stripImage(bytes);
    expect(cut && Buffer.from(cut.bytes).includes("GPS")).toBe(false);
    expect(cut && (await samePixels(cut.bytes, bytes))).toBe(true);
    expect(cut && metadataLeft(cut.bytes)).toEqual([]);
  };
  const damaged = async (file: Buffer) => {
    expect(await judged(new Uint8Array(file))).toMatchObject({ kind: "refused" });
    expect(stripImage(new Uint8Array(file))).toBeNull();
  };
  const png = async (name = "png.png") => Buffer.from(stripImage(new Uint8Array(await makeFile(name)))?.bytes ?? []);
  const jpeg = async () => makeFile("jpeg.jpg");
  /** In the place of the length of the first such segment. */
  const relengthened = (file: Buffer, marker: number, extra: Buffer) => {
    const at = file.indexOf(Buffer.from([0xff, marker]));
    const to = at + 2 + file.readUInt16BE(at + 2);
    return Buffer.concat([file.subarray(0, at), make.segment(marker, Buffer.concat([file.subarray(at + 4, to), extra])), file.subarray(to)]);
  };

  test.each(["sBIT", "gAMA", "cHRM", "sRGB", "tRNS", "PLTE"])("a PNG's %s with more bytes than it has is cut out", async (type) => {
    await noteIsCut(make.pngWith(await png(), make.chunk(type, note(64))));
  });
  test.each([["sRGB", Buffer.from([0])], ["gAMA", make.u32(45_455)], ["sBIT", Buffer.from([8, 8, 8])]])("a PNG's %s stands once: a hundred of them are a message", async (type, right) => {
    const file = make.pngWith(await png(), make.chunk(type, right), ...Array.from({ length: 100 }, () => make.chunk(type, right)));
    expect(await judged(new Uint8Array(file))).toEqual({ kind: "strip", metadata: ["other"] });
    expect(stripImage(new Uint8Array(file))?.bytes.length).toBe((await png()).length + 12 + right.length);
  });
  test("a palette that no pixel points into, a colour behind the pixels", async () => {
    await noteIsCut(make.pngWith(await png(), make.chunk("PLTE", note(66))));
    const whole = await png();
    await noteIsCut(Buffer.concat([whole.subarray(0, -12), make.chunk("cHRM", note(32)), whole.subarray(-12)]));
  });
  test("a palette of its length stays, with what shines through it; a longer one is none", async () => {
    const whole = await png("png-palette.png");
    expect(await judged(new Uint8Array(whole))).toEqual({ kind: "as_it_is", metadata: [] });
    const at = whole.indexOf("PLTE") - 4;
    const colours = whole.readUInt32BE(at) / 3;
    const with_ = (...chunks: Buffer[]) => Buffer.concat([whole.subarray(0, at), ...chunks, whole.subarray(at + 12 + colours * 3)]);
    const palette = (bytes: Buffer) => make.chunk("PLTE", bytes);
    const right = whole.subarray(at + 8, at + 8 + colours * 3);
    expect(await judged(new Uint8Array(with_(palette(right), make.chunk("tRNS", Buffer.alloc(colours, 255)))))).toEqual({ kind: "as_it_is", metadata: [] });
    await noteIsCut(with_(palette(right), make.chunk("tRNS", note(colours + 1 + SECRET.length))));
    await damaged(with_(palette(Buffer.concat([right, Buffer.alloc(768), note(30)]))));
  });
  test("a picture with more colours than its pixels can point at is written anew, and not kept as it is by the server", async () => {
    const header = Buffer.concat([make.u32(64), make.u32(64), Buffer.from([4, 3, 0, 0, 0])]);
    const rows = Buffer.alloc(64 * 33, 0x12).map((byte, at) => (at % 33 === 0 ? 0 : byte));
    const shallow = (palette: Buffer) => Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), make.chunk("IHDR", header), make.chunk("PLTE", palette), make.chunk("IDAT", deflateSync(rows)), make.chunk("IEND", Buffer.alloc(0))]);
    const long = shallow(note(768));
    expect(await judged(new Uint8Array(long))).toEqual({ kind: "fix", metadata: [] });
    const folder = mkdtempSync(path.join(tmpdir(), "sheet-palette-"));
    const file = path.join(folder, "long.png");
    writeFileSync(file, long);
    const files = createFiles(folder);
    expect(await measureReference(files, file, rules)).toEqual({ ok: false, error: { code: "damaged" } });
    const made = await fitPicture(file, rules);
    expect(made.ok && Buffer.from(made.value.bytes).includes("GPS")).toBe(false);
    if (made.ok) writeFileSync(file, made.value.bytes);
    expect(await measureReference(files, file, rules)).toMatchObject({ ok: true, value: { width: 64, height: 64 } });
    rmSync(folder, { recursive: true });
    await damaged(shallow(note(771)));
  });
  test("a last chunk with something in it ends nothing", async () => {
    const whole = await png();
    await damaged(Buffer.concat([whole.subarray(0, -12), make.chunk("IEND", note(30))]));
  });

  test("a JPEG's DNL beside a height is cut out", async () => {
    await noteIsCut(make.jpegWith(await jpeg(), make.segment(0xdc, note(40))));
  });
  test.each([["DRI", 0xdd], ["DAC", 0xcc], ["DQT", 0xdb], ["DHT", 0xc4]])("a JPEG's %s of another length than it has is damaged", async (_name, marker) => {
    await damaged(make.jpegWith(await jpeg(), make.segment(marker, note(41))));
  });
  test.each([["frame", 0xc0], ["scan", 0xda], ["DQT", 0xdb], ["DHT", 0xc4]])("a JPEG's %s with a note behind what it counts is damaged", async (_name, marker) => {
    await damaged(relengthened(await jpeg(), marker, note(40)));
  });
  test("a JPEG's DRI and tables of their length stay byte for byte", async () => {
    const file = new Uint8Array(await makeFile("jpeg-restarts.jpg"));
    expect(await judged(file)).toEqual({ kind: "as_it_is", metadata: [] });
  });
});

/** xorshift32. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const FORMATS = ["jpeg-place.jpg", "jpeg-exif-preview.jpg", "jpeg-many-pictures.jpg", "png-animated.png", "png-p3.png", "webp-place.webp", "webp-animated.webp", "gif-animated.gif", "avif-place.avif", "heic-place.heic", "heic-p3.heic", "bmp.bmp", "tiff.tiff"];

test.each(FORMATS)("%s broken anywhere is looked at without a fault", async (name) => {
  const whole = new Uint8Array(await makeFile(name));
  const throwDice = dice(whole.length);
  for (let round = 0; round < 300; round += 1) {
    const bytes = Uint8Array.from(whole.subarray(0, round % 3 === 0 ? throwDice() % whole.length : whole.length));
    // The beginning is where lengths and counts stand.
    for (let hit = 0; hit < 1 + (round % 8); hit += 1) bytes[throwDice() % Math.min(bytes.length || 1, round % 2 ? 1000 : bytes.length || 1)] = round % 5 === 0 ? 255 : throwDice() & 255;
    const seen = await lookAt(bytes);
    expect(judge(seen, { rules, fit: null, fileBytes: bytes.length }).kind).toBeTypeOf("string");
    const cut = stripImage(bytes);
    if (cut) expect(metadataLeft(cut.bytes)).toEqual([]);
  }
});
