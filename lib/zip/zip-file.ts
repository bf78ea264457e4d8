import { err, ok, type Result } from "@/lib/result";
import { limits } from "@/lib/limits";

/** A file within a zip, as the zip's directory tells of it. */
export type ZipEntry = { name: string; method: number; packedBytes: number; bytes: number; headerAt: number };
/** What is read of a file, in a browser and on the server: a Blob is one. */
export type ZipBytes = {
  size: number;
  slice(start: number, end?: number): ZipBytes;
  arrayBuffer(): Promise<ArrayBuffer>;
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
};
export type NotAZip = { code: "not_a_zip" } | { code: "broken" } | { code: "too_large" };

/** The signatures, lengths and offsets of the records that are read: PKWARE's APPNOTE, 4.3.7, 4.3.12 and 4.3.16. */
const END = { signature: 0x06054b50, bytes: 22 };
const ENTRY = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const MOST_COMMENT = 0xffff;
/** Over four gigabytes or 65,535 files: 4.3.14, 4.3.15 and 4.5.3. */
const END_64 = { signature: 0x06064b50, bytes: 56 };
const LOCATOR_64 = { signature: 0x07064b50, bytes: 20 };
const EXTRA_64 = 0x0001;
/** Stand where the true number is in one of those records. */
const ELSEWHERE = 0xffffffff;
const MANY_ELSEWHERE = 0xffff;
const STORED = 0;
const DEFLATED = 8;

const viewOf = async (blob: ZipBytes): Promise<DataView> => new DataView(await blob.arrayBuffer());

/** What is in a zip. Only its directory is read; files are, one by one, when they are asked for. */
export async function readDirectory(zip: ZipBytes): Promise<Result<ZipEntry[], NotAZip>> {
  const tailAt = Math.max(0, zip.size - END.bytes - MOST_COMMENT);
  const tail = await viewOf(zip.slice(tailAt));
  const end = endIn(tail);
  if (end === null) return err({ code: "not_a_zip" });
  const directory = await directoryAt(zip, tail, tailAt, end);
  if (directory === null) return err({ code: "broken" });
  const { count, bytes, at } = directory;
  if (bytes > limits.zipDirectoryBytes || count > limits.zipEntries) return err({ code: "too_large" });
  if (at + bytes > tailAt + end) return err({ code: "broken" });
  const entries = entriesOf(await viewOf(zip.slice(at, at + bytes)), count);
  return entries === null ? err({ code: "broken" }) : ok(entries);
}

type Directory = { count: number; bytes: number; at: number };

async function directoryAt(zip: ZipBytes, tail: DataView, tailAt: number, end: number): Promise<Directory | null> {
  const near = { count: tail.getUint16(end + 10, true), bytes: tail.getUint32(end + 12, true), at: tail.getUint32(end + 16, true) };
  if (near.at !== ELSEWHERE && near.bytes !== ELSEWHERE && near.count !== MANY_ELSEWHERE) return near;
  const locator = end - LOCATOR_64.bytes;
  if (locator < 0 || tail.getUint32(locator, true) !== LOCATOR_64.signature) return near.at === ELSEWHERE || near.bytes === ELSEWHERE ? null : near;
  const recordAt = Number(tail.getBigUint64(locator + 8, true));
  if (recordAt + END_64.bytes > tailAt + locator) return null;
  const record = await viewOf(zip.slice(recordAt, recordAt + END_64.bytes));
  if (record.byteLength < END_64.bytes || record.getUint32(0, true) !== END_64.signature) return null;
  return { count: Number(record.getBigUint64(32, true)), bytes: Number(record.getBigUint64(40, true)), at: Number(record.getBigUint64(48, true)) };
}

/** The record stands at the very end, but for a comment of the length that it tells. */
function endIn(tail: DataView): number | null {
  for (let at = tail.byteLength - END.bytes; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) === END.signature && at + END.bytes + tail.getUint16(at + 20, true) === tail.byteLength) return at;
  }
  return null;
}

function entriesOf(directory: DataView, count: number): ZipEntry[] | null {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let nth = 0; nth < count; nth += 1) {
    if (at + ENTRY.bytes > directory.byteLength || directory.getUint32(at, true) !== ENTRY.signature) return null;
    const [nameBytes, extraBytes, commentBytes] = [directory.getUint16(at + 28, true), directory.getUint16(at + 30, true), directory.getUint16(at + 32, true)];
    const next = at + ENTRY.bytes + nameBytes + extraBytes + commentBytes;
    if (next > directory.byteLength) return null;
    const sizes = { bytes: directory.getUint32(at + 24, true), packedBytes: directory.getUint32(at + 20, true), headerAt: directory.getUint32(at + 42, true) };
    entries.push({
      name: new TextDecoder().decode(new Uint8Array(directory.buffer, directory.byteOffset + at + ENTRY.bytes, nameBytes)),
      method: directory.getUint16(at + 10, true),
      ...trueSizes(directory, at + ENTRY.bytes + nameBytes, extraBytes, sizes),
    });
    at = next;
  }
  return entries;
}

type Sizes = Pick<ZipEntry, "bytes" | "packedBytes" | "headerAt">;

/** Of those that stand elsewhere, and of no others, the entry's extra has the true ones, in this order. */
function trueSizes(directory: DataView, from: number, extraBytes: number, sizes: Sizes): Sizes {
  for (let at = from; at + 4 <= from + extraBytes; at += 4 + directory.getUint16(at + 2, true)) {
    if (directory.getUint16(at, true) !== EXTRA_64) continue;
    const end = Math.min(at + 4 + directory.getUint16(at + 2, true), from + extraBytes);
    let next = at + 4;
    const trueOf = (size: number): number => {
      if (size !== ELSEWHERE || next + 8 > end) return size;
      next += 8;
      return Number(directory.getBigUint64(next - 8, true));
    };
    const bytes = trueOf(sizes.bytes);
    const packedBytes = trueOf(sizes.packedBytes);
    return { bytes, packedBytes, headerAt: trueOf(sizes.headerAt) };
  }
  return sizes;
}

/** A whole file of a zip; null where it is not as the directory says, packed in another way, or larger than `mostBytes`. */
export async function readEntry(zip: ZipBytes, { method, packedBytes, bytes, headerAt }: ZipEntry, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (bytes > mostBytes || packedBytes > mostBytes || headerAt === ELSEWHERE) return null;
  const header = await viewOf(zip.slice(headerAt, headerAt + LOCAL.bytes));
  if (header.byteLength < LOCAL.bytes || header.getUint32(0, true) !== LOCAL.signature) return null;
  const from = headerAt + LOCAL.bytes + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = zip.slice(from, from + packedBytes);
  if (packed.size !== packedBytes) return null;
  if (method === STORED) return new Uint8Array(await packed.arrayBuffer());
  return method === DEFLATED ? inflate(packed, bytes) : null;
}

/** No more is unpacked than was told: a small zip may hold more than a memory does. */
async function inflate(packed: ZipBytes, bytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const whole = new Uint8Array(bytes);
  let at = 0;
  try {
    const reader = packed.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (at + part.value.length > bytes) {
        await reader.cancel();
        return null;
      }
      whole.set(part.value, at);
      at += part.value.length;
    }
  } catch {
    return null;
  }
  return at === bytes ? whole : null;
}
