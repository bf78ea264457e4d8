import { isPlaced, type Tile } from "@/components/references/tile";
import type { Translator } from "@/lib/messages/translator";

/** What is being typed after an @: `start` is the sign itself, `end` the caret; UTF-16 indices. */
export type AtWord = { start: number; end: number; query: string };

/** A name is found by its beginning; more letters than this are no search. */
const AT_WORD = /(?<![\p{L}\p{N}_.@])@([\p{L}\p{M}\p{N}_.-]{0,40})$/u;
/** An @ further back than this is not looked for at each letter. */
const REACH = 48;

/** The word at the caret, where it begins with an @ that is no part of an address ("me@example.org"). */
export function atWordAt(text: string, caret: number): AtWord | null {
  const from = Math.max(0, caret - REACH);
  const match = AT_WORD.exec(text.slice(from, caret));
  return match ? { start: from + match.index, end: caret, query: match[1] ?? "" } : null;
}

export type Offered = { number: number; tile: Tile };

/** What a reference may be called before its number, whatever the page is in: prompts are written in both languages. */
const HEADS = ["image", "이미지"];

/** References by the beginning of their number ("2", "image2") or by any part of their file's name. */
export function offeredFor(query: string, tiles: readonly Tile[]): Offered[] {
  const wanted = query.normalize("NFC").toLowerCase();
  const digits = /^(?:images?|이미지)?(\d+)$/.exec(wanted)?.[1];
  const names = (name: string) => name.normalize("NFC").toLowerCase().includes(wanted) || HEADS.some((head) => head.startsWith(wanted));
  return tiles.filter(isPlaced).map((tile, at) => ({ number: at + 1, tile }))
    .filter(({ number, tile }) => names(tile.name) || (digits !== undefined && String(number).startsWith(digits)));
}

/** What is written in the word's place: set off from a letter that follows at once. */
export const mentionText = (t: Translator, number: number, following: string): string => `${t("references.image", { number })}${/^[\p{L}\p{N}]/u.test(following) ? " " : ""}`;
