import { shortDate } from "@/lib/messages/short-date";
import type { Translator } from "@/lib/messages/translator";
import type { SessionSummary } from "@/lib/sessions/summary";
import { firstTitle } from "@/lib/sessions/title";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A session that nobody has named is called so in the language of who looks. */
export const titleText = (t: Translator, title: string): string => (title === firstTitle ? t("sessions.untitled") : title);

/** "7 takes, 24 frames". */
export function contentText(t: Translator, { takes, frames }: Pick<SessionSummary, "takes" | "frames">): string {
  return takes === 0 ? t("sessions.noTakes") : [t("sessions.takes", { count: takes }), t("sessions.frames", { count: frames })].join(", ");
}

/** By the server's clock, and the same on server and browser: no time zone is in it but UTC, for a date. */
export function usedText(t: Translator, usedAt: number, now: number): string {
  const agoMs = now - usedAt;
  if (agoMs < MINUTE_MS) return t("sessions.justNow");
  if (agoMs < HOUR_MS) return t("sessions.minutesAgo", { minutes: Math.floor(agoMs / MINUTE_MS) });
  if (agoMs < DAY_MS) return t("sessions.hoursAgo", { hours: Math.floor(agoMs / HOUR_MS) });
  if (agoMs < 14 * DAY_MS) return t("sessions.daysAgo", { count: Math.floor(agoMs / DAY_MS) });
  return shortDate(t.language, usedAt);
}
