import sharp, { type JpegOptions } from "sharp";
import { describe, expect, test } from "vitest";
import { lookAt } from "@/lib/references/image-file";
import { walkJpeg } from "@/lib/references/jpeg-segments";
import { stripImage } from "@/lib/references/strip";
import { samePixels } from "@/tests/references/compare-pixels";
import { makeFile } from "@/tests/references/corpus";
import { metadataLeft } from "@/tests/support/metadata-left";

/** xorshift32. */
function noise(length: number): Buffer {
  let state = 2_463_534_242;
  return Buffer.from(Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 255;
  }));
}
const picture = (width: number, height: number) => sharp(noise(width * height * 3), { raw: { width, height, channels: 3 } });
const bare = (file: Uint8Array): Buffer => Buffer.from(stripImage(new Uint8Array(file))?.bytes ?? []);
const NOTE = Buffer.from("GPS 51.5 N, SN-4711");
const partsOf = (file: Buffer, marker: number): Buffer[] => walkJpeg(file).segments.filter((segment) => segment.marker === marker).map(({ from, to }) => file.subarray(from, to));
const table = (marker: number, name: number, rest: Buffer): Buffer => Buffer.concat([Buffer.from([0xff, marker, 0, rest.length + 3, name]), rest]);
/** One code of one bit, and a symbol. */
const smallCode = (symbol: number): Buffer => Buffer.from([1, ...Array<number>(15).fill(0), symbol]);

const WRITERS = {
  "4:2:0": { quality: 80 },
  "4:4:4, best": { quality: 100, chromaSubsampling: "4:4:4" },
  "codes of the standard": { quality: 50, optimiseCoding: false },
  progressive: { quality: 60, progressive: true },
  "progressive 4:4:4": { quality: 100, progressive: true, chromaSubsampling: "4:4:4" },
  "other progression": { quality: 90, mozjpeg: true },
} as const;

describe.each(Object.entries(WRITERS))("what a healthy writer made (%s) is read to its last bit", (_name, options) => {
  test.each([[1, 1], [7, 9], [8, 8], [17, 33], [64, 48], [65, 15], [130, 71]])("%d x %d, in colour, grey and inks: no byte is cut and no pixel written anew", async (width, height) => {
    for (const space of ["srgb", "b-w", "cmyk"] as const) {
      const file = new Uint8Array(await picture(width, height).toColourspace(space).keepIccProfile().jpeg(options).toBuffer());
      const cut = stripImage(file);
      expect([...(cut?.removed ?? ["unread"])].filter((what) => what !== "other")).toEqual([]);
      expect(cut && (await samePixels(cut.bytes, file))).toBe(true);
    }
  });
});

