import { dateLocales } from "@/lib/messages/language";
import type { Translator } from "@/lib/messages/translator";
import { once } from "@/lib/once";

/** Days divide the timeline. */

type Dated = { createdAt: number };
/** The server does not know the reader's own. */
type Zone = "UTC" | "reader's";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Tells days apart without a formatter, which is twenty times slower and, as a browser's first, costs a telephone some 40 ms. */
const dayIn = (zone: Zone): ((timeMs: number) => string) => (zone === "UTC" ? (timeMs) => String(Math.floor(timeMs / DAY_MS)) : readersDay());

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

/**
 * For each take, newest first: the name of the day that begins (backwards) with it ("Yesterday", "21 November 2026"), or
 * null where the day goes on, and on the day itself.
 */
export function dayBreaks(t: Translator, takes: readonly Dated[], nowMs: number, zone: Zone): (string | null)[] {
  const dayOf = dayIn(zone);
  // Made once: it is slow, and takes are many.
  const named = once(() => new Intl.DateTimeFormat(dateLocales[t.language], { timeZone: zone === "UTC" ? zone : undefined, day: "numeric", month: "long", year: "numeric" }));
  const [today, yesterday] = [dayOf(nowMs), dayOf(nowMs - DAY_MS)];
  let before = today;
  return takes.map(({ createdAt }) => {
    const day = dayOf(createdAt);
    if (day === before) return null;
    before = day;
    if (day === today) return null;
    return day === yesterday ? t("sheet.yesterday") : named().format(createdAt);
  });
}
