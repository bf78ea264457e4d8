import { expect, test } from "vitest";
import { previewOf } from "@/components/shares/preview";
import { completed, fixtureOutput } from "@/lib/generations/generation-fixture";
import type { Generation } from "@/lib/generations/generation";

const model = { name: "Seedream", sizes: [] };

test("of single frames the price is told as the page will tell it: one that was deleted since was paid for, too", () => {
  const output = fixtureOutput(5, 1);
  const generation: Generation = { ...completed(5), amountMicroUsd: 90_000, outputs: [output, fixtureOutput(5, 2), { state: "deleted", index: 3 }, { state: "missing", index: 4 }] };
  const { makings } = previewOf({ kind: "frames", frames: [{ output, generation }] }, [generation], model);
  expect(makings.map(({ priceMicroUsd }) => priceMicroUsd)).toEqual([30_000]);
});
