import "server-only";

/** The wait after the n-th failure in a row (from 0); the last step repeats. A longer wait that the provider asked for wins. */
export const backoffMs = (stepsMs: readonly number[], attempts: number, askedMs: number | null): number =>
  Math.max(stepsMs[Math.min(attempts, stepsMs.length - 1)] ?? 0, askedMs ?? 0);
