import "server-only";
import { createHash } from "node:crypto";
import { archiveFileName, readArchive, type Archive } from "@/lib/archives/archive";
import type { ImportRefusal } from "@/lib/archives/import-answer";
import { limits, serverLimits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import { zipOnDisk } from "@/lib/server/archives/zip-on-disk";
import { readDirectory, readEntry, type ZipBytes, type ZipEntry } from "@/lib/zip/zip-file";

/** A file that the archive names, once for all who name it. */
export type ArchivedFile = { file: string; sha256: string; mostBytes: number };
export type OpenArchive = {
  archive: Archive;
  files: readonly ArchivedFile[];
  /** Its bytes, where they are those that were exported. */
  bytesOf: (file: ArchivedFile) => Promise<Result<Uint8Array<ArrayBuffer>, ImportRefusal>>;
  close: () => Promise<void>;
};

/** What the zip says of itself is held against its directory and its bytes; nothing is unpacked but what session.json names. */
export async function openArchive(file: string): Promise<Result<OpenArchive, ImportRefusal>> {
  const { zip, close } = await zipOnDisk(file);
  const opened = await inZip(zip).catch((error: unknown) => close().then(() => { throw error; }));
  if (!opened.ok) {
    await close();
    return opened;
  }
  return ok({ ...opened.value, close });
}

async function inZip(zip: ZipBytes): Promise<Result<Omit<OpenArchive, "close">, ImportRefusal>> {
  const directory = await readDirectory(zip);
  if (!directory.ok) return directory;
  const entries = new Map(directory.value.map((entry) => [entry.name, entry]));
  // Whoever unpacked and packed it again has perhaps a folder around it.
  const [named] = directory.value.filter(({ name }) => name === archiveFileName || name.endsWith(`/${archiveFileName}`)).sort((a, b) => a.name.length - b.name.length);
  if (!named) return err({ code: "no_session" });
  const text = await readEntry(zip, named, limits.archiveBytes);
  if (text === null) return err({ code: "broken" });
  const read = readArchive(new TextDecoder().decode(text));
  if (!read.ok) return read;
  const folder = named.name.slice(0, -archiveFileName.length);
  const files = filesOf(read.value);
  const entryOf = ({ file }: ArchivedFile): ZipEntry | undefined => entries.get(folder + file);
  const bytes = files.reduce((sum, one) => sum + (entryOf(one)?.bytes ?? 0), 0);
  if (bytes > serverLimits.importBytes || files.length > serverLimits.archiveFrames + limits.archiveReferences) return err({ code: "too_large" });
  return ok({
    archive: read.value, files,
    async bytesOf(one) {
      const entry = entryOf(one);
      if (entry === undefined) return err({ code: "file_missing", name: one.file });
      const found = await readEntry(zip, entry, one.mostBytes);
      const isSame = found !== null && createHash("sha256").update(found).digest("hex") === one.sha256;
      return isSame ? ok(found) : err({ code: "file_changed", name: one.file });
    },
  });
}

function filesOf({ takes, references }: Archive): ArchivedFile[] {
  const frames = takes.flatMap((take) => take.frames).flatMap((frame) => (frame.state === "delivered" ? [{ file: frame.file, sha256: frame.sha256, mostBytes: limits.videoBytes }] : []));
  const photographs = references.flatMap(({ file, sha256 }) => (file === null ? [] : [{ file, sha256, mostBytes: limits.uploadBytes }]));
  // One name with two contents would pass one check and fail the other: both stay in the list.
  return [...new Map([...frames, ...photographs].map((one) => [`${one.file} ${one.sha256}`, one])).values()];
}
