import { expect, test } from "vitest";
import { lastSeenIn } from "@/components/studio/last-seen";
import { limits } from "@/lib/limits";

function shelfWith(first: string | null) {
  let text = first;
  return () => ({ getItem: () => text, setItem: (_: string, value: string) => { text = value; }, removeItem: () => { text = null; } });
}

test("a session is seen at the latest look, whichever tab it was", () => {
  const seen = lastSeenIn(shelfWith(null));
  expect(seen.of("a")).toBeNull();
  seen.note("a", 5);
  seen.note("b", 1);
  seen.note("a", 3);
  expect([seen.of("a"), seen.of("b")]).toEqual([5, 1]);
});

test("the session that was looked at longest ago makes room; what cannot be read is nothing", () => {
  const seen = lastSeenIn(shelfWith('[["x"], 7, null]'));
  for (let nth = 0; nth <= limits.seenSessions; nth += 1) seen.note(`s${nth}`, nth + 1);
  expect([seen.of("s0"), seen.of("s1"), seen.of("x")]).toEqual([null, 2, null]);
});
