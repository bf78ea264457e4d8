import { expect, test } from "vitest";
import { sinceLeft, sinceText } from "@/components/studio/since-left";
import type { Generation, Output } from "@/lib/generations/generation";
import { english, korean } from "@/tests/support/languages";

const frame = (index: number): Output => ({
  state: "delivered", id: `out_${index}`, index, media: "image", url: "/f", width: 4, height: 3, bytes: 1, mime: "image/png", thumbs: null, placeholder: null, markedAt: null,
});
const take = (nth: number, rest: { status: "completed"; outputs: Output[]; settledAt: number } | { status: "cancelled" | "unclear"; settledAt: number } | { status: "in_progress"; startedAt: number; cancel: "none"; waiting: "none" }, charge: Generation["charge"] = "charged"): Generation => ({
  id: `gen_${nth}`, sessionId: "ses_1", take: nth, version: 1, modelId: "m", engine: "runcomfy", prompt: "", count: 2, width: 1, height: 1, optimize: "fast", seed: null,
  references: [], madeFor: null, charge, amountMicroUsd: 120_000, requestId: null, isImported: false, createdAt: 0, ...rest,
});
const whole = [frame(1), frame(2)];
const short: Output[] = [frame(3), { state: "missing", index: 2 }];

test("what ended after the last look is told by how it ended, and by what it cost", () => {
  const sheet = [
    take(5, { status: "in_progress", startedAt: 1, cancel: "none", waiting: "none" }, "reserved"),
    take(4, { status: "cancelled", settledAt: 40 }, "released"),
    take(3, { status: "completed", outputs: short, settledAt: 30 }),
    take(2, { status: "completed", outputs: whole, settledAt: 25 }),
    take(1, { status: "completed", outputs: whole, settledAt: 10 }),
  ];
  const since = sinceLeft(sheet, 10);
  expect(since.frame).toBe("out_3");
  expect(sinceText(english, since)).toBe("Since you left: 1 finished, 1 short, 1 cancelled, $0.24");
  expect(sinceText(korean, since)).toContain("$0.24");
});

test("a frame that the person deleted is none that did not come", () => {
  const since = sinceLeft([take(1, { status: "completed", outputs: [frame(1), { state: "deleted", index: 2 }], settledAt: 30 })], 10);
  expect(sinceText(english, since)).toBe("Since you left: 1 finished, $0.12");
});

test("nothing that was seen is told again", () => {
  expect(sinceLeft([take(1, { status: "completed", outputs: whole, settledAt: 10 })], 10)).toEqual({ takes: [], frame: null });
});
