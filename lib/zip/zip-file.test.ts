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
