import { workerWordSchema, type FixOrder } from "@/components/references/fixing/worker-messages";
import type { FixingProgress, Prepared, PrepareOptions } from "@/components/references/fixing/prepared";

/** As much of a Worker as is used. */
export type FixingWorker = {
  postMessage: (order: FixOrder) => void;
  terminate: () => void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
};
export type Timers = { after: (ms: number, act: () => void) => () => void };
type Ports = { start: () => FixingWorker; timers: Timers; limits: { fixWorkers: number; fixMs: number; fixIdleMs: number } };

type Waiting = { order: FixOrder; onProgress: ((progress: FixingProgress) => void) | undefined; settle: (prepared: Prepared) => void };
type Place = { worker: FixingWorker; hasLoaded: boolean; now: Waiting | null; stopTimer: () => void };

const reasonOf = ({ reason }: AbortSignal): Error => (reason instanceof Error ? reason : new DOMException("Not wanted any more.", "AbortError"));
const DAMAGED: Prepared = { kind: "refused", problem: { code: "damaged" } };

/** So many files at once, each in a worker of its own; a worker that dies, hangs or is not wanted any more makes room for the next. */
export function createFixingQueue({ start, timers, limits }: Ports) {
  const waiting: Waiting[] = [];
  const places: Place[] = [];

  function end(place: Place, prepared: Prepared | null): void {
    const { now } = place;
    place.stopTimer();
    place.now = null;
    if (prepared) now?.settle(prepared);
  }

  function dismiss(place: Place, prepared: Prepared | null): void {
    place.worker.onmessage = null;
    place.worker.onerror = null;
    place.worker.terminate();
    places.splice(places.indexOf(place), 1);
    end(place, prepared);
    pump();
  }

  function hear(place: Place, data: unknown): void {
    const word = workerWordSchema.safeParse(data);
    if (!word.success) return dismiss(place, DAMAGED);
    switch (word.data.kind) {
      case "loaded": place.hasLoaded = true; return;
      case "progress": return place.now?.onProgress?.({ step: word.data.step, percent: word.data.percent });
      case "done":
        if (word.data.isSpent) return dismiss(place, word.data.prepared);
        end(place, word.data.prepared);
        place.stopTimer = timers.after(limits.fixIdleMs, () => dismiss(place, null));
        return pump();
      default: return word.data satisfies never;
    }
  }

  function opened(): Place {
    const place: Place = { worker: start(), hasLoaded: false, now: null, stopTimer: () => undefined };
    place.worker.onmessage = ({ data }) => hear(place, data);
    // A worker that never spoke was not loaded: that is no fault of the file.
    place.worker.onerror = (event) => {
      event.preventDefault();
      dismiss(place, place.hasLoaded ? DAMAGED : { kind: "unavailable" });
    };
    places.push(place);
    return place;
  }

  function pump(): void {
    const free = places.find(({ now }) => now === null);
    const mayOpen = places.length < limits.fixWorkers;
    const next = free || mayOpen ? waiting.shift() : undefined;
    if (!next) return;
    const place = free ?? opened();
    place.stopTimer();
    place.now = next;
    place.stopTimer = timers.after(limits.fixMs, () => dismiss(place, place.hasLoaded ? DAMAGED : { kind: "unavailable" }));
    place.worker.postMessage(next.order);
    pump();
  }

  return function prepare(file: File, { rules, way, onProgress, signal }: PrepareOptions): Promise<Prepared> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(reasonOf(signal));
      const abort = (): void => {
        const at = waiting.indexOf(one);
        if (at >= 0) waiting.splice(at, 1);
        const place = places.find(({ now }) => now === one);
        if (place) dismiss(place, null);
        if (signal) reject(reasonOf(signal));
      };
      const one: Waiting = {
        order: { file, rules, way },
        onProgress,
        settle: (prepared) => {
          signal?.removeEventListener("abort", abort);
          resolve(prepared);
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      waiting.push(one);
      onProgress?.({ step: "waiting", percent: 0 });
      pump();
    });
  };
}
