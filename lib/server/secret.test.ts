import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keyFor, readSecret } from "@/lib/server/secret";

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), "sheet-secret-")); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

test("it is made once, 256 bits, for this user alone", () => {
  const secret = readSecret({ DATA_DIR: folder });
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(readSecret({ DATA_DIR: folder })).toBe(secret);
  expect(statSync(path.join(folder, "secret")).mode & 0o777).toBe(0o600);
  expect(readFileSync(path.join(folder, "secret"), "utf8").trim()).toBe(secret);
});

test("a file that a crash left empty, or that was cut, is said: an empty secret signs for everyone", () => {
  for (const left of ["", "abc\n"]) {
    writeFileSync(path.join(folder, "secret"), left);
    expect(() => readSecret({ DATA_DIR: folder })).toThrow("secret");
  }
});

test("each use has a key of its own, and none tells the secret", () => {
  const secret = readSecret({ DATA_DIR: folder });
  expect(keyFor(secret, "ingest")).toBe(keyFor(secret, "ingest"));
  expect(new Set([keyFor(secret, "ingest"), keyFor(secret, "cookie"), secret]).size).toBe(3);
});
