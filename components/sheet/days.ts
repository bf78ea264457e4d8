import { dateLocales } from "@/lib/messages/language";
import type { Translator } from "@/lib/messages/translator";

/** Days divide the timeline. */

type Dated = { createdAt: number };

/** Tells days apart; the reader's own without the formatter, which is twenty times slower. */
function dayIn(timeZone: string | undefined): (timeMs: number) => string {
  if (timeZone === undefined) return readersDay();
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format;
}

/** Takes come in their order: of a day that was told just now only the bounds are asked. */
function readersDay(): (timeMs: number) => string {
  let [name, fromMs, toMs] = ["", Infinity, -Infinity];
  return (timeMs) => {
    if (timeMs >= fromMs && timeMs < toMs) return name;
    const day = new Date(timeMs);
    name = day.toDateString();
    fromMs = day.setHours(0, 0, 0, 0);
    toMs = day.setDate(day.getDate() + 1);
    return name;
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * For each take, newest first: the name of the day that begins (backwards) with it ("Yesterday", "21 November 2026"), or
 * null where the day goes on, and on the day itself. `timeZone` undefined is the reader's own.
 */
export function dayBreaks(t: Translator, takes: readonly Dated[], nowMs: number, timeZone: string | undefined): (string | null)[] {
  // Made once: they are slow, and takes are many.
  const dayOf = dayIn(timeZone);
  const { format: named } = new Intl.DateTimeFormat(dateLocales[t.language], { timeZone, day: "numeric", month: "long", year: "numeric" });
  const [today, yesterday] = [dayOf(nowMs), dayOf(nowMs - DAY_MS)];
  let before = today;
  return takes.map(({ createdAt }) => {
    const day = dayOf(createdAt);
    if (day === before) return null;
    before = day;
    if (day === today) return null;
    return day === yesterday ? t("sheet.yesterday") : named(createdAt);
  });
}
