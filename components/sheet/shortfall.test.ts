import { describe, expect, test } from "vitest";
import { draftToMakeUp, imagesToMake, shortfallOf } from "@/components/sheet/shortfall";
import { completed, fixtureOutput, inQueue } from "@/lib/generations/generation-fixture";
import type { Generation, Output } from "@/lib/generations/generation";
import { countInPrompt } from "@/lib/models/prompt-count";

const model = { sizes: [{ value: "2560:1440 (16:9)", width: 2560, height: 1440, ratio: "16:9" }], counts: [1, 2, 3, 4], maxPromptChars: 600 };
const come = (...indexes: number[]): Output[] => indexes.map((index) => fixtureOutput(5, index));
const short = (outputs: Output[], prompt = completed(5).prompt): Generation => ({ ...completed(5), prompt, outputs });

describe("how a take came short", () => {
  test("is told only of one that finished with fewer", () => {
    expect(shortfallOf(completed(5))).toEqual({ kind: "none" });
    expect(shortfallOf(inQueue(5))).toEqual({ kind: "none" });
  });
  test("what was dropped and what was lost are told apart, and made again together", () => {
    const both = short([...come(1, 2), { state: "lost", index: 3 }, { state: "missing", index: 4 }]);
    expect(shortfallOf(both)).toEqual({ kind: "short", missing: 1, lost: 1 });
    expect(imagesToMake(both, shortfallOf(both))).toBe(2);
  });
  test("a frame that came and was deleted is not missing", () => {
    expect(shortfallOf(short([...come(1, 2, 3), { state: "deleted", index: 4 }]))).toEqual({ kind: "none" });
  });
  test("one picture of several is a collage where the prompt names no number", () => {
    expect(shortfallOf(short(come(1), "the cups at night"))).toEqual({ kind: "collage" });
    expect(shortfallOf(short(come(1), "Generate 4 images of the cups"))).toEqual({ kind: "short", missing: 3, lost: 0 });
    expect(shortfallOf(short(come(1, 2), "the cups at night"))).toEqual({ kind: "short", missing: 2, lost: 0 });
  });
});

describe("what makes it up", () => {
  test("asks for just the missing ones, in count and prompt alike", () => {
    expect(draftToMakeUp(model, short(come(1, 2, 3)))).toMatchObject({ count: 1, prompt: "Generate 1 image of the cups in image 1, colder light each time", size: "2560:1440 (16:9)" });
    expect(draftToMakeUp(model, short(come(1), "Generate four images of the cups"))).toMatchObject({ count: 3, prompt: "Generate three images of the cups" });
  });
  test("names the number where the prompt did not, in the prompt's language", () => {
    for (const prompt of ["the cups at night", "밤의 컵"]) {
      const draft = draftToMakeUp(model, short(come(1), prompt));
      expect(draft?.count).toBe(4);
      expect(countInPrompt(draft?.prompt ?? "")?.count).toBe(4);
      expect(draft?.prompt).toContain(prompt);
    }
  });
  test("is not offered where the model takes it no more", () => {
    expect(draftToMakeUp({ ...model, sizes: [] }, short(come(1)))).toBeNull();
    expect(draftToMakeUp({ ...model, maxPromptChars: 20 }, short(come(1), "the cups at night"))).toBeNull();
  });
});
