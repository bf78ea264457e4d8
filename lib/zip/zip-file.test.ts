import { deflateRawSync } from "node:zlib";
import { makeZip } from "client-zip";
import { expect, test } from "vitest";
import { readDirectory, readEntry, type ZipEntry } from "@/lib/zip/zip-file";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);
const zipOf = async (files: Record<string, string>) => new Response(makeZip(Object.entries(files).map(([name, input]) => ({ name, input })))).blob();

async function entriesOf(zip: Blob): Promise<ZipEntry[]> {
  const read = await readDirectory(zip);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

/** As other programs write it: packed, sizes in front, a comment behind. */
function packedZip(name: string, content: string, comment = ""): Blob {
  const [nameBytes, whole] = [bytesOf(name), bytesOf(content)];
  const packed = deflateRawSync(whole);
  const header = (signature: number, length: number, at: number) => {
    const view = new DataView(new ArrayBuffer(length));
    view.setUint32(0, signature, true);
    view.setUint16(at, 8, true);
    view.setUint32(at + 10, packed.length, true);
    view.setUint32(at + 14, whole.length, true);
    view.setUint16(at + 18, nameBytes.length, true);
    return view;
  };
  const local = header(0x04034b50, 30, 8);
  const central = header(0x02014b50, 46, 10);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, 1, true);
  end.setUint32(12, 46 + nameBytes.length, true);
  end.setUint32(16, 30 + nameBytes.length + packed.length, true);
  end.setUint16(20, comment.length, true);
  return new Blob([local, nameBytes, packed, central, nameBytes, end, comment]);
}

test("what the studio writes is read again, byte for byte, under its names", async () => {
  const zip = await zipOf({ "컵-6-2.jpg": "frame", "references/cups.jpg": "photograph", "recipe.json": "{}" });
  const entries = await entriesOf(zip);
  expect(entries.map(({ name }) => name)).toEqual(["컵-6-2.jpg", "references/cups.jpg", "recipe.json"]);
  expect(await Promise.all(entries.map(async (entry) => textOf(await readEntry(zip, entry, 100))))).toEqual(["frame", "photograph", "{}"]);
});

test("a zip that another program packed is read too, with a comment behind it", async () => {
  const content = "recipe ".repeat(500);
  const zip = packedZip("cups/recipe.json", content, "made elsewhere");
  const [entry] = await entriesOf(zip);
  expect(entry && [entry.name, textOf(await readEntry(zip, entry, 10_000))]).toEqual(["cups/recipe.json", content]);
});

test("no more is unpacked than was told, and nothing that is larger than asked for", async () => {
  const zip = packedZip("bomb", "a".repeat(100_000));
  const [entry] = await entriesOf(zip);
  if (!entry) throw new Error("no entry");
  expect(await readEntry(zip, entry, 99_999)).toBeNull();
  expect(await readEntry(zip, { ...entry, bytes: 10 }, 100_000)).toBeNull();
});

test("what is no zip, cut off or damaged is said, whatever it is", async () => {
  const zip = await zipOf({ "recipe.json": "{}" });
  const bytes = new Uint8Array(await zip.arrayBuffer());
  const damaged = bytes.slice();
  damaged[new DataView(bytes.buffer).getUint32(bytes.length - 22 + 16, true)] = 0;
  const codeOf = async (blob: Blob) => {
    const read = await readDirectory(blob);
    return read.ok ? "read" : read.error.code;
  };
  expect([await codeOf(new Blob([])), await codeOf(new Blob(["PK\u0003\u0004 and no end"])), await codeOf(zip.slice(0, zip.size - 5)), await codeOf(new Blob([bytes.slice(30)])), await codeOf(new Blob([damaged]))])
    .toEqual(["not_a_zip", "not_a_zip", "not_a_zip", "broken", "broken"]);
  const [entry] = await entriesOf(zip);
  expect(entry && (await readEntry(zip, { ...entry, headerAt: 3 }, 100))).toBeNull();
});

/** As a zip of over four gigabytes is written: every true number stands in a record or an extra of its own. */
function largeZip(name: string, content: string): Blob {
  const [nameBytes, whole] = [bytesOf(name), bytesOf(content)];
  const local = new DataView(new ArrayBuffer(30));
  local.setUint32(0, 0x04034b50, true);
  local.setUint16(26, nameBytes.length, true);
  const entry = new DataView(new ArrayBuffer(46));
  entry.setUint32(0, 0x02014b50, true);
  for (const at of [20, 24, 42]) entry.setUint32(at, 0xffffffff, true);
  entry.setUint16(28, nameBytes.length, true);
  entry.setUint16(30, 28, true);
  const extra = new DataView(new ArrayBuffer(28));
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 24, true);
  extra.setBigUint64(4, BigInt(whole.length), true);
  extra.setBigUint64(12, BigInt(whole.length), true);
  const directoryAt = 30 + nameBytes.length + whole.length;
  const record = new DataView(new ArrayBuffer(56));
  record.setUint32(0, 0x06064b50, true);
  record.setBigUint64(32, 1n, true);
  record.setBigUint64(40, BigInt(46 + nameBytes.length + 28), true);
  record.setBigUint64(48, BigInt(directoryAt), true);
  const locator = new DataView(new ArrayBuffer(20));
  locator.setUint32(0, 0x07064b50, true);
  locator.setBigUint64(8, BigInt(directoryAt + 46 + nameBytes.length + 28), true);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, 0xffff, true);
  for (const at of [12, 16]) end.setUint32(at, 0xffffffff, true);
  return new Blob([local, nameBytes, whole, entry, nameBytes, extra, record, locator, end]);
}

test("a zip over four gigabytes is read by its larger records", async () => {
  const zip = largeZip("봄.txt", "light");
  const [entry] = await entriesOf(zip);
  expect(entry).toMatchObject({ name: "봄.txt", bytes: 5, packedBytes: 5, headerAt: 0 });
  expect(entry && textOf(await readEntry(zip, entry, 100))).toBe("light");
});

test("records that point out of the zip are refused", async () => {
  const bytes = new Uint8Array(await largeZip("a.txt", "light").arrayBuffer());
  new DataView(bytes.buffer).setBigUint64(bytes.length - 42 + 8, 1n << 40n, true);
  expect(await readDirectory(new Blob([bytes]))).toMatchObject({ ok: false });
  const without = new Blob([bytes.slice(0, bytes.length - 42), bytes.slice(bytes.length - 22)]);
  expect(await readDirectory(without)).toMatchObject({ ok: false, error: { code: "broken" } });
});
