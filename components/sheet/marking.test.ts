import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import { createDesk } from "@/components/sheet/desk";
import { createMarking } from "@/components/sheet/marking";
import { takeToasts } from "@/components/ui/toast-queue";
import { completed, fixtureOutput, fixtureSessionId } from "@/lib/generations/generation-fixture";
import { ok } from "@/lib/result";
import { drawnFrames } from "@/tests/support/drawn-frames";
import { speakEnglish } from "@/tests/support/languages";

const frames = Array.from({ length: 800 }, (_, nth) => ({ output: fixtureOutput(1, nth + 1), generation: completed(1) }));

beforeEach(() => {
  speakEnglish();
  takeToasts();
});

test("more frames than one act takes are all marked", async () => {
  const asked: string[][] = [];
  const desk = createDesk();
  const marking = createMarking({ sessionId: fixtureSessionId, desk, queryClient: new QueryClient() }, {
    markOutputs: ({ outputIds }) => { asked.push(outputIds); return Promise.resolve(ok([])); },
  });
  const done = marking(frames, true);
  expect(desk.pending.get().marks.size).toBe(800);
  await done;
  expect(asked.map(({ length }) => length)).toEqual([500, 300]);
  expect(new Set(asked.flat()).size).toBe(800);
  expect([desk.pending.get().marks.size, takeToasts()]).toEqual([0, []]);
});

test("where a part is not answered nothing is claimed of it", async () => {
  const desk = createDesk();
  let parts = 0;
  await createMarking({ sessionId: fixtureSessionId, desk, queryClient: new QueryClient() }, {
    markOutputs: () => { parts += 1; return parts === 1 ? Promise.resolve(ok([])) : Promise.reject(new Error("the answer is lost")); },
  })(frames, true);
  expect(desk.pending.get().marks.size).toBe(0);
  expect(takeToasts().map(({ text }) => text)).toEqual(["The studio's server does not answer. What is marked shows here once it does."]);
});

test("what was marked stays so while the server's answer takes the wish's place", async () => {
  const desk = createDesk();
  const queryClient = new QueryClient();
  const views = drawnFrames({ desk, queryClient }, completed(1));
  const answer = { ...completed(1), version: 2, outputs: completed(1).outputs.map((output) => ({ ...output, markedAt: 1 })) };
  await createMarking({ sessionId: fixtureSessionId, desk, queryClient }, { markOutputs: () => Promise.resolve(ok([answer])) })(frames.slice(0, 4), true);
  expect(desk.pending.get().marks.size).toBe(0);
  expect(views().map((outputs) => outputs.every((output) => output.state === "delivered" && output.markedAt !== null))).not.toContain(false);
  expect(views().length).toBeGreaterThan(1);
});
