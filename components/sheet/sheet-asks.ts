import type { SheetFrame, Sharing } from "@/components/sheet/frame-acts";
import { createStore } from "@/components/ui/store";

/** What is about to go although strangers can see it. */
export type Deleting = { kind: "frames"; frames: readonly SheetFrame[] } | { kind: "session" };

/** What stands over the sheet, or over the lightbox where that is open. */
export type SheetAsk =
  | { kind: "share"; sharing: Sharing }
  | { kind: "delete"; deleting: Deleting; seen: number; run: () => void }
  | { kind: "picks" };

export const sheetAsk = createStore<SheetAsk | null>(null);
export const askSheet = (ask: SheetAsk): void => sheetAsk.set(() => ask);
export const closeAsk = (): void => sheetAsk.set(() => null);
