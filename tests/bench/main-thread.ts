import { z } from "zod";

/** What the browser's own tracing says of the page's main thread: of each task how long it was there, and how long it had a core. */
export type LongTask = { atMs: number; ms: number; cpuMs: number };

export const traceCategories = ["toplevel", "disabled-by-default-devtools.timeline", "devtools.timeline"];

const eventSchema = z.object({
  name: z.string(), pid: z.number(), tid: z.number(), ts: z.number(), ph: z.string(), dur: z.number().optional(), tdur: z.number().optional(),
  args: z.object({ name: z.string().optional(), data: z.object({ type: z.string().optional() }).optional() }).optional(),
});
const traceSchema = z.object({ traceEvents: z.array(z.unknown()) });
const MICROSECONDS = 1000;

/** From the drop on: the tasks that were longer than this, on the thread that heard it. */
export function longTasksIn(trace: Buffer, overMs: number): LongTask[] {
  const events = traceSchema.parse(JSON.parse(trace.toString("utf8"))).traceEvents.flatMap((event) => eventSchema.safeParse(event).data ?? []);
  const drop = events.find(({ name, args }) => name === "EventDispatch" && args?.data?.type === "drop");
  if (!drop) throw new Error("the trace has no drop");
  return events
    .filter(({ name, pid, tid, ts, dur = 0 }) => name === "RunTask" && pid === drop.pid && tid === drop.tid && ts + dur >= drop.ts && dur > overMs * MICROSECONDS)
    .map(({ ts, dur = 0, tdur = 0 }) => ({ atMs: (ts - drop.ts) / MICROSECONDS, ms: dur / MICROSECONDS, cpuMs: tdur / MICROSECONDS }));
}
