import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { saveFrames } from "@/components/sheet/save-frames";
import { takeToasts } from "@/components/ui/toast-queue";
import { completed, fixtureOutput, fixtureSessionId } from "@/lib/generations/generation-fixture";
import { speakEnglish } from "@/tests/support/languages";

let saved: string[] = [];

beforeEach(() => {
  saved = [];
  speakEnglish();
  takeToasts();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("document", { createElement: () => ({ href: "", click() { saved.push(this.href); } }) });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const framesOf = (address: string | undefined): string[] => new URL(address ?? "", "http://studio.test").searchParams.get("frames")?.split(",") ?? [];

test("more frames than a zip holds are said before anything is missed, and saved by a press for each zip", async () => {
  const frames = Array.from({ length: 1100 }, (_, nth) => ({ output: fixtureOutput(1, nth + 1), generation: completed(1) }));
  await saveFrames({ sessionId: fixtureSessionId, title: "Cups" }, frames);
  const [first] = takeToasts();
  expect(first?.text).toBe("One zip holds 500 frames. 600 more are left to save.");
  expect(first?.actions.map(({ label }) => label)).toEqual(["Save 500"]);
  first?.actions[0]?.run();
  const [second] = takeToasts();
  expect(second?.actions.map(({ label }) => label)).toEqual(["Save 100"]);
  second?.actions[0]?.run();
  expect(takeToasts()).toEqual([]);
  expect(saved.map((address) => framesOf(address).length)).toEqual([500, 500, 100]);
  expect(new Set(saved.flatMap(framesOf)).size).toBe(1100);
});
