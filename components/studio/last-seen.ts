import { keptIn, type Shelf } from "@/components/composer/browser-keep";
import { limits } from "@/lib/limits";

const isSeen = (row: unknown): row is [string, number] => Array.isArray(row) && typeof row[0] === "string" && typeof row[1] === "number";

/** When each session was last looked at in this browser, by the studio's own clock. */
export function lastSeenIn(shelf: Shelf) {
  const kept = keptIn(shelf, "contact-sheet:last-seen");
  const all = (): [string, number][] => {
    const found = kept.read();
    return Array.isArray(found) ? found.slice(-limits.seenSessions).filter(isSeen) : [];
  };
  return {
    of: (sessionId: string): number | null => all().find(([id]) => id === sessionId)?.[1] ?? null,
    /** Never back: another tab may have looked later. */
    note(sessionId: string, atMs: number): void {
      const rows = all();
      const before = rows.find(([id]) => id === sessionId)?.[1] ?? 0;
      kept.write([...rows.filter(([id]) => id !== sessionId), [sessionId, Math.max(before, atMs)]].slice(-limits.seenSessions));
    },
  };
}
