import { describe, expect, test } from "vitest";
import { findingText } from "@/components/composer/finding-text";
import { noticeText, shortText, type EndedWithoutFrames } from "@/components/sheet/failure-text";
import type { Failure } from "@/lib/generations/generation";
import { failureSchema } from "@/lib/generations/generation-schema";
import { completed, fixtureIdentity, fixtureTime } from "@/lib/generations/generation-fixture";
import { english, korean } from "@/tests/support/languages";

const every: readonly Failure[] = [
  { code: "refused", message: "images: ratio must be under 3" },
  { code: "token_refused" },
  { code: "balance_empty" },
  { code: "unreachable" },
  { code: "rate_limited" },
  { code: "reference_not_public", variable: "PUBLIC_URL" },
  { code: "reference_unreachable", name: "cups.jpg", origin: "https://studio.example.org", variable: "PUBLIC_URL", found: "status", status: 404 },
  { code: "model_unknown", model: "somebody/painter" },
  { code: "provider_failed", message: "" },
  { code: "no_output" },
  { code: "lost_by_provider" },
];
const failed = (reason: Failure, rest: Partial<EndedWithoutFrames> = {}): EndedWithoutFrames => ({
  ...fixtureIdentity(1), charge: "released", ...rest, status: "failed", settledAt: fixtureTime, reason,
});

test("every failure has three lines, each a sentence of its own", () => {
  expect(every.map(({ code }) => code)).toEqual(failureSchema.def.options.flatMap(({ shape }) => shape.code.def.values));
  const texts = every.map((reason) => noticeText(english, failed(reason)));
  for (const text of texts) for (const line of Object.values(text)) expect(line).toMatch(/^[A-Z].*\.$/);
  expect(new Set(texts.map(({ happened }) => happened)).size).toBe(every.length);
});

