import type { Language } from "@/lib/messages/language";

/** Words in the prompt where a picture was named that was taken away: no number, so that no other picture is meant by them. */
const GAPS: Record<Language, string> = { en: "(image removed)", ko: "(삭제된 사진)" };

/** More of them than this are not marked. */
const MOST_GAPS = 100;

export const gapIn = (language: Language): string => GAPS[language];

/** Where they stand, in either language: UTF-16 indices. */
export const gapsInPrompt = (prompt: string): { start: number; end: number }[] =>
  [...prompt.matchAll(/\((?:image removed|삭제된 사진)\)/gi)].slice(0, MOST_GAPS).map(({ index, 0: words }) => ({ start: index, end: index + words.length }));
