import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { completed, fixtureSessionId, inQueue, sheetOf } from "@/lib/generations/generation-fixture";
import type { Generation } from "@/lib/generations/generation";
import { putGeneration, sheetKeys, type MarkedPages } from "@/lib/generations/queries";
import { parseAnswer, sheetOfAnswer, takeInChanges, takeInNewest, takeInOlder } from "@/lib/generations/sheet-answer";
import { loadOlder, loadOlderMarked, takeOut } from "@/lib/generations/sheet-puts";
import type { SheetData } from "@/lib/generations/sheet-state";

const { engine, build, now } = sheetOf();
const answer = (changes: { generations?: Generation[]; gone?: { id: string; version: number }[]; version?: number; older?: boolean }) =>
  ({ version: 9, generations: [], gone: [], more: false, older: null, counts: null, usual: [], title: "Cups", engine, build, now, ...changes });
const parsed = (changes: Parameters<typeof answer>[0]) => parseAnswer(answer(changes));
const takesOf = (sheet: SheetData | undefined) => sheet?.generations.map(({ take }) => take);

describe("what changed", () => {
  const known = { ...sheetOf(completed(3), completed(2), completed(1)), version: 3 };
  test("a deleted take leaves the sheet, and comes back when it was restored", () => {
    const without = takeInChanges(known, [parsed({ gone: [{ id: completed(2).id, version: 4 }] })]);
    expect(takesOf(without)).toEqual([3, 1]);
    expect(takesOf(takeInChanges(without, [parsed({ generations: [{ ...completed(2), version: 5 }] })]))).toEqual([3, 2, 1]);
  });
  test("older news of a delete takes nothing away that is newer", () => {
    const restored = { ...known, generations: [{ ...completed(2), version: 8 }] };
    expect(takesOf(takeInChanges(restored, [parsed({ gone: [{ id: completed(2).id, version: 7 }] })]))).toEqual([2]);
  });
  test("several pages are taken in as they were told", () => {
    const pages = [parsed({ generations: [{ ...completed(4), version: 4 }] }), parsed({ gone: [{ id: completed(4).id, version: 5 }], version: 5 })];
    const sheet = takeInChanges(known, pages);
    expect([takesOf(sheet), sheet.version]).toEqual([[3, 2, 1], 5]);
  });
  test("of takes that this tab has not come to yet waits for their page", () => {
    const begun = { ...known, generations: [completed(30), completed(29)], older: true };
    expect(takesOf(takeInChanges(begun, [parsed({ generations: [{ ...completed(7), version: 40 }, { ...completed(31), version: 41 }] })]))).toEqual([31, 30, 29]);
    expect(takesOf(takeInChanges({ ...begun, older: false }, [parsed({ generations: [{ ...completed(7), version: 40 }] })]))).toEqual([30, 29, 7]);
  });
});

test("a page of older takes goes below the others and says whether there are more; what changed since is still to be asked for", () => {
  const begun = sheetOfAnswer({ ...answer({ generations: [completed(9)], older: true }), version: 20 });
  const sheet = takeInOlder(begun, parsed({ generations: [completed(8), completed(7)], older: false, version: 99 }));
  expect([takesOf(sheet), sheet.older, sheet.version]).toEqual([[9, 8, 7], false, 20]);
});

test("an answer of an older studio, without what came later, is read all the same", () => {
  const { gone: _gone, older: _older, counts: _counts, usual: _usual, ...before } = answer({ generations: [completed(1)] });
  expect(parseAnswer(before)).toMatchObject({ gone: [], older: null, counts: null, usual: [], unreadable: [] });
});

