export const languages = ["en", "ko"] as const;
export type Language = (typeof languages)[number];

/** Holds what the person chose; without it the browser's own languages decide. */
export const languageCookie = "language";

/** Whatever a cookie or a page says; null for what is no language of ours. */
export const languageOf = (value: unknown): Language | null => languages.find((language) => language === value) ?? null;

/** In its own words, whatever the page is in. */
export const languageNames: Record<Language, string> = { en: "English", ko: "한국어" };

/** How dates are written: English ones day first, "21 November 2026". */
export const dateLocales: Record<Language, string> = { en: "en-GB", ko: "ko-KR" };

/** @param chosen the cookie's value. @param accepted the header Accept-Language. */
export const languageFor = (chosen: string | undefined, accepted: string | null): Language =>
  languageOf(chosen) ?? languageLiked(accepted ?? "") ?? "en";

/** The header comes from outside: nobody likes more languages than this. */
const MOST_RANGES = 20;

/** Of ours the one that is liked best; of two liked alike the one that stands first. Regions are one language to us. */
function languageLiked(accepted: string): Language | null {
  const liked = accepted.split(",", MOST_RANGES).map((range) => {
    const [tag = "", ...parameters] = range.toLowerCase().split(";").map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
    return { language: languageOf(tag.split("-")[0]), weight: Number(weight) };
  });
  return liked.filter(({ language, weight }) => language !== null && weight > 0).sort((a, b) => b.weight - a.weight)[0]?.language ?? null;
}
