import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { makeContactSheet } from "@/lib/emulator/pictures/contact-sheet";
import { negativeOf } from "@/lib/emulator/pictures/negative";
import { readPrompt } from "@/lib/emulator/prompt/reading";

vi.setConfig({ testTimeout: 120_000 });

const sheetOf = async (frames: number, width: number, height: number, seed = "seed") =>
  makeContactSheet({ negatives: [await negativeOf(await readFile("public/samples/oranges.jpg"))], reading: readPrompt("from morning to night"), size: { width, height }, seed }, frames);

test.each([[2, 640, 640], [4, 800, 450], [15, 840, 360], [10, 450, 800]])("%i frames on a sheet of %i by %i: exactly that size", async (frames, width, height) => {
  expect(await sharp(await sheetOf(frames, width, height)).metadata()).toMatchObject({ format: "jpeg", width, height });
});

test("the same seed gives the same sheet, another seed another", async () => {
  const [first, again, other] = [await sheetOf(3, 480, 270), await sheetOf(3, 480, 270), await sheetOf(3, 480, 270, "another")];
  expect([again.equals(first), other.equals(first)]).toEqual([true, false]);
});
