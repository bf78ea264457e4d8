import type { QueryClient } from "@tanstack/react-query";
import type { Generation } from "@/lib/generations/generation";
import { putGeneration, readSheetAnswer, sheetKeys, type MarkedPages } from "@/lib/generations/queries";
import { takeInNewest, takeInOlder } from "@/lib/generations/sheet-answer";
import { tellOtherTabs } from "@/lib/generations/sheet-channel";
import type { GoneTake, SheetData } from "@/lib/generations/sheet-state";

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
export async function loadOlder(queryClient: QueryClient, sessionId: string, signal: AbortSignal): Promise<void> {
  const sheet = queryClient.getQueryData<SheetData>(sheetKeys.of(sessionId));
  if (!sheet?.older) return;
  const oldest = sheet.generations.at(-1);
  const page = await readSheetAnswer(sessionId, oldest ? `before=${oldest.take}` : "", signal);
  for (const problem of page.unreadable) reportError(new Error(`a take could not be read: ${problem}`));
  setSheet(queryClient, sessionId, (known) => takeInOlder(known, page));
}

/** Lets go of the takes that a tab has read of long ago: it holds the newest page, as at its beginning. */
export async function letGoOlder(queryClient: QueryClient, sessionId: string, signal: AbortSignal): Promise<void> {
  const page = await readSheetAnswer(sessionId, "", signal);
  setSheet(queryClient, sessionId, (known) => takeInNewest(known, page));
}

/** The clock stays the last poll's: see `putGeneration`. */
function setSheet(queryClient: QueryClient, sessionId: string, change: (sheet: SheetData) => SheetData): void {
  const queryKey = sheetKeys.of(sessionId);
  queryClient.setQueryData<SheetData>(queryKey, (sheet) => sheet && change(sheet), { updatedAt: queryClient.getQueryState(queryKey)?.dataUpdatedAt });
}
