import { environmentManager, focusManager, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { completed, fixtureSessionId, inQueue, sheetOf } from "@/lib/generations/generation-fixture";
import { putGeneration, sheetQuery, SheetRefused } from "@/lib/generations/queries";
import * as parser from "@/lib/generations/sheet-answer";
import type { SheetData } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";

const report = vi.fn<(error: Error) => void>();
let asked: string[] = [];
let answer: (url: string, signal: AbortSignal) => Response | Promise<Response>;
let queryClient: QueryClient;

const page = (body: Partial<Record<"generations" | "version" | "more", unknown>>) =>
  Response.json({ ...sheetOf(), version: 0, more: false, generations: [], ...body });

beforeEach(() => {
  vi.useFakeTimers();
  // Polling is the browser's: on a server the library does none.
  environmentManager.setIsServer(() => false);
  asked = [];
  report.mockReset();
  answer = () => page({});
  vi.stubGlobal("fetch", async (url: string, { signal }: { signal: AbortSignal }) => {
    asked.push(url);
    return answer(url, signal);
  });
  queryClient = new QueryClient();
});
afterEach(() => {
  queryClient.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** `sinceMs`: how old what the page began with is. */
const watch = (initial?: SheetData, sinceMs = limits.sheetFreshMs) => {
  const observer = new QueryObserver(queryClient, sheetQuery(fixtureSessionId, initial, { report, loadParser: () => Promise.resolve(parser) }));
  if (initial) vi.advanceTimersByTime(sinceMs);
  const stop = observer.subscribe(() => undefined);
  return { stop, takes: () => observer.getCurrentResult().data?.generations.map(({ take, status }) => [take, status]), result: () => observer.getCurrentResult() };
};
const settle = () => vi.advanceTimersByTimeAsync(0);

test("asks for what changed since the sheet it has, and merges it", async () => {
  answer = () => page({ version: 12, generations: [{ ...completed(2), version: 12 }] });
  const { stop, takes } = watch({ ...sheetOf(inQueue(2), completed(1)), version: 7 });
  await settle();
  expect(asked[0]).toBe(`/api/sessions/${fixtureSessionId}/generations?since=7`);
  expect(takes()).toEqual([[2, "completed"], [1, "completed"]]);
  stop();
});

test("what the page began with is not asked for again at once", async () => {
  const { stop } = watch(sheetOf(completed(1)), 0);
  await settle();
  expect(asked).toEqual([]);
  stop();
});

test("polls while a take is open, goes slow by itself once all are settled, and on when one is put in", async () => {
  const { stop, takes } = watch(sheetOf(inQueue(1)));
  await settle();
  await vi.advanceTimersByTimeAsync(limits.sheetPollMs * 3);
  expect(asked.length).toBe(4);

  answer = () => page({ version: 9, generations: [{ ...completed(1), version: 9 }] });
  await vi.advanceTimersByTimeAsync(limits.sheetPollMs);
  const settledAt = asked.length;
  await vi.advanceTimersByTimeAsync(limits.sheetIdleMs * 4);
  expect(asked.length).toBe(settledAt + 4);

  answer = () => page({ version: 10 });
  putGeneration(queryClient, fixtureSessionId, { ...inQueue(2), version: 10 });
  expect(takes()).toEqual([[2, "in_queue"], [1, "completed"]]);
  await vi.advanceTimersByTimeAsync(limits.sheetPollMs);
  expect(asked.length).toBe(settledAt + 5);
  stop();
});

test.each([["open", inQueue(1)], ["settled", completed(1)]])("a sheet that nobody sees asks nothing while a take is %s", async (_state, generation) => {
  queryClient.mount();
  const { stop } = watch(sheetOf(generation));
  await settle();
  focusManager.setFocused(false);
  await vi.advanceTimersByTimeAsync(limits.sheetIdleMs * 4);
  expect(asked.length).toBe(1);
  focusManager.setFocused(true);
  await settle();
  expect(asked.length).toBe(2);
  focusManager.setFocused(undefined);
  queryClient.unmount();
  stop();
});

test("a failed first load and a failed poll are seen, and tried again until the server answers", async () => {
  answer = () => Promise.reject(new TypeError("fetch failed"));
  const { stop, result, takes } = watch();
  await settle();
  expect(result().isError).toBe(true);
  await vi.advanceTimersByTimeAsync(limits.sheetRetryMs * 4);
  expect(asked.length).toBe(5);
  answer = () => page({ version: 1, generations: [completed(1)] });
  await vi.advanceTimersByTimeAsync(limits.sheetRetryMs);
  expect(result().isError).toBe(false);
  expect(takes()).toEqual([[1, "completed"]]);
  stop();
});

test("a settled sheet whose server went away is asked for often until it is back, then seldom", async () => {
  answer = () => new Response("", { status: 502 });
  const { stop, result } = watch(sheetOf(completed(1)));
  await vi.advanceTimersByTimeAsync(limits.sheetRetryMs * 2);
  expect([asked.length, result().isError]).toEqual([3, true]);
  answer = () => page({ version: 1 });
  await vi.advanceTimersByTimeAsync(limits.sheetRetryMs);
  expect([asked.length, result().isError]).toEqual([4, false]);
  await vi.advanceTimersByTimeAsync(limits.sheetIdleMs - 1);
  expect(asked.length).toBe(4);
  stop();
});

test("trouble keeps what is on the sheet, and says whether the server refused", async () => {
  answer = () => new Response("", { status: 404 });
  const { stop, result, takes } = watch(sheetOf(completed(1)));
  await settle();
  expect(result().error).toBeInstanceOf(SheetRefused);
  expect(takes()).toEqual([[1, "completed"]]);
  stop();
});

test("a row that cannot be read is reported and empties nothing", async () => {
  answer = () => page({ version: 5, generations: [{ id: "broken" }, completed(2)] });
  const { stop, takes } = watch(sheetOf(completed(1)));
  await settle();
  expect(takes()).toEqual([[2, "completed"], [1, "completed"]]);
  expect(report).toHaveBeenCalledOnce();
  stop();
});

describe("an answer with more behind it", () => {
  test("is followed from its version", async () => {
    answer = (url) => (url.endsWith("since=0") ? page({ version: 3, more: true, generations: [completed(1)] }) : page({ version: 8, generations: [completed(2)] }));
    const { stop, takes } = watch();
    await settle();
    expect(asked.map((url) => url.split("=")[1])).toEqual(["0", "3"]);
    expect(takes()).toHaveLength(2);
    stop();
  });
  test("is followed a bounded number of times", async () => {
    answer = () => page({ version: 3, more: true, generations: [completed(1)] });
    const { stop } = watch();
    await settle();
    expect(asked).toHaveLength(limits.sheetPages);
    stop();
  });
});

test("a take put in while an answer was on its way is not lost", async () => {
  let arrive: (response: Response) => void = () => undefined;
  answer = () => new Promise((resolve) => { arrive = resolve; });
  const { stop, takes } = watch(sheetOf(completed(1)));
  await settle();
  putGeneration(queryClient, fixtureSessionId, inQueue(2));
  arrive(page({ version: 1 }));
  await settle();
  expect(takes()).toEqual([[2, "in_queue"], [1, "completed"]]);
  stop();
});

test("putting in an older version changes nothing", () => {
  const { stop, takes } = watch(sheetOf({ ...completed(1), version: 9 }));
  putGeneration(queryClient, fixtureSessionId, { ...inQueue(1), version: 8 });
  expect(takes()).toEqual([[1, "completed"]]);
  stop();
});

test("a call that gets no answer is given up at its deadline", async () => {
  vi.useRealTimers();
  const deadline = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort(new DOMException("too long", "TimeoutError")));
  answer = (_url, signal) => new Promise((_resolve, reject) => { if (signal.aborted) reject(new Error("given up")); });
  const { stop, result } = watch();
  await vi.waitFor(() => expect(result().isError).toBe(true));
  expect(deadline).toHaveBeenCalledWith(limits.callMs);
  stop();
  deadline.mockRestore();
});
