import { limits } from "@/lib/limits";

/** A frame's own bytes, for what takes files from memory; a whole one or none. */
export async function readOutputFile(url: string): Promise<Blob> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(limits.fileMs) });
  if (!answer.ok) throw new Error(`the file could not be read: ${answer.status}`);
  return answer.blob();
}
