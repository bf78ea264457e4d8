import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect } from "vitest";
import { AT_ONCE, holdLines, plainPng, QUICK_PATH, textWith, WAITING, type Bench } from "@/lib/emulator/fixtures/bench";
import { MODEL_PATH, refusalOf } from "@/lib/emulator/fixtures/caller";
import { contractLines } from "@/lib/emulator/fixtures/contract-lines";
import { likeness } from "@/lib/emulator/fixtures/likeness";
import { defaultModel } from "@/lib/models/catalog";
import published from "@/lib/models/published/bytedance__seedream-4-0__edit-sequential.json" with { type: "json" };

/** Runs an input to its end and answers how the outputs are named: "1-…" is the first of its group. */
async function placesOf({ caller }: Bench, input: unknown): Promise<{ places: number[]; cost: number | undefined }> {
  const { request_id } = await caller.accepted(input);
  const { cost } = await caller.finished(request_id);
  return { places: (await caller.addresses(request_id)).map((address) => Number(/\/(\d+)-[^/]*$/.exec(address)?.[1])), cost };
}

const inBounds: Record<string, Buffer> = { "15x15.png": await plainPng("#864", 15, 15), "34x100.png": await plainPng("#864", 34, 100), "5999x2000.png": await plainPng("#864", 5999, 2000) };
const outOfBounds: Record<string, Buffer> = {
  "14x15.png": await plainPng("#864", 14, 15), "15x14.png": await plainPng("#864", 15, 14), "33x100.png": await plainPng("#864", 33, 100), "300x100.png": await plainPng("#864", 300, 100),
  "6000x2500.png": await plainPng("#864", 6000, 2500), "2500x6000.png": await plainPng("#864", 2500, 6000), "webp.png": await sharp(await plainPng("#864")).webp().toBuffer(),
};

