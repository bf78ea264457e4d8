import type { Files } from "@/lib/emulator/files";
import { outputsIn, prepare } from "@/lib/emulator/produce";
import type { RequestRow } from "@/lib/emulator/request-row";
import type { Store } from "@/lib/emulator/store";

/** The least time that a stage takes; the pictures' own time may be longer. */
export type StageMs = { queue: number; start: number; perImage: number };
export type Worker = { wake: () => void; stop: () => Promise<void> };

type Bench = {
  store: Store; files: Files; stageMs: StageMs; now: () => number; log: (line: string) => void;
  /** From 1; null for an engine that does not break. */
  breaksAtOutput: number | null;
};

/** `standard` thinks longer about the prompt. */
const STANDARD_FACTOR = 1.5;
const AFTER_TROUBLE_MS = 1000;

/** One worker: one run at a time, the interrupted one first. */
export function startWorker(bench: Bench): Worker {
  const bell = bellOf();
  const loop = async (): Promise<void> => {
    while (!bell.stopped()) {
      try {
        await step(bench, bell);
      } catch (error) {
        bench.log(`worker: ${String(error)}`);
        await bell.rest(AFTER_TROUBLE_MS);
      }
    }
  };
  const ended = loop();
  return { wake: bell.ring, stop: async () => { bell.stop(); await ended; } };
}

async function step(bench: Bench, bell: Bell): Promise<void> {
  const request = bench.store.next();
  if (!request) return bell.rest(null);
  if (request.status === "in_queue") {
    const leftMs = request.created_at + bench.stageMs.queue - bench.now();
    if (leftMs > 0) return bell.rest(leftMs);
    if (!bench.store.begin(request.id, bench.now())) return;
  }
  const startedMs = request.started_at ?? bench.now();
  try {
    await run(bench, bell, request, startedMs);
  } catch (error) {
    if (bell.stopped()) return;
    bench.log(`request ${request.id} failed: ${String(error)}`);
    bench.store.fail(request, "The images could not be generated.", bench.now());
  }
  await sweep(bench);
}

async function run(bench: Bench, bell: Bell, request: RequestRow, startedMs: number): Promise<void> {
  const { store, files, stageMs, now, log } = bench;
  const factor = request.optimize === "standard" ? STANDARD_FACTOR : 1;
  const until = async (dueMs: number): Promise<void> => {
    while (now() < dueMs && !bell.stopped()) await bell.rest(dueMs - now());
  };
  const prepared = await prepare(request, files.readReference);
  if (!prepared.ok) {
    await until(startedMs + stageMs.start * factor);
    if (!bell.stopped()) store.fail(request, prepared.error, now());
    return;
  }
  const names: string[] = [];
  let bytes = 0;
  let tried = 0;
  const cpu = process.cpuUsage();
  for await (const produced of outputsIn(request, prepared.value)) {
    tried += 1;
    // As the model does it: an error of its own stops what is left of a group, and what is there stays.
    if (tried === bench.breaksAtOutput) break;
    if (produced) {
      bytes += produced.bytes.length;
      names.push(await files.keepOutput(request.id, tried, produced.bytes, produced.extension));
    }
    await until(startedMs + (stageMs.start + stageMs.perImage * tried) * factor);
    if (bell.stopped()) return;
  }
  if (names.length === 0) throw new Error("broke at its first output");
  store.succeed(request.id, names, bytes, now());
  const { user, system } = process.cpuUsage(cpu);
  log(`request ${request.id}: ${names.length} of ${request.width}x${request.height}, ${Math.round((user + system) / 1000 / tried)} ms of processor each`);
}

/** What the store no longer knows goes from the disk too. */
export async function sweep({ store, files, now }: Pick<Bench, "store" | "files" | "now">): Promise<void> {
  const forgotten = store.forgetOld(now());
  if (forgotten.length === 0) return;
  await files.forgetRequests(forgotten);
  await files.sweepReferences(store.referencesInUse(), now());
}

type Bell = ReturnType<typeof bellOf>;

/** Rests are ended by time, by a new request or by the end. */
function bellOf() {
  let stopped = false;
  let ring = (): void => undefined;
  return {
    stopped: () => stopped,
    ring: () => { ring(); },
    stop: () => { stopped = true; ring(); },
    rest: (restMs: number | null): Promise<void> => new Promise((resolve) => {
      if (stopped) return resolve();
      const timer = restMs === null ? null : setTimeout(resolve, restMs);
      ring = () => {
        if (timer) clearTimeout(timer);
        resolve();
      };
    }),
  };
}