test("what can be mended by a variable names it", () => {
  expect(noticeText(english, failed({ code: "token_refused" })).next).toContain("RUNCOMFY_TOKEN");
  const unreachable = { code: "reference_unreachable", name: "cups.jpg", origin: "https://studio.example.org", variable: "PUBLIC_URL", found: "status", status: 404 } as const;
  expect(noticeText(english, failed(unreachable)).happened).toContain("https://studio.example.org answers 404");
  expect(noticeText(english, failed(unreachable)).next).toContain("PUBLIC_URL");
  const inside = noticeText(english, failed({ ...unreachable, found: "private_address", status: null }));
  expect(inside.happened).toMatch(/this computer's own DNS gives a private address for https:\/\/studio\.example\.org.*RunComfy may well see another/);
  expect(inside.next).toContain("find studio.example.org as the internet does");
  expect(noticeText(english, failed({ code: "reference_not_public", variable: "PUBLIC_URL" })).next).toContain("PUBLIC_URL");
  const byHand = noticeText(english, failed({ ...unreachable, origin: "https://app.files.example", variable: "UPLOADTHING_UFS_HOST", found: "no_answer", status: null })).next;
  expect(byHand).toContain("app.files.example");
  expect(byHand).toContain("UPLOADTHING_UFS_HOST");
  expect(byHand).not.toContain("UPLOADTHING_TOKEN");
  expect(noticeText(english, failed({ code: "balance_empty" })).next).toContain("Top up");
});

test("the provider's words are shown as it said them", () => {
  expect(noticeText(english, failed({ code: "refused", message: "<b>ratio</b> must be under 3" })).happened).toBe("RunComfy refused the request: <b>ratio</b> must be under 3.");
  expect(noticeText(english, failed({ code: "provider_failed", message: " " })).happened).toContain("no reason");
});

describe("the line about money", () => {
  const line = (charge: EndedWithoutFrames["charge"]) => noticeText(english, failed({ code: "unreachable" }, { charge })).charge;
  test("follows the charge, not the failure", () => {
    expect(line("released")).toBe("You were not charged.");
    expect(line("charged")).toBe("You were charged $0.12.");
    expect(line("unclear")).toBe("We do not know yet whether you were charged.");
    expect(line("reserved")).toBe("We do not know yet whether you were charged.");
  });
  test("the demo engine never speaks of money", () => {
    const ends: readonly EndedWithoutFrames[] = [
      ...every.map((reason) => failed(reason, { engine: "demo", charge: "charged" })),
      { ...fixtureIdentity(1), engine: "demo", charge: "unclear", status: "unclear", settledAt: fixtureTime },
    ];
    for (const end of ends) {
      const { charge, next } = noticeText(english, end);
      expect(charge).toBe("Free, demo engine.");
      if (end.status === "unclear") expect(next).not.toMatch(/paid|balance/);
    }
  });
});

test("unclear and cancelled are no failures: they tell their own story", () => {
  const { happened, charge, next } = noticeText(english, { ...fixtureIdentity(1), charge: "unclear", status: "unclear", settledAt: fixtureTime });
  expect([happened, charge, next].join(" ")).toMatch(/may have made.*do not know yet.*paid twice/);
  expect(noticeText(english, { ...fixtureIdentity(1), charge: "released", status: "cancelled", settledAt: fixtureTime }).happened).toBe("Cancelled before it began.");
});

describe("a short take", () => {
  const outputs = (...states: ("missing" | "lost")[]) => [...completed(1).outputs.slice(0, 4 - states.length), ...states.map((state, at) => ({ state, index: 4 - at }))];
  test("says why, and what was charged", () => {
    expect(shortText(english, completed(1))).toBeNull();
    expect(shortText(english, { ...completed(1), outputs: outputs("missing") })).toBe("The model may make fewer frames than asked, and drops one that its filter refuses. You were charged $0.12.");
    expect(shortText(english, { ...completed(1), outputs: outputs("lost") })).toBe("The file of one frame could not be fetched any more. You were charged $0.12.");
    expect(shortText(english, { ...completed(1), outputs: outputs("lost", "missing") })).toMatch(/fewer frames.*one frame could not/);
  });
  test("that the prompt itself asked for says so", () => {
    const short = (prompt: string, came: number) => shortText(english, { ...completed(1), prompt, outputs: completed(1).outputs.slice(0, came) });
    expect(short("Generate 2 images of the cups in image 1", 2)).toBe("The prompt says 2, so 2 came. You were charged $0.12.");
    expect(short("저녁의 컵 1장", 1)).toBe("The prompt says 1, so 1 came. You were charged $0.12.");
    expect(short("the cups of image 1 at night", 1)).toBe("The prompt names no number, so one came. You were charged $0.12.");
    expect(short("Generate 3 images of the cups", 2)).toMatch(/^The prompt says 3\. The model may make fewer/);
  });
  test("that the prompt does not explain leaves it to the model", () => {
    const short = (prompt: string, came: number) => shortText(english, { ...completed(1), prompt, outputs: completed(1).outputs.slice(0, came) });
    expect(short("Generate 4 images of the cups", 1)).toMatch(/^The model may make fewer/);
    expect(short("the cups at night", 2)).toMatch(/^The model may make fewer/);
    expect(short("Generate 9 images of the cups", 3)).toMatch(/^The model may make fewer/);
  });
  test("on the demo engine says nothing of money", () => {
    expect(shortText(english, { ...completed(1), engine: "demo", outputs: outputs("missing") })).not.toMatch(/charged|Free/);
  });
  test("says what was charged, not what was asked for; of an imported take this studio knows no charge", () => {
    expect(shortText(english, { ...completed(1), amountMicroUsd: 90_000, outputs: outputs("missing") })).toMatch(/ You were charged \$0\.09\.$/);
    expect(shortText(english, { ...completed(1), amountMicroUsd: 0, outputs: outputs("missing") })).toMatch(/ You were charged\.$/);
    expect(shortText(english, { ...completed(1), isImported: true, outputs: outputs("missing") })).not.toMatch(/charged/);
  });
});

test("in Korean every failure has its three lines too, with nothing of English but names", () => {
  for (const engine of ["runcomfy", "demo"] as const) {
    for (const reason of every) {
      const { happened, charge, next } = noticeText(korean, failed(reason, { engine }));
      for (const line of [happened, charge, next]) expect(line).toMatch(/[가-힣].*\.$/);
    }
  }
  expect(noticeText(korean, failed({ code: "balance_empty" }, { charge: "charged" }))).toEqual({
    happened: "RunComfy의 잔액을 다 썼습니다.", charge: "청구된 요금은 $0.12입니다.", next: "RunComfy의 잔액을 충전한 다음 다시 만드세요.",
  });
});

test.each(["PUBLIC_URL", "UPLOADTHING_TOKEN", "UPLOADTHING_UFS_HOST"] as const)("where %s is what to set, a take says what the composer says before the click", (variable) => {
  for (const t of [english, korean]) expect(noticeText(t, failed({ code: "reference_not_public", variable })).next).toBe(findingText(t, { code: "not_public", variable }));
});
test("a host that was set by hand and is at fault is not to be set, but set otherwise", () => {
  const { next } = noticeText(english, failed({ code: "reference_not_public", variable: "UPLOADTHING_UFS_HOST" }));
  expect(next).toContain("another host");
  expect(next).not.toContain("Set UPLOADTHING_UFS_HOST");
});
