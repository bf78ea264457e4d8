import { expect, test } from "vitest";
import { fetchText } from "@/components/references/fetch-text";
import { english } from "@/tests/support/languages";

test("each refusal says what happened at which address, and a way on", () => {
  expect(fetchText(english, { code: "unreachable", status: 403 }, "example.org")).toBe("example.org does not give this picture away (it answered 403). Save it and add its file.");
  expect(fetchText(english, { code: "unreachable", status: null }, "example.org")).toBe("example.org does not answer.");
  expect(fetchText(english, { code: "too_large", limitBytes: 50_000_000 }, "example.org")).toContain("over 50 MB");
  expect(fetchText(english, { code: "too_many_tries", waitMs: 1 }, "example.org")).toContain("Again in a minute.");
  expect(fetchText(english, { code: "too_many_tries", waitMs: 90_000 }, "example.org")).toContain("Again in 2 minutes.");
});