holdLines("model", contractLines.model, {
  async schema(setUp) {
    const bench = await setUp();
    expect((await bench.caller.call("GET", MODEL_PATH)).body).toMatchObject({ input_schema: published.input_schema });
    const { request_id } = await bench.caller.accepted({ images: [bench.host.url("cups.jpg")], text: "Generate 2 images at dusk", optimize_prompt_options: "standard" });
    const { cost } = await bench.caller.finished(request_id);
    const sizes = await Promise.all((await bench.caller.pictures(request_id)).map(async ({ bytes }) => sharp(bytes).metadata()));
    expect([cost, sizes.map(({ width, height }) => [width, height])]).toEqual([0.09, [[2560, 1440], [2560, 1440]]]);
  },
  async budget(setUp) {
    const { caller, host, input } = await setUp({ stageMs: WAITING }, inBounds);
    const images = Array.from({ length: 10 }, () => host.url("15x15.png"));
    expect(refusalOf(await caller.submit(input({ images, sequential_image_generation_options: 6 })))).toMatchObject({ status: 422, detail: [{ loc: ["body", "sequential_image_generation_options"], msg: textWith(/15/) }] });
    await caller.accepted(input({ images, sequential_image_generation_options: 5 }));
    expect(refusalOf(await caller.submit(input({ sequential_image_generation_options: 15 })))).toMatchObject({ status: 422 });
  },
  async collage(setUp) {
    const bench = await setUp();
    const run = async (text: string, more: Record<string, unknown> = {}) => {
      const { request_id } = await bench.caller.accepted(bench.input({ text, sequential_image_generation_options: 4, ...more }));
      await bench.caller.finished(request_id);
      return bench.caller.pictures(request_id);
    };
    const [collage, ...more] = await run("the cups from morning to night");
    expect(more).toEqual([]);
    expect(await sharp(collage?.bytes).metadata()).toMatchObject({ width: 2560, height: 1440 });
    // Two strips of two: a picture in each quarter, bare paper between the strips. The first picture shows the whole of the cups.
    const part = (left: number, top: number, width: number, height: number, of = collage) => sharp(of?.bytes).extract({ left, top, width, height }).toBuffer();
    for (const [left, top] of [[0, 0], [1280, 0], [0, 720], [1280, 720]] as const) {
      const { channels } = await sharp(await part(left + 440, top + 160, 400, 400)).stats();
      expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(15);
    }
    expect(await likeness(await part(420, 120, 860, 480), await readFile("public/samples/cups.jpg"))).toBeGreaterThan(0.76);
    const brightness = async (of = collage) => Math.min(...(await sharp(await part(900, 716, 760, 8, of)).stats()).channels.map(({ min }) => min));
    expect(await brightness()).toBeGreaterThan(200);
    const [single] = await run("make a quiet picture of the cups");
    expect(await brightness(single)).toBeLessThan(150);
    expect(await run("the cups at night", { sequential_image_generation: "disabled" })).toHaveLength(1);
  },
  async characters(setUp) {
    const { caller, input } = await setUp({ stageMs: WAITING });
    await caller.accepted(input({ text: "🍊".repeat(600) }));
    expect(refusalOf(await caller.submit(input({ text: "🍊".repeat(601) })))).toMatchObject({ status: 422, detail: [{ loc: ["body", "text"] }] });
  },
  async short(setUp) {
    const bench = await setUp();
    expect(await placesOf(bench, bench.input({ text: "Generate 2 images at dusk", sequential_image_generation_options: 4 }))).toEqual({ places: [1, 2], cost: 0.12 });
  },
  async filtered(setUp) {
    const bench = await setUp();
    expect(await placesOf(bench, bench.input({ text: "Generate 4 images of the cups beside a gun", sequential_image_generation_options: 4 }))).toEqual({ places: [1, 3, 4], cost: 0.12 });
    const { request_id } = await bench.caller.accepted(bench.input({ text: "Generate 2 images of a corpse with a gun" }));
    expect(await bench.caller.finished(request_id)).toMatchObject({ status: "failed", cost: 0, error: { type: "content_filtered", images: [1, 2] } });
  },
  async breaks(setUp) {
    const bench = await setUp({ breaksAtOutput: 3 });
    expect(await placesOf(bench, bench.input({ text: "Generate 4 images at dusk", sequential_image_generation_options: 4 }))).toEqual({ places: [1, 2], cost: 0.12 });
    const broken = await setUp({ breaksAtOutput: 1 });
    const { request_id } = await broken.caller.accepted(broken.input());
    expect(await broken.caller.finished(request_id)).toMatchObject({ status: "failed", cost: 0, error: "The images could not be generated." });
  },
  async price(setUp) {
    const { caller, host, input, quickInput } = await setUp({ priceUsdPerOutput: 0.04, stageMs: WAITING });
    expect((await caller.call("GET", MODEL_PATH)).body).toMatchObject({ base_price_usd: 0.04, price_unit: "output" });
    await caller.accepted(input({ text: "Generate 2 images", sequential_image_generation_options: 9 }));
    await caller.accepted(quickInput(), QUICK_PATH);
    await caller.accepted({ start_image_url: host.url("cups.jpg"), number_of_clips: 2 }, "models/contact-sheet/clip");
    expect((await caller.ledger()).posts).toMatchObject([{ images_asked: 2, billed_usd: 0.3 }, { images_asked: 1, billed_usd: 0.04 }, { images_asked: 9, billed_usd: 0.36 }]);
  },
  async seed(setUp) {
    const { caller, quickInput } = await setUp();
    const run = async (seed: number) => {
      const { request_id } = await caller.accepted(quickInput({ seed }), QUICK_PATH);
      await caller.finished(request_id);
      return (await caller.pictures(request_id))[0]?.hash;
    };
    expect(await run(7)).toBe(await run(7));
    expect(await run(-1)).not.toBe(await run(-1));
  },
  async rules(setUp) {
    const { caller, host, input } = await setUp({ stageMs: WAITING }, { ...inBounds, ...outOfBounds });
    for (const name of Object.keys(inBounds)) await caller.accepted(input({ images: [host.url(name)] }));
    for (const name of Object.keys(outOfBounds)) expect(refusalOf(await caller.submit(input({ images: [host.url(name)] }))), name).toMatchObject({ status: 422, detail: [{ loc: ["body", "images", 0] }] });
    const eleven = Array.from({ length: 11 }, () => host.url("15x15.png"));
    expect(refusalOf(await caller.submit(input({ images: eleven })))).toMatchObject({ status: 422, detail: [{ loc: ["body", "images"] }] });
  },
  async speed(setUp) {
    const { caller, input } = await setUp({ stageMs: { ...AT_ONCE, perImage: 1400 } });
    const { request_id } = await caller.accepted(input());
    const { created_at, finished_at } = await caller.finished(request_id);
    expect(Date.parse(finished_at ?? "") - Date.parse(created_at)).toBeGreaterThanOrEqual(2800);
  },
  async emptySample(setUp) {
    const { caller } = await setUp();
    const sample = Object.fromEntries(defaultModel.model.fields.flatMap((field) => ("default" in field && field.default !== null ? [[field.name, field.default]] : [])));
    expect(refusalOf(await caller.submit({ ...sample, images: [] }))).toMatchObject({ status: 422, detail: [{ loc: ["body", "images"] }] });
  },
});
