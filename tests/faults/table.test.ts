import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import type * as Limits from "@/lib/limits";
import { tableMarkdown, type Told } from "@/tests/faults/table-markdown";
import { calls, tableRows, type TableRow } from "@/tests/faults/table-rows";
import { runRow } from "@/tests/faults/table-run";

const deadlines = vi.hoisted(() => ({ callMs: 10_000, fileMs: 120_000 }));
vi.mock("@/lib/limits", async (original) => {
  const { limits, ...others } = await original<typeof Limits>();
  return { ...others, limits: { ...limits, get callMs() { return deadlines.callMs; }, get fileMs() { return deadlines.fileMs; } } };
});

const MOST_GROWTH_BYTES = 50_000_000;
const file = "docs/faults.md";
const told = new Map<TableRow, Told>();

for (const call of calls) {
  describe(`a fault of ${call}`, () => {
    test.each(tableRows.filter((row) => row.call === call))("$fault: one run at most, nothing billed that the day does not hold", { timeout: 90_000 }, async (row) => {
      const outcome = await runRow(row, deadlines);
      told.set(row, { row, outcome });
      expect(outcome.runs).toBeLessThanOrEqual(1);
      expect(outcome.billedMicroUsd).toBeLessThanOrEqual(outcome.dayMicroUsd);
      expect(outcome.dayMicroUsd).toBe(outcome.charge === "released" ? 0 : outcome.chargedMicroUsd);
      expect(outcome.stored).toMatch(/^(completed|failed|cancelled|unclear)/);
      expect(outcome.cookiesReturned).toEqual([]);
      if (row.strike.kind !== "endlessBody") return;
      console.log(`${call}, a body without end: the process grew by ${(outcome.grownBytes / 1_000_000).toFixed(1)} MB`);
      // Here app, proxy and engine are one process; of files the production build is measured, in table-memory.spec.ts.
      if (call !== "files") expect(outcome.grownBytes).toBeLessThan(MOST_GROWTH_BYTES);
    });
  });
}

test(`${file} says what happens now`, ({ skip }) => {
  const all = tableRows.flatMap((row) => told.get(row) ?? []);
  if (all.length < tableRows.length) skip("not every row was run");
  const markdown = tableMarkdown(all);
  if (process.env.UPDATE === "1") writeFileSync(file, markdown);
  expect(markdown).toBe(readFileSync(file, "utf8"));
});
