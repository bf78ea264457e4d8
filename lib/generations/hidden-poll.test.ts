import { expect, test } from "vitest";
import type { Generation } from "@/lib/generations/generation";
import { hiddenPollMs } from "@/lib/generations/hidden-poll";
import { limits } from "@/lib/limits";

const base = {
  id: "gen_1", sessionId: "ses_1", take: 1, version: 1, modelId: "m", engine: "demo", prompt: "", count: 4, width: 1, height: 1, optimize: "fast", seed: null,
  references: [], madeFor: null, charge: "charged", amountMicroUsd: 0, requestId: null, isImported: false, createdAt: 0,
} as const;
const open: Generation = { ...base, references: [], status: "in_progress", cancel: "none", waiting: "none", startedAt: 0 };
const settled: Generation = { ...base, references: [], status: "cancelled", settledAt: 1 };
const minute = limits.hiddenPollMs;

test("nothing open is nothing to wait for", () => {
  expect(hiddenPollMs({ generations: [settled], now: 0, usual: [] }, 0)).toBeNull();
});

test("without a history it is asked about once a minute", () => {
  expect(hiddenPollMs({ generations: [open, settled], now: 0, usual: [] }, 0)).toBe(minute);
});

test("it is asked when the take is usually done, and after that once a minute again", () => {
  const sheet = { generations: [open], now: 5000, usual: [{ count: 4, ms: 20_000 }] };
  expect(hiddenPollMs(sheet, 2000)).toBe(13_000 + limits.hiddenLeastMs);
  expect(hiddenPollMs(sheet, 16_000)).toBe(minute);
  expect(hiddenPollMs({ ...sheet, usual: [{ count: 4, ms: 900_000 }] }, 0)).toBe(minute);
});
