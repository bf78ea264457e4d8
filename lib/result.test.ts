import { expect, test } from "vitest";
import { err, ok } from "@/lib/result";

test("a value and a refusal are told apart by `ok` alone, whatever they carry", () => {
  expect(ok(undefined)).toEqual({ ok: true, value: undefined });
  expect(err({ code: "not_found" })).toEqual({ ok: false, error: { code: "not_found" } });
});
