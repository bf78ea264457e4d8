import { describe, expect, test } from "vitest";
import { cancelOffer, clockText, stateLine, tookText, waitingText } from "@/components/sheet/state-line";
import { completed, fixtureIdentity, fixtureTime, inQueue } from "@/lib/generations/generation-fixture";
import { english, korean } from "@/tests/support/languages";

const open = { cancel: "none" as const, waiting: "none" as const };
const text = (generation: Parameters<typeof stateLine>[1], usualMs: number | null = null) => {
  const line = stateLine(english, generation, 7400, usualMs);
  return `${line.text}${line.usual ?? ""}`;
};

describe("times", () => {
  test("elapsed", () => {
    expect([0, 7999, 723_000, 3_723_000, -500].map(clockText)).toEqual(["0:00", "0:07", "12:03", "1:02:03", "0:00"]);
  });
  test("taken", () => {
    expect([300, 18_700, 60_000, 72_000, 3_725_000].map((ms) => tookText(english, ms))).toEqual(["1 s", "19 s", "1 min", "1 min 12 s", "1 h 2 min"]);
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
    const line = stateLine(english, { ...inQueue(1), waiting: "token_refused" }, 7400, 19_000);
    expect(line).toEqual({ tone: "warn", text: "2nd in queue · 0:07", usual: ", usually 0:19" });
    expect(waitingText(english, { ...inQueue(1), waiting: "token_refused" })).toBe("RunComfy does not accept this studio's token; asking again.");
    expect(waitingText(english, inQueue(1))).toBeNull();
    expect(waitingText(english, completed(1))).toBeNull();
  });
  test("says when nothing could be sent yet", () => {
    const waiting = { ...fixtureIdentity(1), ...open, status: "submitting" as const };
    expect(waitingText(english, { ...waiting, waiting: "unreachable" })).toBe("RunComfy cannot be reached; trying again. Nothing was sent.");
    expect(waitingText(english, { ...waiting, waiting: "rate_limited", engine: "demo" })).toBe("The demo engine takes no more requests just now; trying again. Nothing was sent.");
  });
});

describe("a finished take", () => {
  test("tells frames, time and price", () => {
    expect(stateLine(english, completed(1), 0, 19_000)).toEqual({ tone: "good", text: "4 of 4 · 19 s · $0.12" });
  });
  test("that came short warns", () => {
    const short = { ...completed(1), outputs: [...completed(1).outputs.slice(0, 3), { state: "missing" as const, index: 4 }] };
    expect(stateLine(english, short, 0, null)).toEqual({ tone: "warn", text: "3 of 4 · 19 s · $0.12" });
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
    expect(cancelOffer(inQueue(1))).toBe("offered");
    expect(cancelOffer({ ...inQueue(1), cancel: "asked" })).toBe("asked");
    expect(cancelOffer({ ...inQueue(1), cancel: "not_cancellable" })).toBe("too_late");
    expect(cancelOffer({ ...fixtureIdentity(1), ...open, status: "in_progress", startedAt: fixtureTime })).toBe("too_late");
    expect(cancelOffer(completed(1))).toBeNull();
  });
});

describe("in Korean", () => {
  const line = (generation: Parameters<typeof stateLine>[1]) => stateLine(korean, generation, 7400, 19_000);
  test("each state says the same, in the order of the language", () => {
    expect(line({ ...inQueue(1), queuePosition: 3 })).toEqual({ tone: "running", text: "대기 중, 3번째 · 0:07", usual: ", 보통 0:19" });
    expect(line({ ...fixtureIdentity(1), ...open, status: "saving", outputs: completed(1).outputs.slice(0, 2) }).text).toBe("저장하는 중, 4컷 중 2컷 · 0:07");
    expect(line(completed(1)).text).toBe("4컷 중 4컷 · 19초 · $0.12");
    expect(line({ ...completed(1), charge: "unclear" }).text).toBe("4컷 중 4컷 · 19초 · 최대 $0.12");
  });
  test("whoever keeps a take waiting is named without a particle that does not fit", () => {
    const waiting = { ...inQueue(1), waiting: "unreachable" as const };
    expect(waitingText(korean, waiting)).toBe("RunComfy에 연결할 수 없습니다. 다시 확인하는 중입니다.");
    expect(waitingText(korean, { ...waiting, engine: "demo" })).toBe("데모 엔진에 연결할 수 없습니다. 다시 확인하는 중입니다.");
  });
});
