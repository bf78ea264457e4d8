import type { Prepared, PrepareOptions } from "@/components/references/fixing/prepared";

/** Rejects only where the signal aborts. */
export type PrepareFile = (file: File, options: PrepareOptions) => Promise<Prepared>;

/** Comes with the first file, or at the first sign of a person: a first look prepares nothing. */
export const loadPrepareFile = (): Promise<PrepareFile> => import("@/components/references/fixing/prepare-file").then(({ prepareFile }) => prepareFile);

export async function prepareOnDemand(file: File, options: PrepareOptions): Promise<Prepared> {
  const prepareFile = await loadPrepareFile().catch(() => null);
  options.signal?.throwIfAborted();
  return prepareFile ? prepareFile(file, options) : { kind: "unavailable" };
}
