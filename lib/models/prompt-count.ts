import type { CountMention } from "@/lib/models/count-mention";
import { countNounFollows, englishCounts, oneNounFollows } from "@/lib/models/english-count";
import { koreanCounts } from "@/lib/models/korean-count";

export type ReferenceMention = { number: number; start: number; end: number };

/** More marks than this help nobody to read a prompt. */
const MOST_MENTIONS = 100;

/** Not a size, a ratio, a unit or a count: "image 16:9", "photo 4K", "이미지 4장". */
const NUMBER = "(\\d{1,2})(?![\\d%°A-Za-z×]|[.:/]\\d|\\s?[x×]\\s?\\d|\\s?(?:장(?![면미소식])|컷|개|가지)|[배초분년월도])";
const HEADS = [
  "(?<![\\p{L}\\p{N}_])(?:images?|photos?|pictures?|photographs?|pics?|references?|refs?|img)(?:\\s+(?:no\\.?|number))?\\s*#?",
  "(?:이미지|사진|그림|레퍼런스)\\s*#?",
].join("|");
const MENTION = new RegExp(`(${HEADS})${NUMBER}번?|(?<!\\d)(\\d{1,2})번(?:째)?\\s?(?:이미지|사진|그림)`, "giu");
const FURTHER = new RegExp(`(\\s*(?:,\\s*(?:and|or)?|&|and|or|to|[-–~]|과|와|및|랑|하고)\\s*)${NUMBER}`, "iuy");
/** "image 1 and 2 oranges": the second number counts oranges. */
const THINGS_FOLLOW = /^\s+\p{L}+(?<![aious])s(?!\p{L})/iu;

/** The numbers joined to a first one: "images 1, 2 and 4". */
function furtherNumbers(text: string, from: number, isPlural: boolean): ReferenceMention[] {
  const found: ReferenceMention[] = [];
  let at = from;
  while (found.length < MOST_MENTIONS) {
    FURTHER.lastIndex = at;
    const [whole, joint, digits] = FURTHER.exec(text) ?? [];
    if (whole === undefined || joint === undefined || digits === undefined) break;
    const end = at + whole.length;
    const rest = text.slice(end, end + 40);
    const isCount = countNounFollows.test(rest) || (digits === "1" && oneNounFollows.test(rest));
    if (isCount || (!isPlural && THINGS_FOLLOW.test(rest))) break;
    found.push({ number: Number(digits), start: at + joint.length, end });
    at = end;
  }
  return found;
}

/** Where the prompt names its references by number: "image 2", "images 1 and 2", "이미지 2", "2번 사진". UTF-16 indices. */
export function referencesInPrompt(text: string): ReferenceMention[] {
  const found: ReferenceMention[] = [];
  for (const match of text.matchAll(MENTION)) {
    if (found.length >= MOST_MENTIONS) break;
    const [whole, head = "", digits, numbered] = match;
    const start = match.index;
    const end = start + whole.length;
    if (digits !== undefined && countNounFollows.test(text.slice(end, end + 40))) continue;
    found.push({ number: Number(digits ?? numbered), start, end });
    found.push(...furtherNumbers(text, end, /s\s*#?$/i.test(head)));
  }
  return found.filter(({ number }) => number > 0).slice(0, MOST_MENTIONS);
}

function firstOf(mentions: Iterable<CountMention>, references: readonly ReferenceMention[]): CountMention | null {
  for (const mention of mentions) {
    const namesReference = references.some(({ start, end }) => mention.start < end && start < mention.end);
    if (!namesReference) return mention;
  }
  return null;
}

function mentionIn(text: string): CountMention | null {
  const references = referencesInPrompt(text);
  const english = firstOf(englishCounts(text), references);
  const korean = firstOf(koreanCounts(text), references);
  if (!english || !korean) return english ?? korean;
  return english.start <= korean.start ? english : korean;
}

/**
 * The number of images that a prompt asks for, and where it says so (UTF-16 indices around "4 images"). The number of a
 * reference ("image 1") and of other things ("4 cups") is none. It may be more than the model makes.
 */
export function countInPrompt(text: string): { count: number; start: number; end: number } | null {
  const mention = mentionIn(text);
  return mention && { count: mention.count, start: mention.start, end: mention.end };
}

/** Names another number in the same place and form ("4장" to "6장", "Four images" to "One image"); where none is named, unchanged. */
export function withCount(text: string, count: number): string {
  const mention = mentionIn(text);
  if (!mention || mention.count === count) return text;
  return text.slice(0, mention.start) + mention.withCount(count) + text.slice(mention.end);
}
