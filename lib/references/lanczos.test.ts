import sharp from "sharp";
import { expect, test } from "vitest";
import { resample } from "@/lib/references/lanczos";

async function pixels(width: number, height: number, channels: 3 | 4): Promise<Buffer> {
  const picture = sharp("public/samples/oranges.jpg").resize(width, height, { fit: "fill" });
  return (channels === 4 ? picture.ensureAlpha(1) : picture.ensureAlpha(1)).raw().toBuffer();
}

function resampled(source: Buffer, from: { width: number; height: number }, to: { width: number; height: number }): Uint8ClampedArray {
  const whole = new Uint8ClampedArray(to.width * to.height * 4);
  resample(from, to, {
    read: (row, count) => new Uint8ClampedArray(source.subarray(row * from.width * 4, (row + count) * from.width * 4)),
    write: (row, _count, rgba) => whole.set(rgba, row * to.width * 4),
  });
  return whole;
}

const meanError = (one: ArrayLike<number>, other: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / one.length;
};

test.each([[1600, 1067, 1199, 800], [1600, 1067, 400, 267], [300, 200, 299, 199], [64, 900, 32, 450], [20, 2, 7, 1]])("%d x %d to %d x %d as sharp's Lanczos does it", async (w, h, width, height) => {
  const source = await pixels(w, h, 4);
  const wanted = await sharp(source, { raw: { width: w, height: h, channels: 4 } }).resize(width, height, { fit: "fill", kernel: "lanczos3", fastShrinkOnLoad: false }).raw().toBuffer();
  expect(meanError(resampled(source, { width: w, height: h }, { width, height }), wanted)).toBeLessThan(1.2);
});

test("one colour stays that colour, to the edges", () => {
  const source = Buffer.alloc(50 * 40 * 4, 200);
  const made = resampled(source, { width: 50, height: 40 }, { width: 31, height: 23 });
  expect(new Set(made)).toEqual(new Set([200]));
});

test("what is transparent does not bleed into what is seen", () => {
  const source = Buffer.alloc(40 * 40 * 4);
  for (let at = 0; at < source.length; at += 4) source.set(at % 160 < 80 ? [255, 0, 0, 255] : [0, 255, 0, 0], at);
  const made = resampled(source, { width: 40, height: 40 }, { width: 17, height: 17 });
  for (let at = 0; at < made.length; at += 4) if ((made[at + 3] ?? 0) > 8) expect([made[at], made[at + 1]]).toEqual([255, 0]);
});
