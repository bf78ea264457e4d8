import path from "node:path";
import { expect, test } from "vitest";
import { createLetters } from "@/lib/server/images/letters";

const lettersFor = createLetters(path.resolve("node_modules"));
const SIZE = 40;
const textsOf = async (text: string, width: number, lines: number) => (await lettersFor(text)).title.wrap(text, SIZE, width, lines);

test("every letter of Latin and Hangul is drawn, and nothing but numbers stands in its outlines", async () => {
  const text = "Every reading of the table that we made, ÅÉŁ „quoted“ № 봄빛 찻잔 뷁 쮋 힣";
  const { title, facts } = await lettersFor(text);
  for (const hand of [title, facts]) {
    const { outlines, width } = hand.line(text, SIZE);
    expect(outlines).not.toMatch(/NaN|undefined|Infinity/);
    expect(width).toBeGreaterThan(SIZE * 20);
    for (const letter of "뷁힣가we№Ł") expect(hand.line(letter, SIZE).outlines.length, letter).toBeGreaterThan(20);
  }
});

test("what no font has is left out, and a text of nothing else cannot be written", async () => {
  const { title } = await lettersFor("찻잔 🎂");
  expect(title.canWrite("🎂🎉")).toBe(false);
  expect(title.line("찻잔🎂", SIZE)).toEqual(title.line("찻잔", SIZE));
});

test("composed and decomposed Hangul are the same picture", async () => {
  const { title } = await lettersFor("찻잔");
  expect(title.line("찻잔".normalize("NFD"), SIZE)).toEqual(title.line("찻잔", SIZE));
});

test("lines break between words, none is wider than asked, and what is left out ends in an ellipsis", async () => {
  const { title } = await lettersFor("a");
  const text = "Cups, from warm to cold light, each a little later in the day";
  const whole = await textsOf(text, 300, 20);
  expect(whole.length).toBeGreaterThan(2);
  for (const { width } of whole) expect(width).toBeLessThanOrEqual(300);
  const cut = await textsOf(text, 300, 2);
  expect(cut).toHaveLength(2);
  expect(cut[1]?.width).toBeLessThanOrEqual(300);
  expect(cut[1]?.outlines.endsWith(title.line("…", SIZE).outlines.slice(-1))).toBe(true);
  expect(cut[1]).not.toEqual(whole[1]);
});

test("a word wider than a line is broken within", async () => {
  const lines = await textsOf("가나다라마바사아자차카타파하가나다라마바사", 200, 20);
  expect(lines.length).toBeGreaterThan(3);
  for (const { width } of lines) expect(width).toBeLessThanOrEqual(200);
});