describe("in a tab", () => {
  let queryClient: QueryClient;
  const sheet = () => queryClient.getQueryData<SheetData>(sheetKeys.of(fixtureSessionId));
  beforeEach(() => { queryClient = new QueryClient(); });
  afterEach(() => {
    queryClient.clear();
    vi.unstubAllGlobals();
  });
  const begin = (data: SheetData) => void queryClient.setQueryData(sheetKeys.of(fixtureSessionId), data);

  test("a deleted take goes at once, and a late answer of an act on it does not bring it back", () => {
    begin({ ...sheetOf(completed(2), completed(1)), version: 9 });
    takeOut(queryClient, fixtureSessionId, { id: completed(2).id, version: 10 });
    expect(takesOf(sheet())).toEqual([1]);
    putGeneration(queryClient, fixtureSessionId, { ...completed(2), version: 9 });
    expect(takesOf(sheet())).toEqual([1]);
    putGeneration(queryClient, fixtureSessionId, { ...inQueue(3), version: 11 });
    expect(takesOf(sheet())).toEqual([3, 1]);
  });
  test("an act on a take that the sheet has not come to leaves no hole, and shows among the marked ones", () => {
    begin({ ...sheetOf(completed(30), completed(29)), version: 9, older: true });
    queryClient.setQueryData(sheetKeys.marked(fixtureSessionId), { generations: [completed(7)], older: true, counts: null });
    const pages = () => queryClient.getQueryData<MarkedPages>(sheetKeys.marked(fixtureSessionId))?.generations.map(({ take, version }) => [take, version]);
    putGeneration(queryClient, fixtureSessionId, { ...completed(7), version: 10 });
    expect([takesOf(sheet()), pages()]).toEqual([[30, 29], [[7, 10]]]);
    takeOut(queryClient, fixtureSessionId, { id: completed(7).id, version: 11 });
    expect(pages()).toEqual([]);
    putGeneration(queryClient, fixtureSessionId, { ...completed(30), version: 50 });
    expect(sheet()?.generations[0]?.version).toBe(50);
  });
  test("where all that was read is deleted, the newest of what is left is read", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (url: string) => {
      asked.push(url);
      return Response.json(answer({ generations: [completed(2), completed(1)], older: false }));
    });
    begin({ ...sheetOf(), older: true });
    await loadOlder(queryClient, fixtureSessionId);
    expect([takesOf(sheet()), asked]).toEqual([[2, 1], [`/api/sessions/${fixtureSessionId}/generations?`]]);
  });
  test("older takes are asked for before the oldest one, once there are none no more", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (url: string) => {
      asked.push(url);
      return Response.json(answer({ generations: [completed(1)], older: false }));
    });
    begin({ ...sheetOf(completed(3), completed(2)), older: true });
    await loadOlder(queryClient, fixtureSessionId);
    await loadOlder(queryClient, fixtureSessionId);
    expect([takesOf(sheet()), asked]).toEqual([[3, 2, 1], [`/api/sessions/${fixtureSessionId}/generations?before=2`]]);
  });
  test("a page of marked takes comes with what is counted at its moment; what cannot be read of it is told", async () => {
    const told = vi.fn<(error: Error) => void>();
    vi.stubGlobal("reportError", told);
    const counts = { takes: 300, frames: 1200, marked: 60 };
    vi.stubGlobal("fetch", async () => Response.json({ ...answer({ older: true }), generations: [completed(7), { ...completed(6), status: "melted" }], counts }));
    begin({ ...sheetOf(completed(30)), version: 9, older: true });
    await loadOlderMarked(queryClient, fixtureSessionId);
    expect(queryClient.getQueryData(sheetKeys.marked(fixtureSessionId))).toEqual({ generations: [completed(7)], older: true, counts });
    expect([told.mock.calls.length, takesOf(sheet())]).toEqual([1, [30]]);
  });
  test("a page of marked takes that comes when the filter was switched off and on again is not taken in: those between would be missing", async () => {
    begin({ ...sheetOf(completed(30)), version: 9, older: true });
    const pages = sheetKeys.marked(fixtureSessionId);
    queryClient.setQueryData(pages, { generations: [completed(20)], older: true, counts: null });
    vi.stubGlobal("fetch", async (url: string) => {
      expect(url).toMatch(/before=20&marked=1$/);
      queryClient.setQueryData(pages, null);
      return Response.json(answer({ generations: [completed(10)], older: true }));
    });
    await loadOlderMarked(queryClient, fixtureSessionId);
    expect(queryClient.getQueryData(pages)).toBeNull();
  });
});

describe("a tab that begins anew with the newest page", () => {
  const known = { ...sheetOf({ ...completed(9), version: 30 }, completed(8), completed(7), completed(6)), version: 25, older: false };
  test("holds nothing older, and knows that there is something", () => {
    const sheet = takeInNewest(known, parsed({ generations: [completed(9), completed(8)], older: true, version: 25 }));
    expect([takesOf(sheet), sheet.older, sheet.version]).toEqual([[9, 8], true, 25]);
  });
  test("keeps what it knows better than the page, and not what was deleted meanwhile", () => {
    const withNew = { ...known, generations: [{ ...inQueue(10), version: 40 }, ...known.generations], version: 40 };
    const sheet = takeInNewest(withNew, parsed({ generations: [completed(9), completed(7)], older: true, version: 35 }));
    expect([takesOf(sheet), sheet.version]).toEqual([[10, 9, 7], 40]);
    expect(sheet.generations[1]?.version).toBe(30);
  });
});
