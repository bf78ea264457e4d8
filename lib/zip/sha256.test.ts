import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { sha256Here, sha256Of } from "@/lib/zip/sha256";

const known = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("a hash is the same wherever it is formed, at every length around a block's end", async () => {
  for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 128, 5000, 100_003]) {
    const bytes = Uint8Array.from(randomBytes(length));
    expect([length, sha256Here(bytes), await sha256Of(bytes)]).toEqual([length, known(bytes), known(bytes)]);
  }
});
