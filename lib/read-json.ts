import { limits } from "@/lib/limits";

/** Of the studio's own server, past every cache. @throws for any answer but a good one, and where none comes in time. */
export async function readJson(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]) });
  if (!response.ok) throw new Error(`${address} could not be read: ${response.status}`);
  return response.json();
}
