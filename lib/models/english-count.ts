import type { CountMention } from "@/lib/models/count-mention";

const NUMBERS = [
  "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
] as const;
/** Not the tail of "2560", "2.5", "3-4" or "#4". */
const NUMBER = new RegExp(`(?<![\\p{L}\\p{N}_#])(?<!\\d[.,:/~–—-])(?:\\d{1,2}(?!\\d)|(?:${NUMBERS.join("|")})(?![\\p{L}\\p{N}]))`, "giu");

const NOUNS = "image|picture|photo|photograph|pic|illustration|variation|variant|version|frame|shot|still|render|rendering|edit|output";
const NOUN = new RegExp(`^(?:${NOUNS})(s?)$`, "iu");
/** "4 variations" and the like, right after a number. */
export const countNounFollows = new RegExp(`^\\s+(?:${NOUNS})s(?![\\p{L}\\p{N}])`, "iu");
export const oneNounFollows = new RegExp(`^\\s+(?:${NOUNS})(?![\\p{L}\\p{N}])`, "iu");
const HYPHENED = /-(?:image|picture|photo|frame)s?(?![\p{L}\p{N}-])/iuy;
const WORD = /\s+(\p{L}[\p{L}'’-]*)/uy;
const MOST_WORDS_BETWEEN = 3;

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
/** Where one of these comes before the noun, the number counts something else: "4 people in photos", "8 megapixel images". */
const BREAKS = words(
  "a an the this that these those it its of in on at by to for from with without into onto over under across between or but as " +
    "is are was were be has have should would could can will must not than then so if like where when while which who each per " +
    "people men women children k mm cm m px pixel mp megapixel mb kb bit inch minute second hour day week month year degree percent dpi x " +
    "reference input source original uploaded attached provided given existing",
);
const AFTER_SINGULAR = words("and please only now showing instead total max");
/** "one picture book" is no picture. */
const COMPOUNDS = words("album albums book books booth frame frames realistic realism shoot shoots paper wall gallery editor");
/** Before the number: it counts the references ("blend the two photos") or nothing ("iPhone 15 photos"). */
const BEFORE =
  /(?<!\p{L})(?:the|these|those|both|my|our|your|his|her|their|its|all|this|that|another|other|no|each|every|any|first|last|next|same|combin(?:e|ing)|blend(?:ing)?|merg(?:e|ing)|mix(?:ing)?|us(?:e|ing)|from|between|by|iphone|version)\s+$/iu;
const BEFORE_CHARS = 24;

const looksPlural = (word: string): boolean => /[^s]s$/.test(word) && !/[aiou]s$/.test(word);

function wordAt(text: string, from: number): { word: string; start: number; end: number } | null {
  WORD.lastIndex = from;
  const match = WORD.exec(text);
  const word = match?.[1];
  return match && word ? { word, start: WORD.lastIndex - word.length, end: WORD.lastIndex } : null;
}

/** "4 image" counts where it ends there ("4 image of cups"); "two picture books" counts books. */
function singularCounts(count: number, next: string | undefined): boolean {
  if (next === undefined) return true;
  const word = next.toLowerCase();
  if (count === 1) return !COMPOUNDS.has(word) && !NOUN.test(word);
  return BREAKS.has(word) || AFTER_SINGULAR.has(word);
}

function nounAfter(text: string, from: number, count: number): { word: string; start: number; end: number } | null {
  let at = from;
  let previous = "";
  for (let between = 0; between <= MOST_WORDS_BETWEEN; between += 1) {
    const found = wordAt(text, at);
    if (!found) return null;
    const word = found.word.toLowerCase();
    const plural = NOUN.exec(word)?.[1];
    const isPictureFrame = word.startsWith("frame") && (previous === "picture" || previous === "photo");
    if (isPictureFrame) return null;
    if (plural === "s" || (plural === "" && singularCounts(count, wordAt(text, found.end)?.word))) return found;
    const isNumber = NUMBERS.some((number) => number === word);
    if (BREAKS.has(word) || isNumber || looksPlural(word)) return null;
    previous = word;
    at = found.end;
  }
  return null;
}

function sameCase(word: string, like: string): string {
  if (like.length > 1 && like === like.toUpperCase()) return word.toUpperCase();
  return like[0] === like[0]?.toUpperCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

const written = (count: number, like: string): string => {
  const word = NUMBERS[count - 1];
  return /^\d/.test(like) || !word ? String(count) : sameCase(word, like);
};

function inflected(noun: string, count: number): string {
  const singular = noun.replace(/s$/i, "");
  if (count === 1) return singular;
  return singular + (singular === singular.toUpperCase() ? "S" : "s");
}

/** Each number of images that English words name: "4 images", "four new pictures", "a 6-frame series". */
export function* englishCounts(text: string): Generator<CountMention> {
  for (const match of text.matchAll(NUMBER)) {
    const [number] = match;
    const start = match.index;
    const afterNumber = start + number.length;
    const count = /^\d/.test(number) ? Number(number) : NUMBERS.findIndex((word) => word === number.toLowerCase()) + 1;
    if (count === 0 || BEFORE.test(text.slice(Math.max(0, start - BEFORE_CHARS), start))) continue;
    HYPHENED.lastIndex = afterNumber;
    const hyphened = HYPHENED.exec(text)?.[0];
    if (hyphened) {
      yield { count, start, end: afterNumber + hyphened.length, withCount: (next) => written(next, number) + hyphened };
      continue;
    }
    const noun = nounAfter(text, afterNumber, count);
    if (!noun) continue;
    const between = text.slice(afterNumber, noun.start);
    yield { count, start, end: noun.end, withCount: (next) => written(next, number) + between + inflected(noun.word, next) };
  }
}
