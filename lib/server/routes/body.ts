import "server-only";

/** The whole of a small body as text; null where it is larger than `mostBytes`, or not whole within `withinMs`. */
export async function readText(request: Request, mostBytes: number, withinMs: number): Promise<string | null> {
  const reader = request.body?.getReader();
  if (reader === undefined) return "";
  const late = setTimeout(() => void reader.cancel().catch(() => {}), withinMs);
  const parts: Uint8Array[] = [];
  const until = Date.now() + withinMs;
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (Date.now() >= until) return null;
      if (done) return Buffer.concat(parts).toString("utf8");
      bytes += value.byteLength;
      if (bytes > mostBytes) {
        await reader.cancel();
        return null;
      }
      parts.push(value);
    }
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}
