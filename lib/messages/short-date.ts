import { dateLocales, type Language } from "@/lib/messages/language";

const formatters = new Map<Language, Intl.DateTimeFormat>();

/** "21 Nov 2026"; in UTC, so that the server and every browser say the same. */
export function shortDate(language: Language, atMs: number): string {
  const known = formatters.get(language);
  if (known) return known.format(atMs);
  const made = new Intl.DateTimeFormat(dateLocales[language], { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  formatters.set(language, made);
  return made.format(atMs);
}
