import "server-only";
import { open, type FileHandle } from "node:fs/promises";
import type { ZipBytes } from "@/lib/zip/zip-file";

/** A file as the zip's reader wants it: only what is asked for is read. */
export async function zipOnDisk(file: string): Promise<{ zip: ZipBytes; close: () => Promise<void> }> {
  const handle = await open(file, "r");
  return { zip: part(handle, 0, (await handle.stat()).size), close: () => handle.close() };
}

const PIECE_BYTES = 256 * 1024;

function part(handle: FileHandle, from: number, to: number): ZipBytes {
  const size = Math.max(0, to - from);
  const read = async (at: number, most: number): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = new Uint8Array(Math.min(most, to - at));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, at + filled);
      // Shorter than it was when it was opened: what is not there is not made up.
      if (bytesRead === 0) throw new Error("the zip has become shorter");
      filled += bytesRead;
    }
    return bytes;
  };
  return {
    size,
    slice: (start, end) => part(handle, from + Math.min(start, size), from + Math.min(end ?? size, size)),
    arrayBuffer: async () => (await read(from, size)).buffer,
    stream() {
      let at = from;
      return new ReadableStream({
        async pull(controller) {
          if (at >= to) return controller.close();
          const piece = await read(at, PIECE_BYTES);
          at += piece.length;
          controller.enqueue(piece);
        },
      });
    },
  };
}
