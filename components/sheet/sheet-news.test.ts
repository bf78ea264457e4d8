import { environmentManager, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchForNews } from "@/components/sheet/sheet-news";
import { completed, fixtureSessionId, inQueue, sheetOf } from "@/lib/generations/generation-fixture";
import { putGeneration, sheetQuery } from "@/lib/generations/queries";
import * as parser from "@/lib/generations/sheet-answer";
import { limits } from "@/lib/limits";

let asked: string[] = [];
const stops: (() => void)[] = [];

beforeEach(() => {
  asked = [];
  environmentManager.setIsServer(() => false);
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return Response.json({ ...sheetOf(inQueue(2)), more: false });
  });
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A tab whose sheet is settled and fresh from the server: it asks nothing by itself for a long while. */
function tab(sessionId = fixtureSessionId) {
  const queryClient = new QueryClient();
  const page = new EventTarget();
  const observer = new QueryObserver(queryClient, sheetQuery(sessionId, sheetOf(completed(1)), { report: () => undefined, loadParser: () => Promise.resolve(parser) }));
  stops.push(observer.subscribe(() => undefined), watchForNews(queryClient, sessionId, page), () => queryClient.clear());
  return { queryClient, page, takes: () => observer.getCurrentResult().data?.generations.map(({ take }) => take) };
}

test("a take put in by one tab is read by the other at once, and by no other session's", async () => {
  const [first, second, elsewhere] = [tab(), tab(), tab("ses_of_another")];
  putGeneration(first.queryClient, fixtureSessionId, inQueue(2));
  await vi.waitFor(() => expect(second.takes()).toEqual([2, 1]));
  // What the first told is known to it: only the second asked.
  expect(asked).toEqual([`/api/sessions/${fixtureSessionId}/generations?since=1`]);
  expect(elsewhere.takes()).toEqual([1]);
});

test("a window that is gone to asks for what is new; one just loaded does not", async () => {
  vi.useFakeTimers();
  const { page, takes } = tab();
  page.dispatchEvent(new Event("focus"));
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(limits.sheetFreshMs + 1);
  page.dispatchEvent(new Event("focus"));
  await vi.advanceTimersByTimeAsync(0);
  expect([takes(), asked.length]).toEqual([[2, 1], 1]);
});

test("once stopped nothing is heard", () => {
  const { page } = tab();
  for (const stop of stops.splice(0)) stop();
  page.dispatchEvent(new Event("focus"));
  expect(asked).toEqual([]);
});
