import { describe, expect, test } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
import { unfurlFrames, unfurlLayout, unfurlSize, type Box } from "@/lib/shares/unfurl-layout";

const text = { belowHeight: 95, besideHeight: 200 };
const isInside = ({ x, y, width, height }: Box) => x >= 40 && y >= 40 && x + width <= unfurlSize.width - 40 && y + height <= unfurlSize.height - 40;
const meet = (one: Box, other: Box) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

describe.each([1, 2, 4, 9, unfurlFrames])("%i frames", (count) => {
  test.each(defaultModel.sizes.map((size) => [size.ratio, size] as const))("of %s are whole, apart from each other and from the title", (_ratio, { width, height }) => {
    const { frames, text: title } = unfurlLayout(Array.from({ length: count }, () => ({ width, height })), text);
    expect(frames).toHaveLength(count);
    const boxes = [...frames, title];
    for (const [at, box] of boxes.entries()) {
      expect(isInside(box), JSON.stringify(box)).toBe(true);
      for (const other of boxes.slice(at + 1)) expect(meet(box, other)).toBe(false);
    }
    for (const frame of frames) expect(Math.abs(frame.width / frame.height / (width / height) - 1)).toBeLessThan(0.03);
  });
});

test("pictures of several ratios keep theirs and stand on one line", () => {
  const { frames } = unfurlLayout([{ width: 1600, height: 900 }, { width: 900, height: 1600 }, { width: 1000, height: 1000 }], text);
  expect(frames.map(({ width, height }) => Math.round((width / height) * 10) / 10)).toEqual([1.8, 0.6, 1]);
  expect(new Set(frames.map(({ y, height }) => y + height)).size).toBe(1);
});
