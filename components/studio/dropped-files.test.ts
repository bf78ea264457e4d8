import { expect, test } from "vitest";
import type { Dropped } from "@/components/studio/dragged";
import { filesOfDrop } from "@/components/studio/dropped-files";
import { limits } from "@/lib/limits";

type Tree = { [name: string]: Tree | "file" | "unreadable" };
const PART = 100;

const nowhere = { fullPath: "", getParent: () => undefined };
const filesystem = (): FileSystem => ({ name: "", root: folder("", {}) });

function folder(name: string, tree: Tree): FileSystemDirectoryEntry {
  return {
    ...nowhere, name, isDirectory: true, isFile: false, get filesystem() { return filesystem(); },
    getDirectory: () => undefined, getFile: () => undefined,
    createReader() {
      const left = Object.entries(tree).map(([child, what]) => (typeof what === "string" ? leaf(child, what) : folder(child, what)));
      return { readEntries: (answer) => answer(left.splice(0, PART)) };
    },
  };
}

function leaf(name: string, what: "file" | "unreadable"): FileSystemEntry {
  const entry: FileSystemFileEntry = {
    ...nowhere, name, isDirectory: false, isFile: true, get filesystem() { return filesystem(); },
    file: (answer, fail) => (what === "file" ? answer(new File(["x"], name)) : fail?.(new DOMException("gone"))),
  };
  return entry;
}

const dropped = (name: string, tree: Tree): Dropped => ({ entry: folder(name, tree), file: new File([], name) });
const many = (count: number): Tree => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.jpg`, "file"]));

test("pictures of a folder and of those in it come by name, 10 after 9; what is hidden or no picture does not", async () => {
  const tree: Tree = { "10.jpg": "file", "9.HEIC": "file", "notes.txt": "file", ".cups.png": "file", "__MACOSX": { "9.jpg": "file" }, "a": { "1.png": "file" }, "gone.png": "unreadable" };
  const { files, emptyFolders, isCut } = await filesOfDrop([dropped("roll", tree)]);
  expect(files.map(({ name }) => name)).toEqual(["9.HEIC", "10.jpg", "1.png"]);
  expect({ emptyFolders, isCut }).toEqual({ emptyFolders: [], isCut: false });
});

test("a file that was handed over itself is taken whatever it is called: what it lacks is said at its tile", async () => {
  const letter = new File(["Dear"], "letter.txt");
  expect(await filesOfDrop([{ entry: leaf("letter.txt", "file"), file: letter }, { entry: null, file: letter }])).toMatchObject({ files: [letter, letter] });
});

test("a folder without a picture is named, and is no file", async () => {
  expect(await filesOfDrop([dropped("letters", { "a.txt": "file" })])).toEqual({ files: [], emptyFolders: ["letters"], isCut: false });
});

test("a disk by mistake ends: after so many pictures, names and levels", async () => {
  const wide = await filesOfDrop([dropped("wide", many(limits.filesPerDrop + 50))]);
  expect(wide.isCut).toBe(true);
  expect(wide.files).toHaveLength(limits.filesPerDrop + 1);
  const nameless = Object.fromEntries(Array.from({ length: limits.folderNames + 500 }, (_, at) => [`${at}.txt`, "file"] satisfies [string, "file"]));
  expect((await filesOfDrop([dropped("names", nameless)])).isCut).toBe(true);
  let deep: Tree = { "deep.jpg": "file" };
  for (let level = 0; level < limits.folderDepth; level += 1) deep = { [`level-${level}`]: deep };
  expect(await filesOfDrop([dropped("deep", deep)])).toMatchObject({ files: [], isCut: true });
});
