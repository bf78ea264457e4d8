import { limits } from "@/lib/limits";

/** Text as it is searched: folded where it is written, because SQLite's lower() knows ASCII only. Postgres keeps no NUL. */
export const foldText = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll("\u0000", "");

const MOST_WORDS = 8;

/** Each has to stand somewhere in the session's title, draft or takes. */
export const searchWords = (search: string): string[] =>
  foldText(Array.from(search).slice(0, limits.searchChars).join("")).split(/\s+/).filter((word) => word !== "").slice(0, MOST_WORDS);

/** For `LIKE ... ESCAPE '!'`: what the person typed has no wildcards. */
export const likePattern = (word: string): string => `%${word.replace(/[!%_]/g, "!$&")}%`;
