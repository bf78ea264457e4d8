import { isSettled, outputsOf, type DeliveredOutput, type Generation } from "@/lib/generations/generation";
import type { EngineState } from "@/lib/generations/submit";
import { limits } from "@/lib/limits";
import { remembered } from "@/lib/remembered";

/** How long a take of so many images usually took, from the click on. */
export type UsualTime = { count: number; ms: number };
/** Of a whole session, whatever of it a tab has read. */
export type SheetCounts = { takes: number; frames: number; marked: number };
/** A take that was deleted, and the version of its row that says so. */
export type GoneTake = { id: string; version: number };

/** What one session's sheet is drawn from. */
export type SheetData = {
  /** The next poll asks for rows changed since. */
  version: number;
  /** Newest take first. */
  generations: Generation[];
  engine: EngineState;
  title: string;
  /** The build of the studio that answered. */
  build: string;
  /** The server's clock when it answered, in milliseconds. */
  now: number;
  /** There are takes before the oldest of these. */
  older: boolean;
  /** Of the whole session, when a page of it was last read; null before. */
  counts: SheetCounts | null;
  /** How long takes usually took, by count. */
  usual: readonly UsualTime[];
};

/** With all of its first page deleted a session may still have older ones. */
export const hasTakes = ({ generations, older }: Pick<SheetData, "generations" | "older">): boolean => generations.length > 0 || older;

/** Takes rows in by id; a row that is already known in a newer version stays as it is. */
export function mergeRows(known: readonly Generation[], changed: readonly Generation[]): Generation[] {
  const byId = new Map(known.map((generation) => [generation.id, generation]));
  for (const generation of changed) {
    const before = byId.get(generation.id);
    if (!before || before.version <= generation.version) byId.set(generation.id, generation);
  }
  return [...byId.values()].sort((a, b) => b.take - a.take);
}

const MINUTE_MS = 60_000;

/** How long until a sheet that is looked at asks again. Once all is settled, news is rare: another device's take, a late word of an unclear one. */
export function nextPollMs({ generations, now }: Pick<SheetData, "generations" | "now">): number {
  const open = generations.filter((generation) => !isSettled(generation));
  if (open.some(({ createdAt }) => now - createdAt < MINUTE_MS)) return limits.sheetPollMs;
  if (open.length > 0) return limits.sheetPollSlowMs;
  return limits.sheetIdleMs;
}

const isDelivered = (output: { state: string }): output is DeliveredOutput => output.state === "delivered";

export const deliveredOf = remembered((generation: Generation): readonly DeliveredOutput[] => outputsOf(generation).filter(isDelivered));
