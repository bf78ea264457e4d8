import { queryOptions, type QueryClient } from "@tanstack/react-query";
import type { Generation } from "@/lib/generations/generation";
import type { ParsedAnswer } from "@/lib/generations/sheet-answer";
import { tellOtherTabs } from "@/lib/generations/sheet-channel";
import { mergeRows, nextPollMs, type SheetCounts, type SheetData } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";
import { loadPart } from "@/lib/part-missing";

export const sheetKeys = {
  of: (sessionId: string) => ["sheet", sessionId] as const,
  marked: (sessionId: string) => ["sheet", sessionId, "marked"] as const,
};

/** Older takes with a marked frame: they stand beside what the sheet has read and not in it, which has no holes. */
export type MarkedPages = { generations: readonly Generation[]; older: boolean; counts: SheetCounts | null };

/** The studio's server answered, and will not show this session. */
export class SheetRefused extends Error {
  override readonly name = "SheetRefused";
  /** @param status 404 where the session is not there any more. */
  constructor(readonly status: number) {
    super(`the sheet was refused: ${status}`);
  }
}

/** With the first poll: what the page begins with was checked by the server. */
export const loadParser = () => import("@/lib/generations/sheet-answer");

const inBrowser = {
  /** Where a row that cannot be read is told: the browser's own error event, which every monitor listens to. */
  report: (error: Error): void => reportError(error),
  loadParser,
};
type Ports = typeof inBrowser;

/** Within a deadline of its own. @param asked "since=7", or a page: "before=12". */
export async function readSheetAnswer(sessionId: string, asked: string, signal?: AbortSignal, { loadParser }: Ports = inBrowser) {
  const answer = fetch(`/api/sessions/${sessionId}/generations?${asked}`, {
    cache: "no-store",
    signal: AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(limits.callMs)]),
  });
  const [response, { parseAnswer }] = await Promise.all([answer, loadPart(loadParser())]);
  if ([401, 403, 404].includes(response.status)) throw new SheetRefused(response.status);
  if (!response.ok) throw new Error(`the sheet could not be read: ${response.status}`);
  return parseAnswer(await response.json());
}

/** What cannot be read is left out of a page, and told. */
export function tellUnreadable({ unreadable }: Pick<ParsedAnswer, "unreadable">, report = inBrowser.report): void {
  for (const problem of unreadable) report(new Error(`a take could not be read: ${problem}`));
}

async function readChanges(sessionId: string, since: number, signal: AbortSignal, ports: Ports) {
  const pages: ParsedAnswer[] = [];
  for (let asked = since; ;) {
    const page = await readSheetAnswer(sessionId, `since=${asked}`, signal, ports);
    pages.push(page);
    tellUnreadable(page, ports.report);
    if (!page.more || pages.length >= limits.sheetPages) return pages;
    asked = page.version;
  }
}

/** The one polled query of a session; it goes slow by itself once every take is settled, and on when one is put in; unseen it rests. */
export const sheetQuery = (sessionId: string, initial?: SheetData, ports: Ports = inBrowser) => {
  const queryKey = sheetKeys.of(sessionId);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<SheetData> => {
      const known = () => client.getQueryData<SheetData>(queryKey);
      const pages = await readChanges(sessionId, known()?.version ?? 0, signal, ports);
      const { takeInChanges } = await ports.loadParser();
      // Read again: a take may have been put in while the answer was on its way.
      return takeInChanges(known(), pages);
    },
    initialData: initial,
    // What came with the page is not asked for again at once; what a poll brought is old on the next focus.
    staleTime: ({ state }) => (state.dataUpdateCount === 0 ? limits.sheetFreshMs : 0),
    refetchInterval: ({ state }) => {
      if (state.error instanceof SheetRefused) return false;
      return state.error || !state.data ? limits.sheetRetryMs : nextPollMs(state.data);
    },
    refetchOnWindowFocus: true,
    // The interval tries again; the first failure is to be seen, and being offline is one.
    retry: false,
    networkMode: "always",
  });
};

/**
 * A row that the sheet no longer has, and that is no news to it, was deleted in the meantime. One that is older than what
 * was read would leave a hole: the next page is asked for before the oldest that is there.
 */
function putRow(sheet: SheetData, row: Generation): SheetData {
  const isKnown = sheet.generations.some(({ id }) => id === row.id);
  return isKnown || (row.version > sheet.version && !isBeyond(sheet, row)) ? withRow(sheet, row) : sheet;
}

const isBeyond = ({ older, generations }: MarkedPages, { take }: Generation): boolean => older && take < (generations.at(-1)?.take ?? 0);
const withRow = <Rows extends MarkedPages>(rows: Rows, row: Generation): Rows => ({ ...rows, generations: mergeRows(rows.generations, [row]) });

/** Shows one row at once (an action's answer), and so wakes the poll, here and in the browser's other tabs. Never an older version over a newer one. */
export function putGeneration(queryClient: QueryClient, sessionId: string, generation: Generation): void {
  const queryKey = sheetKeys.of(sessionId);
  queryClient.setQueryData<SheetData>(
    queryKey,
    (sheet) => sheet && putRow(sheet, generation),
    // `now` stays the last answer's, so its moment of arrival stays too: their difference is the clocks' skew.
    { updatedAt: queryClient.getQueryState(queryKey)?.dataUpdatedAt },
  );
  queryClient.setQueryData<MarkedPages | null>(sheetKeys.marked(sessionId), (pages) => pages && (isBeyond(pages, generation) ? pages : withRow(pages, generation)));
  tellOtherTabs(sessionId, generation.version);
}

/** A title that was just given shows at once, and an answer that was asked for before it does not undo it. */
export async function putTitle(queryClient: QueryClient, sessionId: string, title: string): Promise<void> {
  const queryKey = sheetKeys.of(sessionId);
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData<SheetData>(queryKey, (sheet) => sheet && { ...sheet, title }, { updatedAt: queryClient.getQueryState(queryKey)?.dataUpdatedAt });
}
