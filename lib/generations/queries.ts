import { queryOptions, type QueryClient } from "@tanstack/react-query";
import type { Generation } from "@/lib/generations/generation";
import { tellOtherTabs } from "@/lib/generations/sheet-channel";
import { mergeRows, nextPollMs, type SheetData } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";

export const sheetKeys = {
  of: (sessionId: string) => ["sheet", sessionId] as const,
};

/** The studio's server answered, and will not show this session. */
export class SheetRefused extends Error {
  override readonly name = "SheetRefused";
}

/** With the first poll: what the page begins with was checked by the server. */
export const loadParser = () => import("@/lib/generations/sheet-answer");

const inBrowser = {
  /** Where a row that cannot be read is told: the browser's own error event, which every monitor listens to. */
  report: (error: Error): void => reportError(error),
  loadParser,
};
type Ports = typeof inBrowser;

async function readPage(sessionId: string, since: number, signal: AbortSignal, { loadParser }: Ports) {
  const asked = fetch(`/api/sessions/${sessionId}/generations?since=${since}`, {
    cache: "no-store",
    signal: AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]),
  });
  const [response, { parseAnswer }] = await Promise.all([asked, loadParser()]);
  if ([401, 403, 404].includes(response.status)) throw new SheetRefused(`the sheet was refused: ${response.status}`);
  if (!response.ok) throw new Error(`the sheet could not be read: ${response.status}`);
  return parseAnswer(await response.json());
}

async function readChanges(sessionId: string, since: number, signal: AbortSignal, ports: Ports) {
  const changed: Generation[] = [];
  let page = await readPage(sessionId, since, signal, ports);
  for (let pages = 1; ; pages += 1) {
    changed.push(...page.generations);
    for (const problem of page.unreadable) ports.report(new Error(`a take could not be read: ${problem}`));
    if (!page.more || pages >= limits.sheetPages) return { ...page, generations: changed };
    page = await readPage(sessionId, page.version, signal, ports);
  }
}

/** The one polled query of a session; it goes slow by itself once every take is settled, and on when one is put in; unseen it rests. */
export const sheetQuery = (sessionId: string, initial?: SheetData, ports: Ports = inBrowser) => {
  const queryKey = sheetKeys.of(sessionId);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<SheetData> => {
      const known = () => client.getQueryData<SheetData>(queryKey);
      const { version, generations, engine, title, now } = await readChanges(sessionId, known()?.version ?? 0, signal, ports);
      // Read again: a take may have been put in while the answer was on its way.
      return { version, generations: mergeRows(known()?.generations ?? [], generations), engine, title, now };
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

/** Shows one row at once (an action's answer), and so wakes the poll, here and in the browser's other tabs. Never an older version over a newer one. */
export function putGeneration(queryClient: QueryClient, sessionId: string, generation: Generation): void {
  const queryKey = sheetKeys.of(sessionId);
  queryClient.setQueryData<SheetData>(
    queryKey,
    (sheet) => sheet && { ...sheet, generations: mergeRows(sheet.generations, [generation]) },
    // `now` stays the last answer's, so its moment of arrival stays too: their difference is the clocks' skew.
    { updatedAt: queryClient.getQueryState(queryKey)?.dataUpdatedAt },
  );
  tellOtherTabs(sessionId, generation.version);
}
