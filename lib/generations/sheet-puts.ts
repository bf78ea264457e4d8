import type { QueryClient } from "@tanstack/react-query";
import type { Generation } from "@/lib/generations/generation";
import { putGeneration, readSheetAnswer, sheetKeys, tellUnreadable, type MarkedPages } from "@/lib/generations/queries";
import { takeInNewest, takeInOlder } from "@/lib/generations/sheet-answer";
import { tellOtherTabs } from "@/lib/generations/sheet-channel";
import { mergeRows, type GoneTake, type SheetData } from "@/lib/generations/sheet-state";

/** What an action answered of several takes, shown at once; the browser's other tabs hear of it. */
export function putGenerations(queryClient: QueryClient, sessionId: string, generations: readonly Generation[]): void {
  for (const generation of generations) putGeneration(queryClient, sessionId, generation);
}

/** A deleted take leaves the sheet at once, here and in the browser's other tabs. */
export function takeOut(queryClient: QueryClient, sessionId: string, gone: GoneTake): void {
  setSheet(queryClient, sessionId, (sheet) => ({ ...sheet, generations: sheet.generations.filter(({ id, version }) => id !== gone.id || version > gone.version) }));
  queryClient.setQueryData<MarkedPages | null>(sheetKeys.marked(sessionId), (pages) => pages && { ...pages, generations: pages.generations.filter(({ id, version }) => id !== gone.id || version > gone.version) });
  tellOtherTabs(sessionId, gone.version);
}

/** Reads the page before the oldest take of the sheet, the newest one where all that was read is deleted, and takes it in. */
export async function loadOlder(queryClient: QueryClient, sessionId: string, signal?: AbortSignal): Promise<void> {
  const sheet = queryClient.getQueryData<SheetData>(sheetKeys.of(sessionId));
  if (!sheet?.older) return;
  const oldest = sheet.generations.at(-1);
  const page = await readSheetAnswer(sessionId, oldest ? `before=${oldest.take}` : "", signal);
  tellUnreadable(page);
  setSheet(queryClient, sessionId, (known) => takeInOlder(known, page));
}

/** Reads the page of marked takes before the oldest that is known; they stand beside the sheet's own. */
export async function loadOlderMarked(queryClient: QueryClient, sessionId: string): Promise<void> {
  const rowsOf = (queryKey: readonly string[]) => queryClient.getQueryData<Pick<MarkedPages, "generations"> | null>(queryKey)?.generations ?? [];
  const oldest = () => mergeRows(rowsOf(sheetKeys.marked(sessionId)), rowsOf(sheetKeys.of(sessionId))).at(-1)?.take ?? null;
  const before = oldest();
  const page = await readSheetAnswer(sessionId, before === null ? "marked=1" : `before=${before}&marked=1`);
  tellUnreadable(page);
  // Where the filter was switched off and on meanwhile, this page would leave a hole.
  if (oldest() !== before) return;
  queryClient.setQueryData<MarkedPages | null>(sheetKeys.marked(sessionId), (known) => ({ generations: mergeRows(known?.generations ?? [], page.generations), older: page.older ?? false, counts: page.counts }));
}

/** Lets go of the takes that a tab has read of long ago: it holds the newest page, as at its beginning. */
export async function letGoOlder(queryClient: QueryClient, sessionId: string): Promise<void> {
  const page = await readSheetAnswer(sessionId, "");
  tellUnreadable(page);
  setSheet(queryClient, sessionId, (known) => takeInNewest(known, page));
}

/** The clock stays the last poll's: see `putGeneration`. */
function setSheet(queryClient: QueryClient, sessionId: string, change: (sheet: SheetData) => SheetData): void {
  const queryKey = sheetKeys.of(sessionId);
  queryClient.setQueryData<SheetData>(queryKey, (sheet) => sheet && change(sheet), { updatedAt: queryClient.getQueryState(queryKey)?.dataUpdatedAt });
}
