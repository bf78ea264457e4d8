import "server-only";
import type { ReadStream } from "node:fs";

/** A file as the web's streams have it: read on when asked, closed when nobody asks any more. */
export function fileStream(source: ReadStream): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => void source.destroy(),
  });
}
