import sharp from "sharp";
import { expect, test } from "vitest";
import { readIcc } from "@/lib/references/icc";
import { toSrgb } from "@/lib/references/to-srgb";

const profileOf = async (name: "srgb" | "p3" | "cmyk"): Promise<Uint8Array> => {
  const { icc } = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#a63" } }).withIccProfile(name).toColourspace(name === "cmyk" ? "cmyk" : "srgb").jpeg().toBuffer().then((file) => sharp(file).metadata());
  return icc ?? new Uint8Array();
};

test("sRGB is known by its numbers, not by its name", async () => {
  const srgb = readIcc(await profileOf("srgb"));
  expect(srgb).toMatchObject({ space: "RGB", isSrgb: true });
  const renamed = Uint8Array.from(await profileOf("p3"));
  expect(readIcc(renamed)).toMatchObject({ space: "RGB", isSrgb: false });
  expect(readIcc(await profileOf("cmyk"))).toMatchObject({ space: "CMYK", isSrgb: false, matrix: null });
});

test("Display P3 becomes sRGB as sharp converts it", async () => {
  const levels = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, at) => (at * 37 + (at >> 5)) % 256));
  const tagged = await sharp(levels, { raw: { width: 64, height: 64, channels: 3 } }).withIccProfile("p3", { attach: true }).png().toBuffer();
  const [stored, wanted] = [await sharp(tagged, { ignoreIcc: true }).ensureAlpha().raw().toBuffer(), await sharp(tagged).ensureAlpha().raw().toBuffer()];
  const { icc } = await sharp(tagged).metadata();
  const matrix = icc ? readIcc(icc)?.matrix : null;
  const own = Uint8ClampedArray.from(stored);
  if (matrix) toSrgb(matrix)(own);
  const error = own.reduce((sum, level, at) => sum + Math.abs(level - (wanted[at] ?? 0)), 0) / own.length;
  expect(error).toBeLessThan(0.5);
});

test("what is no profile is none, wherever it breaks off", async () => {
  const whole = await profileOf("p3");
  expect(readIcc(new Uint8Array(0))).toBeNull();
  expect(readIcc(new Uint8Array(500).fill(255))).toBeNull();
  for (let length = 0; length < whole.length; length += 7) expect(() => readIcc(whole.subarray(0, length))).not.toThrow();
});
