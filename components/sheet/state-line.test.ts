import { describe, expect, test } from "vitest";
import { cancelText, clockText, stateLine, tookText, waitingText } from "@/components/sheet/state-line";
import { completed, fixtureIdentity, fixtureTime, inQueue } from "@/lib/generations/generation-fixture";

const open = { cancel: "none" as const, waiting: "none" as const };
const text = (generation: Parameters<typeof stateLine>[0], usualMs: number | null = null) => {
  const line = stateLine(generation, 7400, usualMs);
  return `${line.text}${line.usual ?? ""}`;
};

describe("times", () => {
  test("elapsed", () => {
    expect([0, 7999, 723_000, 3_723_000, -500].map(clockText)).toEqual(["0:00", "0:07", "12:03", "1:02:03", "0:00"]);
  });
  test("taken", () => {
    expect([300, 18_700, 60_000, 72_000, 3_725_000].map(tookText)).toEqual(["1 s", "19 s", "1 min", "1 min 12 s", "1 h 2 min"]);
  });
});

describe("an open take", () => {
  test("tells its place in the queue when it is known", () => {
    expect([1, 2, 3, 4, 11, 12, 21, 22].map((queuePosition) => text({ ...inQueue(1), queuePosition }))).toEqual(
      ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "22nd"].map((nth) => `${nth} in queue · 0:07`),
    );
    expect(text({ ...inQueue(1), queuePosition: null })).toBe("In the queue · 0:07");
    expect(text({ ...inQueue(1), queuePosition: 0 })).toBe("Next in queue · 0:07");
  });
  test("tells the usual time once there is a history", () => {
    expect(text(inQueue(1), 19_000)).toBe("2nd in queue · 0:07, usually 0:19");
  });
  test("tells each stage, with what is saved so far", () => {
    expect(text({ ...fixtureIdentity(1), ...open, status: "submitting", waiting: "none" })).toBe("Sending · 0:07");
    expect(text({ ...fixtureIdentity(1), ...open, status: "in_progress", startedAt: fixtureTime })).toBe("Being made · 0:07");
    expect(text({ ...fixtureIdentity(1), ...open, status: "saving", outputs: completed(1).outputs.slice(0, 2) })).toBe("Saving, 2 of 4 · 0:07");
  });
  test("keeps its line short: trouble is told elsewhere, and takes the line's colour", () => {
    const line = stateLine({ ...inQueue(1), waiting: "token_refused" }, 7400, 19_000);
    expect(line).toEqual({ tone: "warn", text: "2nd in queue · 0:07", usual: ", usually 0:19" });
    expect(waitingText({ ...inQueue(1), waiting: "token_refused" })).toBe("RunComfy does not accept this studio's token; asking again.");
    expect(waitingText(inQueue(1))).toBeNull();
    expect(waitingText(completed(1))).toBeNull();
  });
  test("says when nothing could be sent yet", () => {
    const waiting = { ...fixtureIdentity(1), ...open, status: "submitting" as const };
    expect(waitingText({ ...waiting, waiting: "unreachable" })).toBe("RunComfy cannot be reached; trying again. Nothing was sent.");
    expect(waitingText({ ...waiting, waiting: "rate_limited", engine: "demo" })).toBe("The demo engine takes no more requests just now; trying again. Nothing was sent.");
  });
});

describe("a finished take", () => {
  test("tells frames, time and price", () => {
    expect(stateLine(completed(1), 0, 19_000)).toEqual({ tone: "good", text: "4 of 4 · 19 s · $0.12" });
  });
  test("that came short warns", () => {
    const short = { ...completed(1), outputs: [...completed(1).outputs.slice(0, 3), { state: "missing" as const, index: 4 }] };
    expect(stateLine(short, 0, null)).toEqual({ tone: "warn", text: "3 of 4 · 19 s · $0.12" });
  });
  test("never speaks of money on the demo engine, nor where nothing was paid", () => {
    expect(text({ ...completed(1), engine: "demo", amountMicroUsd: 0 })).toBe("4 of 4 · 19 s");
    expect(text({ ...completed(1), charge: "released" })).toBe("4 of 4 · 19 s");
    expect(text({ ...completed(1), charge: "unclear" })).toBe("4 of 4 · 19 s · up to $0.12");
  });
  test("does not call more frames than asked '5 of 4'", () => {
    expect(text({ ...completed(1), count: 3 })).toBe("4 frames · 19 s · $0.12");
  });
});

describe("the place of Cancel", () => {
  test("offers it while nothing has begun, then says why not", () => {
    expect(cancelText(inQueue(1))).toBe("Cancel");
    expect(cancelText({ ...inQueue(1), cancel: "asked" })).toBe("Cancelling");
    expect(cancelText({ ...inQueue(1), cancel: "not_cancellable" })).toBe("Already begun: cannot be cancelled");
    expect(cancelText({ ...fixtureIdentity(1), ...open, status: "in_progress", startedAt: fixtureTime })).toBe("Already begun: cannot be cancelled");
    expect(cancelText(completed(1))).toBeNull();
  });
});
