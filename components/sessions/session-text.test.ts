import { expect, test } from "vitest";
import { contentText, titleText, usedText } from "@/components/sessions/session-text";
import { firstTitle } from "@/lib/sessions/title";
import { english, korean } from "@/tests/support/languages";

const now = Date.UTC(2026, 10, 21, 10);
const ago = (ms: number) => usedText(english, now - ms, now);

test("one is one, and nothing is said in words", () => {
  expect(contentText(english, { takes: 0, frames: 0 })).toBe("No takes yet");
  expect(contentText(english, { takes: 1, frames: 1 })).toBe("1 take, 1 frame");
  expect(contentText(english, { takes: 1200, frames: 0 })).toBe("1,200 takes, 0 frames");
  expect(contentText(korean, { takes: 2, frames: 5 })).toBe("테이크 2개, 5컷");
});
test("last use, from now to a date; a clock that runs ahead is now", () => {
  expect([ago(-5000), ago(59_999), ago(60_000), ago(3_600_000), ago(86_400_000), ago(13 * 86_400_000)]).toEqual(["just now", "just now", "1 min ago", "1 h ago", "1 day ago", "13 days ago"]);
  expect(ago(14 * 86_400_000)).toBe("7 Nov 2026");
});
test("what nobody has named has its name in the language of who looks", () => {
  expect([titleText(english, firstTitle), titleText(korean, firstTitle), titleText(korean, "Cups")]).toEqual(["Untitled", "제목 없음", "Cups"]);
});
