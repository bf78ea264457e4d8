import { describe, expect, test } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
import { lookAt } from "@/lib/references/image-file";
import { metadataLeft, stripImage } from "@/lib/references/strip";
import { judge } from "@/lib/references/verdict";
import { samePixels } from "@/tests/references/compare-pixels";
import { makeFile } from "@/tests/references/corpus";
import { verdicts, type Expected } from "@/tests/references/corpus-verdicts";

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