describe("a note in what decoders pass over", () => {
  const whole = async (options: JpegOptions = {}) => bare(await picture(64, 48).jpeg(options).toBuffer());
  const isCut = (file: Buffer, clean: Buffer) => {
    expect(metadataLeft(file)).not.toEqual([]);
    expect(bare(file).equals(clean)).toBe(true);
  };
  const isUnread = (file: Buffer) => expect(stripImage(new Uint8Array(file))).toBeNull();

  test.each([{}, { progressive: true }])("behind each scan's last block it is cut out (%j)", async (options) => {
    const clean = await whole(options);
    for (const { to } of walkJpeg(clean).segments.filter(({ marker }) => marker === 0xda)) {
      isCut(Buffer.concat([clean.subarray(0, to), NOTE, clean.subarray(to)]), clean);
      isCut(Buffer.concat([clean.subarray(0, to), Buffer.from([0xff, 0, 0, 0xff, 0]), clean.subarray(to)]), clean);
    }
  });
  test("a table that no scan reads goes, whether it is defined again or never named; its neighbours in the segment stay", async () => {
    const clean = await whole();
    const note = Buffer.from(NOTE.toString().padEnd(64));
    for (const unread of [table(0xdb, 0, note), table(0xdb, 3, note), table(0xc4, 0x13, smallCode(0x47)), Buffer.from([0xff, 0xdd, 0, 4, 0x47, 0x50])]) {
      const isRestart = unread[1] === 0xdd;
      const file = Buffer.concat([clean.subarray(0, 2), unread, ...(isRestart ? [Buffer.from([0xff, 0xdd, 0, 4, 0, 0])] : []), clean.subarray(2)]);
      const without = bare(file);
      expect(without.includes(unread.subarray(4))).toBe(false);
      expect(await samePixels(without, clean)).toBe(true);
      expect(metadataLeft(file)).toEqual(["other"]);
    }
    const [own] = partsOf(clean, 0xdb);
    const at = clean.indexOf(own ?? "none");
    const both = Buffer.concat([Buffer.from([0xff, 0xdb, 0, 132]), Buffer.from([3]), note, clean.subarray(at + 4, at + 69)]);
    isCut(Buffer.concat([clean.subarray(0, at), both, clean.subarray(at + 69)]), clean);
  });
  test("whatever comes behind the one scan that codes all of a picture is cut out", async () => {
    const clean = await whole();
    const [scan = clean, frame = clean] = [...partsOf(clean, 0xda), ...partsOf(clean, 0xc0)];
    for (const behind of [scan, Buffer.concat([scan.subarray(0, 14), NOTE]), frame, ...partsOf(clean, 0xc4)]) isCut(Buffer.concat([clean.subarray(0, -2), behind, clean.subarray(-2)]), clean);
  });
  test("a scan that codes anew what is coded is no picture that can be kept", async () => {
    const clean = await whole({ progressive: true });
    for (const scan of partsOf(clean, 0xda)) isUnread(Buffer.concat([clean.subarray(0, -2), scan, clean.subarray(-2)]));
    isUnread(Buffer.concat([clean.subarray(0, -2), (partsOf(clean, 0xda)[0] ?? clean).subarray(0, 14), NOTE, clean.subarray(-2)]));
  });
  test("nor is one whose blocks are too few, whose bits are no code, or whose restarts are out of turn", async () => {
    const clean = await whole();
    const [scan] = walkJpeg(clean).segments.filter(({ marker }) => marker === 0xda);
    const [from, to] = [scan?.body ?? 0, scan?.to ?? 0];
    isUnread(Buffer.concat([clean.subarray(0, Math.floor((from + to) / 2)), clean.subarray(to)]));
    isUnread(Buffer.concat([clean.subarray(0, from + 40), Buffer.alloc(40, 0x55), clean.subarray(from + 80)]));
    const restarts = Buffer.from(await makeFile("jpeg-restarts.jpg"));
    const first = restarts.indexOf(Buffer.from([0xff, 0xd0]));
    const wrong = Buffer.from(restarts);
    wrong[first + 1] = 0xd1;
    isUnread(wrong);
    isUnread(Buffer.concat([restarts.subarray(0, first), NOTE, restarts.subarray(first)]));
  });
  test("nor one whose code has two codes for a symbol, whose table is missing, or that has a second frame", async () => {
    const clean = await whole();
    const [frame = clean] = partsOf(clean, 0xc0);
    isUnread(Buffer.concat([clean.subarray(0, 2), frame, clean.subarray(2)]));
    const [code = clean] = partsOf(clean, 0xc4);
    const at = clean.indexOf(code);
    isUnread(Buffer.concat([clean.subarray(0, at), clean.subarray(at + code.length)]));
    const twice = Buffer.from(clean);
    twice[at + 22] = twice[at + 21] ?? 0;
    isUnread(twice);
  });
});

test("others have their turn while a large picture is read", async () => {
  const file = new Uint8Array(await sharp({ create: { width: 2400, height: 1600, channels: 3, background: "#842" } }).jpeg({ progressive: true }).toBuffer());
  let turns = 0;
  const seen = await lookAt(file, () => Promise.resolve((turns += 1)));
  expect(seen.kind === "picture" && seen.facts.cutBytes).toBeTypeOf("number");
  expect(turns).toBeGreaterThan(10);
});
