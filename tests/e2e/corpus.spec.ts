import { readFileSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { z } from "zod";
import { referenceFault } from "@/lib/emulator/check-reference";
import { defaultModel } from "@/lib/models/catalog";
import type { ReferenceProblem } from "@/lib/references/reference";
import { sourceSchema } from "@/lib/references/source";
import { samePixels } from "@/tests/references/compare-pixels";
import { makeFile } from "@/tests/references/corpus";
import { verdicts, type Expected } from "@/tests/references/corpus-verdicts";
import { LONG_PROOF } from "@/tests/support/long-proof";
import { metadataLeft } from "@/tests/support/metadata-left";
import { expect, test, type StudioPage } from "@/tests/support/story";
import type { Studio } from "@/tests/support/studio";

/** Pixels and colours of all, the largest too, are compared in references/fixing.spec.ts; here each goes the whole way. */
const TOO_LARGE_HERE = /size-\d{5}|size-6000x6000|size-8064|ratio-20000|30-mb|16-mb/;
const chosen = Object.entries(verdicts).filter(([name]) => !TOO_LARGE_HERE.test(name));
/** What the tile says of a refusal. */
const SAID: Partial<Record<ReferenceProblem["code"], RegExp>> = {
  not_an_image: /not a picture/, wrong_format: /cannot be opened here/, too_small: /too small: each side must be over 14/, too_many_pixels: /megapixels are opened/, damaged: /damaged/,
};

const rowSchema = z.object({ stored_key: z.string(), width: z.number(), height: z.number(), format: z.string(), bytes: z.number(), source_json: z.string().nullable() });

/** What the server keeps of the newest upload. */
function newest(studio: Studio): { row: z.infer<typeof rowSchema>; bytes: Buffer } {
  const db = new SQLite(path.join(studio.dataDir, "contact-sheet.db"), { timeout: 5000, readonly: true });
  const found: unknown = db.prepare("SELECT r.stored_key, r.width, r.height, r.format, r.bytes, u.source_json FROM uploads u JOIN \"references\" r ON r.id = u.reference_id ORDER BY u.created_at DESC, u.rowid DESC LIMIT 1").get();
  db.close();
  const row = rowSchema.parse(found);
  const [area = "", name = ""] = row.stored_key.split("/");
  return { row, bytes: readFileSync(path.join(studio.dataDir, "files", area, name.slice(0, 2), name)) };
}

async function chooseFit({ page }: StudioPage, { fit }: Extract<Expected, { verdict: "fixed" }>): Promise<void> {
  const dialog = page.getByRole("dialog", { name: /is too long and narrow/ });
  const way = fit?.kind === "pad" ? (fit.fill === "blur" ? "Pad, blurred" : "Pad, edge colour") : "Crop";
  await dialog.getByRole("radio", { name: way }).check({ force: true });
  await dialog.getByRole("button", { name: "Use this" }).click();
}

async function goes(person: StudioPage, studio: Studio, name: string, expected: Expected): Promise<void> {
  const { page } = person;
  const original = await makeFile(name);
  await person.files.setInputFiles({ name, mimeType: "application/octet-stream", buffer: original });
  if (expected.verdict === "fixed" && expected.fit !== null) await chooseFit(person, expected);
  await expect(person.tiles).toHaveCount(1);
  await expect(person.tiles.first()).toHaveAttribute("data-state", /^(stored|failed)$/, { timeout: 60_000 });
  expect(await person.tiles.first().getAttribute("data-state"), name).toBe(expected.verdict === "refused" ? "failed" : "stored");
  const details = person.tiles.first().getByRole("button", { name: /^Details of/ });
  if (expected.verdict === "refused") {
    await details.click();
    await expect(page.getByRole("dialog", { name: "Not added" })).toContainText(SAID[expected.code] ?? /./);
    await page.keyboard.press("Escape");
  } else {
    await expectKept(studio, name, original, expected);
  }
  await details.press("Delete");
  await expect(person.tiles).toHaveCount(0);
}

async function expectKept(studio: Studio, name: string, original: Buffer, expected: Exclude<Expected, { verdict: "refused" }>): Promise<void> {
  const { row, bytes } = newest(studio);
  const { changes } = sourceSchema.parse(JSON.parse(row.source_json ?? "null"));
  expect(row.bytes, name).toBe(bytes.length);
  expect(metadataLeft(bytes), name).toEqual([]);
  expect(await referenceFault(defaultModel.referenceRules, bytes), name).toBeNull();
  switch (expected.verdict) {
    case "as it is":
      expect(bytes.equals(original), name).toBe(true);
      expect(changes, name).toEqual([]);
      return;
    case "stripped":
      expect(await samePixels(bytes, original), name).toBe(true);
      expect(changes.map(({ kind }) => kind), name).toEqual([...(expected.what.length > 0 ? ["stripped"] : []), ...(expected.firstOf === null ? [] : ["first_of"])]);
      return;
    case "fixed":
      expect(`${row.format} ${row.width}x${row.height}`, name).toContain(expected.to);
      expect(changes.map(({ kind }) => kind), name).toEqual(expected.by);
      return;
    default: return expected satisfies never;
  }
}

/** One after the other in each: many make the same stored bytes, and the same bytes are one reference. */
for (const part of [0, 1]) {
  test(`the corpus goes the whole way as it was written down, part ${part + 1} of 2`, { tag: LONG_PROOF }, async ({ person, studio }) => {
    test.setTimeout(600_000);
    await person.open();
    for (const [name, expected] of chosen.filter((_, at) => at % 2 === part)) {
      await test.step(name, () => goes(person, studio, name, expected));
    }
  });
}
