import type { SessionSummary } from "@/lib/sessions/summary";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const counted = (count: number, one: string, many: string): string => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** "7 takes, 24 frames". */
export function contentText({ takes, frames }: Pick<SessionSummary, "takes" | "frames">): string {
  return takes === 0 ? "No takes yet" : `${counted(takes, "take", "takes")}, ${counted(frames, "frame", "frames")}`;
}

/** By the server's clock, and the same on server and browser: no time zone is in it but UTC, for a date. */
export function usedText(usedAt: number, now: number): string {
  const agoMs = now - usedAt;
  if (agoMs < MINUTE_MS) return "just now";
  if (agoMs < HOUR_MS) return `${Math.floor(agoMs / MINUTE_MS)} min ago`;
  if (agoMs < DAY_MS) return `${Math.floor(agoMs / HOUR_MS)} h ago`;
  if (agoMs < 14 * DAY_MS) return counted(Math.floor(agoMs / DAY_MS), "day ago", "days ago");
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }).format(usedAt);
}
