import { createFixingQueue } from "@/components/references/fixing/fixing-queue";
import type { Prepared, PrepareOptions } from "@/components/references/fixing/prepared";
import { limits } from "@/lib/limits";

/** One core stays for the page: with two busy workers on two cores it waits for its turn, however little it has to do. */
const workers = Math.max(1, Math.min(limits.fixWorkers, navigator.hardwareConcurrency - 1));

const queue = createFixingQueue({
  start: () => new Worker(new URL("./fixing-worker.ts", import.meta.url), { type: "module", name: "fixing" }),
  timers: {
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  },
  limits: { ...limits, fixWorkers: workers },
});

/**
 * Inspects, explains, fixes and strips a file, in a worker: the page itself reads, decodes and encodes nothing. A file that
 * cannot be read to its end is a refusal, a hanging one too. Rejects only where `signal` aborts, with its reason.
 */
export const prepareFile = (file: File, options: PrepareOptions): Promise<Prepared> => queue(file, options);
