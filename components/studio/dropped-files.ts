import type { Dropped } from "@/components/studio/dragged";
import { limits } from "@/lib/limits";

const PICTURE = /\.(?:jpe?g|jfif|png|webp|avif|hei[cf]|gif|tiff?|bmp)$/i;
const HIDDEN = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;
const inOrder = new Intl.Collator(undefined, { numeric: true });

export type FilesOfDrop = {
  files: File[];
  /** Folders in which nothing looked like a picture. */
  emptyFolders: string[];
  /** There was more in the folders than is looked through. */
  isCut: boolean;
};

type Walk = { names: number; isCut: boolean };

/** Files as they were handed over, and of folders what looks like a picture, by name. One more than a drop may have, so that it shows. */
export async function filesOfDrop(dropped: readonly Dropped[]): Promise<FilesOfDrop> {
  const walk: Walk = { names: 0, isCut: false };
  const files: File[] = [];
  const emptyFolders: string[] = [];
  for (const { entry, file } of dropped) {
    if (entry && isFolder(entry)) {
      const before = files.length;
      await readFolder(entry, files, walk, 1);
      if (files.length === before) emptyFolders.push(entry.name);
    } else if (file) files.push(file);
  }
  return { files, emptyFolders, isCut: walk.isCut };
}

async function readFolder(folder: FileSystemDirectoryEntry, files: File[], walk: Walk, depth: number): Promise<void> {
  for (const entry of (await entriesOf(folder, walk)).sort((a, b) => inOrder.compare(a.name, b.name))) {
    if (files.length > limits.filesPerDrop) walk.isCut = true;
    if (walk.isCut) return;
    if (HIDDEN.test(entry.name)) continue;
    if (isFolder(entry)) {
      if (depth < limits.folderDepth) await readFolder(entry, files, walk, depth + 1);
      else walk.isCut = true;
    } else if (isFile(entry) && PICTURE.test(entry.name)) {
      /** What cannot be read any more is left out. */
      const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
      if (file) files.push(file);
    }
  }
}

/** A browser answers a folder in parts, and an empty part at its end. */
async function entriesOf(folder: FileSystemDirectoryEntry, walk: Walk): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  while (walk.names < limits.folderNames) {
    const part = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (part.length === 0) return found;
    walk.names += part.length;
    found.push(...part);
  }
  walk.isCut = true;
  return found;
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
