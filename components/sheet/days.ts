import { dateLocales } from "@/lib/messages/language";
import type { Translator } from "@/lib/messages/translator";

/** Days divide the timeline. */

type Dated = { createdAt: number };

const dayKey = (timeMs: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(timeMs);

/** "Yesterday" or "21 November 2026"; null on the day itself. `timeZone` undefined is the reader's own. */
function dayName(t: Translator, timeMs: number, nowMs: number, timeZone: string | undefined): string | null {
  const day = dayKey(timeMs, timeZone);
  if (day === dayKey(nowMs, timeZone)) return null;
  if (day === dayKey(nowMs - 24 * 60 * 60 * 1000, timeZone)) return t("sheet.yesterday");
  return new Intl.DateTimeFormat(dateLocales[t.language], { timeZone, day: "numeric", month: "long", year: "numeric" }).format(timeMs);
}

/** For each take, newest first: the name of the day that begins (backwards) with it, or null where the day goes on. */
export function dayBreaks(t: Translator, takes: readonly Dated[], nowMs: number, timeZone: string | undefined): (string | null)[] {
  const names = takes.map(({ createdAt }) => dayName(t, createdAt, nowMs, timeZone));
  return names.map((name, at) => (name === (at === 0 ? null : names[at - 1]) ? null : name));
}
