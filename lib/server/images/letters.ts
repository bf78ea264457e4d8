import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import opentype, { type Font, type PathCommand } from "opentype.js";

/** Text as outlines: no font of the machine is asked for, so that it is the same everywhere. */
export type Line = { width: number; /** Path data from x = 0, standing on y = 0. */ outlines: string };
export type Hand = {
  /** Whether anything of it can be written. */
  canWrite(text: string): boolean;
  line(text: string, size: number): Line;
  /** At most so many lines; what does not fit ends in "…". */
  wrap(text: string, size: number, width: number, mostLines: number): Line[];
};
export type Letters = { title: Hand; facts: Hand };

/** Each letter comes from the first that has it: Latin from Geist, Hangul (all 11,172), Greek, Cyrillic and kana from Pretendard. */
const FONTS = {
  title: ["geist/dist/fonts/geist-sans/Geist-SemiBold.ttf", "@fontsource/pretendard/files/pretendard-latin-600-normal.woff"],
  facts: ["geist/dist/fonts/geist-mono/GeistMono-Regular.ttf", "@fontsource/pretendard/files/pretendard-latin-400-normal.woff"],
} as const;
const MORE = "…";
/** Printable ASCII, Latin-1, Latin Extended-A, and the marks of good typography. */
const LATIN = /^[\u0020-\u017f\u2010-\u2026]*$/;

/** Read once each, when the first text asks for them: the second is large and half of the world needs it not. */
export function createLetters(packagesDir: string): (text: string) => Promise<Letters> {
  const read = new Map<string, Promise<Font>>();
  const font = (name: string): Promise<Font> => {
    const known = read.get(name) ?? readFont(path.join(/* turbopackIgnore: true */ packagesDir, name)).catch((error: unknown) => {
      read.delete(name);
      throw error;
    });
    read.set(name, known);
    return known;
  };
  const hand = async (names: readonly [string, string], isLatin: boolean): Promise<Hand> => handOf([await font(names[0]), ...(isLatin ? [] : [await font(names[1])])]);
  return async (text) => {
    const isLatin = LATIN.test(text.normalize("NFC"));
    return { title: await hand(FONTS.title, isLatin), facts: await hand(FONTS.facts, isLatin) };
  };
}

async function readFont(file: string): Promise<Font> {
  const bytes = await readFile(file);
  return opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), { lowMemory: true });
}

type Run = { font: Font; text: string };

function handOf(fonts: readonly Font[]): Hand {
  const fontOf = (letter: string): Font | undefined => fonts.find((font) => font.charToGlyphIndex(letter) > 0);
  /** What no font has is left out: an empty box says nothing. */
  const runsOf = (text: string): Run[] => {
    const runs: Run[] = [];
    for (const letter of text.normalize("NFC")) {
      const font = fontOf(letter);
      const last = runs.at(-1);
      if (font === undefined) continue;
      if (last?.font === font) last.text += letter;
      else runs.push({ font, text: letter });
    }
    return runs;
  };
  const widthOf = (text: string, size: number): number => runsOf(text).reduce((sum, { font, text: part }) => sum + font.getAdvanceWidth(part, size), 0);
  const line = (text: string, size: number): Line => {
    let width = 0;
    let outlines = "";
    for (const { font, text: part } of runsOf(text)) {
      outlines += font.getPath(part, width, 0, size).commands.map(written).join("");
      width += font.getAdvanceWidth(part, size);
    }
    return { width, outlines };
  };
  const writable = (text: string): string => runsOf(text).map((run) => run.text).join("").replace(/\s+/g, " ").trim();

  return {
    canWrite: (text) => writable(text) !== "",
    line,
    wrap(text, size, width, mostLines) {
      const fits = (part: string) => widthOf(part, size) <= width;
      const lines = brokenLines(writable(text), fits);
      const kept = lines.slice(0, mostLines);
      const last = kept.at(-1);
      if (last !== undefined && lines.length > mostLines) kept[kept.length - 1] = shortened(last, (part) => fits(`${part}${MORE}`)) + MORE;
      return kept.map((part) => line(part, size));
    },
  };
}

const at = (...numbers: readonly number[]): string => numbers.map((number) => number.toFixed(2)).join(" ");

/** As SVG has it. The library's own way writes NaN for numbers very near to zero (opentype.js 2.0, roundDecimal). */
function written(command: PathCommand): string {
  switch (command.type) {
    case "M": case "L": return `${command.type}${at(command.x, command.y)}`;
    case "Q": return `Q${at(command.x1, command.y1, command.x, command.y)}`;
    case "C": return `C${at(command.x1, command.y1, command.x2, command.y2, command.x, command.y)}`;
    case "Z": return "Z";
    default: return command satisfies never;
  }
}

type Fits = (text: string) => boolean;

/** Between words, in Korean too; within one only where it is wider than a line. */
function brokenLines(text: string, fits: Fits): string[] {
  const lines: string[] = [];
  let now = "";
  for (const word of text.split(" ")) {
    const longer = now === "" ? word : `${now} ${word}`;
    if (fits(longer)) {
      now = longer;
      continue;
    }
    if (now !== "") lines.push(now);
    now = word;
    while (!fits(now)) {
      const part = shortened(now, fits) || Array.from(now).slice(0, 1).join("");
      if (part === now) break;
      lines.push(part);
      now = now.slice(part.length);
    }
  }
  return now === "" ? lines : [...lines, now];
}

/** As much of its beginning as fits. */
function shortened(text: string, fits: Fits): string {
  const letters = Array.from(text);
  let end = letters.length;
  while (end > 0 && !fits(letters.slice(0, end).join(""))) end -= 1;
  return letters.slice(0, end).join("").trimEnd();
}
