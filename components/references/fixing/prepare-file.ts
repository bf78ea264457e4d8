import type { Prepared, PrepareOptions } from "@/components/references/fixing/prepared";
import { inspectFile } from "@/components/references/inspect-file";

/** Inspects, explains, fixes and strips a file in a worker. Rejects only where `signal` aborts. */
export async function prepareFile(file: File, { rules, onProgress, signal }: PrepareOptions): Promise<Prepared> {
  onProgress?.({ step: "looking", percent: 0 });
  const found = await inspectFile(file, rules);
  signal?.throwIfAborted();
  if (!found.ok) return { kind: "refused", problem: found.problem };
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  const source = { format: found.mime.slice("image/".length), width, height, bytes: file.size, changes: [] };
  return { kind: "ready", file, mime: found.mime, source, width, height };
}
