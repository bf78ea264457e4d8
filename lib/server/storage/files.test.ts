import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFiles, extensionOf, outputKey, referenceKey, sha256Of, thumbKey, tinyBeside, type Files } from "@/lib/server/storage/files";

let folder: string;
let files: Files;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sheet-files-"));
  files = createFiles(folder);
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const hash = "a".repeat(64);
const keep = async (key: string, text = "bytes") => {
  const draft = files.draftFile();
  await writeFile(draft, text);
  await files.keep(draft, key);
  return draft;
};

test("a kept file is found under its key with its type and size; its draft is gone", async () => {
  for (const [key, mime] of [[referenceKey("image/jpeg"), "image/jpeg"], [outputKey(hash, "image/png"), "image/png"], [outputKey(hash, "video/webm"), "video/webm"], [thumbKey(hash, 640), "image/webp"]] as const) {
    const draft = await keep(key);
    expect(existsSync(draft)).toBe(false);
    expect(await files.find(key)).toEqual({ file: files.pathOf(key), bytes: 5, mime });
    expect(await readFile(files.pathOf(key), "utf8")).toBe("bytes");
    expect(files.urlOf(key)).toBe(`/api/files/${key}`);
  }
});

test("a draft is nobody's to see, and discarding one that is gone is no error", async () => {
  const draft = files.draftFile();
  expect(draft).not.toBe(files.draftFile());
  await writeFile(draft, "x");
  expect(await files.find(path.basename(draft))).toBeNull();
  await files.discard(draft);
  await files.discard(draft);
  expect(existsSync(draft)).toBe(false);
});

test("only this user reads the folders", async () => {
  const key = referenceKey("image/png");
  await keep(key);
  expect(statSync(path.join(folder, "tmp")).mode & 0o777).toBe(0o700);
  expect(statSync(path.dirname(files.pathOf(key))).mode & 0o777).toBe(0o700);
});

test.each([
  "", "/", "..", "../secret", "r/../../secret", `r/${"0".repeat(31)}.jpg`, `r/${"0".repeat(32)}`, `r/${"0".repeat(32)}.jpg/..`, `r/..%2f${"0".repeat(28)}.jpg`, `o/${"0".repeat(32)}.jpg`,
  `r/${"G".repeat(32)}.jpg`, `r/${"A".repeat(32)}.jpg`, `t/${hash}-320.webp`, `/r/${"0".repeat(32)}.jpg`, `r\\${"0".repeat(32)}.jpg`, `r/${"0".repeat(32)}.jpg\0`, `r/${"0".repeat(32)}.jpg\n`, `x/${hash}.png`,
])("%j is no key of ours", async (key) => {
  await mkdir(path.join(folder, "files"), { recursive: true });
  await writeFile(path.join(folder, "secret"), "top");
  expect(await files.find(key)).toBeNull();
  expect(() => files.pathOf(key)).toThrow("not a file key of ours");
});

test("an extension that we do not serve is not found, though its pattern fits", async () => {
  await keep(`r/${"0".repeat(32)}.html`);
  expect(await files.find(`r/${"0".repeat(32)}.html`)).toBeNull();
  expect(extensionOf("text/html")).toBe("bin");
});

test("the smallest thumbnail goes with the one it stands beside; where it was never made, that one stands for it", async () => {
  const [tiny, small] = [thumbKey(hash, 384), thumbKey(hash, 640)];
  await keep(small, "small");
  expect(await files.find(tiny)).toEqual({ file: files.pathOf(small), bytes: 5, mime: "image/webp" });
  await keep(tinyBeside(small), "tiny");
  expect(await files.find(tiny)).toEqual({ file: files.pathOf(tiny), bytes: 4, mime: "image/webp" });
  expect(await files.retire(small, 0)).toBe("young");
  expect(await files.find(tiny)).not.toBeNull();
  expect(await files.retire(small, Infinity)).toBe("gone");
  expect([await files.find(tiny), await files.find(small)]).toEqual([null, null]);
});

test("a reference's key is random, an output's is its content", async () => {
  expect(referenceKey("image/jpeg")).not.toBe(referenceKey("image/jpeg"));
  const file = path.join(folder, "some");
  await writeFile(file, "abc");
  expect(await sha256Of(file)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
