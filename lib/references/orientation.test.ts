import sharp from "sharp";
import { expect, test } from "vitest";
import { orientationAfter, storedPart, turned, uprightTransform } from "@/lib/references/orientation";

const [WIDTH, HEIGHT] = [4, 3];
/** Every pixel has its own level. */
const levels = Buffer.from(Array.from({ length: WIDTH * HEIGHT }, (_, at) => at * 10));

const orientations = [1, 2, 3, 4, 5, 6, 7, 8];

function upright(orientation: number): { data: number[]; width: number } {
  const [a, b, c, d, e, f] = uprightTransform(orientation, { width: WIDTH, height: HEIGHT });
  const size = turned(orientation, { width: WIDTH, height: HEIGHT });
  const data = Array.from({ length: WIDTH * HEIGHT }, () => -1);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const [to, down] = [a * (x + 0.5) + c * (y + 0.5) + e - 0.5, b * (x + 0.5) + d * (y + 0.5) + f - 0.5];
      data[down * size.width + to] = levels[y * WIDTH + x] ?? 0;
    }
  }
  return { data, width: size.width };
}

test.each(orientations)("orientation %d is turned as sharp turns it", async (orientation) => {
  const file = await sharp(levels, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } }).withMetadata({ orientation }).png().toBuffer();
  const wanted = await sharp(file).autoOrient().extractChannel(0).raw().toBuffer();
  expect(upright(orientation).data).toEqual([...wanted]);
});

test.each(orientations)("a part chosen upright is found in a picture stored by orientation %d", (orientation) => {
  const seen = upright(orientation);
  const part = { x: 1, y: 1, width: 2, height: 1 };
  const chosen = [0, 1].map((step) => seen.data[part.y * seen.width + part.x + step]);
  const { x, y, width, height } = storedPart(orientation, part, { width: WIDTH, height: HEIGHT });
  const found = Array.from({ length: width * height }, (_, at) => levels[(y + Math.floor(at / width)) * WIDTH + x + (at % width)]);
  expect(found.toSorted()).toEqual(chosen.toSorted());
});

test.each(orientations)("orientation %d turned by hand is what sharp makes of it, upright first and then turned", async (orientation) => {
  const file = await sharp(levels, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } }).withMetadata({ orientation }).png().toBuffer();
  const first = await sharp(file).autoOrient().png().toBuffer();
  for (const turns of [0, 1, 2, 3] as const) {
    const wanted = await sharp(first).rotate(turns * 90).extractChannel(0).raw().toBuffer();
    expect(upright(orientationAfter(orientation, turns)).data).toEqual([...wanted]);
  }
});
