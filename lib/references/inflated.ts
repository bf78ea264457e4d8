/** The beginning of a zlib stream, at most so many bytes of it; empty where it is none. Never throws. */
export async function inflated(packed: Uint8Array, mostBytes: number): Promise<Uint8Array> {
  const stream = new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream("deflate"));
  const reader = stream.getReader();
  const whole = new Uint8Array(mostBytes);
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || length + value.length > mostBytes) break;
      whole.set(value, length);
      length += value.length;
    }
    await reader.cancel();
  } catch {
    // What came before the fault is what there is: a profile that is cut off reads as none.
  }
  return whole.slice(0, length);
}
