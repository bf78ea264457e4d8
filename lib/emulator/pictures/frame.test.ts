import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { beforeAll, expect, test, vi } from "vitest";
import { likeness } from "@/lib/emulator/fixtures/likeness";
import { makeFrame } from "@/lib/emulator/pictures/frame";
import type { Size } from "@/lib/emulator/pictures/framing";
import { negativeOf, type Negative } from "@/lib/emulator/pictures/negative";
import { readPrompt } from "@/lib/emulator/prompt/reading";
import { defaultModel } from "@/lib/models/catalog";

// Pictures, and finding them again, take as long as the machine lets them.
vi.setConfig({ testTimeout: 240_000 });

const WIDE: Size = { width: 640, height: 360 };
const SAMPLES = ["cups", "oranges", "blossom"] as const;
let negatives: Record<(typeof SAMPLES)[number], Negative>;

beforeAll(async () => {
  const [cups, oranges, blossom] = await Promise.all(SAMPLES.map(async (name) => negativeOf(await readFile(`public/samples/${name}.jpg`))));
  if (!cups || !oranges || !blossom) throw new Error("a sample is missing");
  negatives = { cups, oranges, blossom };
});

const group = async (references: readonly [Negative, ...Negative[]], prompt: string, of: number, seed = "seed", size = WIDE): Promise<Buffer[]> => {
  const frames: Buffer[] = [];
  for (let index = 0; index < of; index += 1) frames.push(await makeFrame({ negatives: references, reading: readPrompt(prompt), size, place: { index, of }, seed }));
  return frames;
};

const small = (jpeg: Buffer): Promise<Buffer> => sharp(jpeg).resize(48, 48, { fit: "fill" }).removeAlpha().raw().toBuffer();
const hash = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Mean difference of two small copies, in bytes of 255. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([small(one), small(other)]);
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}

test.each(defaultModel.sizes)("a frame of $value has exactly that size", async ({ width, height }) => {
  const [frame] = await group([negatives.cups], "at dusk", 1, "seed", { width, height });
  const found = await sharp(frame).metadata();
  expect(found).toMatchObject({ format: "jpeg", width, height, channels: 3 });
});

test("the same seed gives the same bytes, another seed others", async () => {
  const first = await group([negatives.cups], "in the snow", 2);
  const again = await group([negatives.cups], "in the snow", 2);
  const other = await group([negatives.cups], "in the snow", 2, "another seed");
  expect(again.map(hash)).toEqual(first.map(hash));
  expect(other.map(hash)).not.toEqual(first.map(hash));
});

test.each(["a bowl", "at night", "from morning to night", "in black and white", "as a watercolour", "another colour each"])("frames of one group differ visibly: %s", async (prompt) => {
  const frames = await group([negatives.oranges], prompt, 5);
  for (const [place, frame] of frames.entries()) {
    for (const other of frames.slice(place + 1)) expect(await difference(frame, other)).toBeGreaterThan(4);
  }
});

test("light, weather, medium and colour words give looks that are far apart", async () => {
  const prompts = ["", "at night", "in fog", "black and white", "make it blue"];
  const frames = await Promise.all(prompts.map(async (prompt) => (await group([negatives.oranges], prompt, 1))[0] ?? Buffer.alloc(0)));
  for (const [place, frame] of frames.entries()) {
    for (const other of frames.slice(place + 1)) expect(await difference(frame, other)).toBeGreaterThan(12);
  }
});

test("from morning to night grows dark, colder light grows blue", async () => {
  const mean = async (frame: Buffer | undefined) => (await sharp(frame).stats()).channels.map((channel) => channel.mean);
  const day = await group([negatives.cups], "from morning to night", 4);
  const [morning, night] = [await mean(day[0]), await mean(day[3])];
  expect(night[1]).toBeLessThan((morning[1] ?? 0) * 0.7);
  const cold = await group([negatives.cups], "colder light each time", 4);
  const blueness = await Promise.all(cold.map(async (frame) => { const [red = 0, , blue = 0] = await mean(frame); return blue - red; }));
  expect(blueness).toEqual(blueness.toSorted((a, b) => a - b));
});

test.each([4, 2, 1])("every one of three references is recognised in a sequence of %i", async (of) => {
  const { cups, oranges, blossom } = negatives;
  const frames = await group([cups, oranges, blossom], "blend them at dusk", of);
  for (const { jpeg } of [cups, oranges, blossom]) {
    const found = await Promise.all(frames.map((frame) => likeness(frame, jpeg)));
    expect(Math.max(...found)).toBeGreaterThan(0.76);
  }
});

test("a picture that is not among the references is not recognised", async () => {
  const frames = await group([negatives.cups], "blend them", 3);
  const found = await Promise.all(frames.flatMap((frame) => [likeness(frame, negatives.blossom.jpeg), likeness(frame, negatives.oranges.jpeg)]));
  expect(Math.max(...found)).toBeLessThan(0.7);
});
