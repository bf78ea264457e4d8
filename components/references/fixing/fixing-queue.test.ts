import { describe, expect, test } from "vitest";
import { createFixingQueue, type FixingWorker } from "@/components/references/fixing/fixing-queue";
import type { FixOrder, WorkerWord } from "@/components/references/fixing/worker-messages";
import type { FixingProgress } from "@/components/references/fixing/prepared";
import { unchosen } from "@/lib/references/way";

const limits = { fixWorkers: 2, fixMs: 1000, fixIdleMs: 100 };
const READY: WorkerWord = { kind: "done", isSpent: false, prepared: { kind: "refused", problem: { code: "not_an_image" } } };
const file = (name: string): File => new File(["x"], name);
const asked = { rules: [], way: unchosen };

type Seat = FixingWorker & { orders: string[]; isOver: boolean; say: (word: unknown) => void; die: () => void };

function ground() {
  const seats: Seat[] = [];
  const alarms = new Set<{ ms: number; act: () => void }>();
  const start = (): FixingWorker => {
    const seat: Seat = {
      orders: [], isOver: false, onmessage: null, onerror: null,
      postMessage: ({ file: { name } }: FixOrder) => { seat.orders.push(name); },
      terminate: () => { seat.isOver = true; },
      say: (data) => seat.onmessage?.(new MessageEvent("message", { data })),
      die: () => seat.onerror?.(Object.assign(new Event("error"), { message: "", filename: "", lineno: 0, colno: 0, error: null })),
    };
    seats.push(seat);
    return seat;
  };
  const after = (ms: number, act: () => void) => {
    const alarm = { ms, act };
    alarms.add(alarm);
    return () => { alarms.delete(alarm); };
  };
  const pass = (ms: number): void => { for (const alarm of [...alarms]) if (alarm.ms === ms && alarms.delete(alarm)) alarm.act(); };
  return { seats, pass, alarms, prepare: createFixingQueue({ start, timers: { after }, limits }) };
}
const seatAt = ({ seats }: { seats: readonly Seat[] }, at: number): Seat => {
  const seat = seats[at];
  if (!seat) throw new Error(`No worker ${at}.`);
  return seat;
};

describe("files are prepared", () => {
  test("two at a time, and the next when one is done", async () => {
    const all = ground();
    const first = all.prepare(file("a"), asked);
    void all.prepare(file("b"), asked);
    void all.prepare(file("c"), asked);
    expect(all.seats.map(({ orders }) => orders)).toEqual([["a"], ["b"]]);
    seatAt(all, 0).say({ kind: "loaded" });
    seatAt(all, 0).say(READY);
    expect(await first).toEqual(READY.kind === "done" ? READY.prepared : null);
    expect(seatAt(all, 0).orders).toEqual(["a", "c"]);
  });

  test("progress is that of the file itself", () => {
    const all = ground();
    const told: FixingProgress[] = [];
    void all.prepare(file("a"), { ...asked, onProgress: (progress) => told.push(progress) });
    seatAt(all, 0).say({ kind: "progress", step: "decoding", percent: 10 });
    expect(told).toEqual([{ step: "waiting", percent: 0 }, { step: "decoding", percent: 10 }]);
  });

  test("one that is not wanted any more frees its worker, and one that waits its place", async () => {
    const all = ground();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = all.prepare(file("a"), { ...asked, signal: running.signal });
    void all.prepare(file("b"), asked);
    const third = all.prepare(file("c"), { ...asked, signal: waiting.signal });
    void all.prepare(file("d"), asked);
    waiting.abort(new Error("gone"));
    await expect(third).rejects.toThrow("gone");
    running.abort(new Error("gone too"));
    await expect(first).rejects.toThrow("gone too");
    expect(seatAt(all, 0).isOver).toBe(true);
    expect(seatAt(all, 2).orders).toEqual(["d"]);
  });

  test("a signal that has gone before keeps it from beginning", async () => {
    const all = ground();
    await expect(all.prepare(file("a"), { ...asked, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(all.seats).toEqual([]);
  });
});

describe("a worker", () => {
  test("that dies over a file gives a refusal, and the others go on", async () => {
    const all = ground();
    const first = all.prepare(file("a"), asked);
    void all.prepare(file("b"), asked);
    void all.prepare(file("c"), asked);
    seatAt(all, 0).say({ kind: "loaded" });
    seatAt(all, 0).die();
    expect(await first).toEqual({ kind: "refused", problem: { code: "damaged" } });
    expect(seatAt(all, 2).orders).toEqual(["c"]);
  });

  test("that hangs is ended", async () => {
    const all = ground();
    const first = all.prepare(file("a"), asked);
    seatAt(all, 0).say({ kind: "loaded" });
    all.pass(limits.fixMs);
    expect(await first).toEqual({ kind: "refused", problem: { code: "damaged" } });
    expect(seatAt(all, 0).isOver).toBe(true);
  });

  test("that was never loaded is no fault of the file", async () => {
    const all = ground();
    const [first, second] = [all.prepare(file("a"), asked), all.prepare(file("b"), asked)];
    seatAt(all, 0).die();
    expect(await first).toEqual({ kind: "unavailable" });
    all.pass(limits.fixMs);
    expect(await second).toEqual({ kind: "unavailable" });
  });

  test("that is spent gets no other file", async () => {
    const all = ground();
    const first = all.prepare(file("a"), asked);
    seatAt(all, 0).say({ ...READY, isSpent: true });
    await first;
    void all.prepare(file("b"), asked);
    expect(all.seats.map(({ orders }) => orders)).toEqual([["a"], ["b"]]);
    expect(seatAt(all, 0).isOver).toBe(true);
  });

  test("that nobody wants goes after a while and leaves no alarm", async () => {
    const all = ground();
    const first = all.prepare(file("a"), asked);
    seatAt(all, 0).say(READY);
    await first;
    all.pass(limits.fixIdleMs);
    expect(seatAt(all, 0).isOver).toBe(true);
    expect(all.alarms.size).toBe(0);
  });

  test("that speaks nonsense is ended with its file refused", async () => {
    const all = ground();
    const first = all.prepare(file("a"), asked);
    seatAt(all, 0).say({ kind: "hello" });
    expect(await first).toEqual({ kind: "refused", problem: { code: "damaged" } });
  });
});
