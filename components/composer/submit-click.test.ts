import { expect, test } from "vitest";
import { createSubmitClicks, submitClickOf, type SubmitAnswer } from "@/components/composer/submit-click";
import { defaultModel } from "@/lib/models/catalog";
import { err } from "@/lib/result";

const draft = { ...defaultModel.emptyDraft(), prompt: "4 images" };
const REFUSED = err({ code: "session_not_found" } as const);

function studio(answers: readonly (SubmitAnswer | "offline")[]) {
  const kept = new Map<string, string>();
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const keys: string[] = [];
  let nowMs = 1000;
  let made = 0;
  /** As after a reload: the tab's storage stays, all else is new. */
  const page = () => createSubmitClicks({
    send: (key) => {
      const answer = answers[keys.length];
      keys.push(key);
      return answer === undefined || answer === "offline" || answer === "unanswered" ? Promise.reject(new Error("offline")) : Promise.resolve(answer);
    },
    kept: submitClickOf("ses", () => shelf),
    newKey: () => `key-${(made += 1)}`,
    now: () => nowMs,
    doubleClickMs: 600,
    resendMs: 120_000,
  });
  return { page, keys, pass: (ms: number) => (nowMs += ms) };
}

test("a click without an answer is the same click when tried again, and after a reload", async () => {
  const { page, keys } = studio(["offline", "offline", REFUSED]);
  const before = page();
  expect(await before.click(draft)).toBe("unanswered");
  await before.click(draft);
  const after = page();
  expect(await after.leftOver()).toBe("young");
  expect(await after.again()).toEqual(REFUSED);
  expect(keys).toEqual(["key-1", "key-1", "key-1"]);
});

test("after a known answer the next click is another one", async () => {
  const { page, keys } = studio([REFUSED, REFUSED]);
  const it = page();
  await it.click(draft);
  expect(await page().leftOver()).toBe("none");
  await it.click(draft);
  expect(keys).toEqual(["key-1", "key-2"]);
});

test("a click that was not let in is never sent again by itself; the page that comes back says so, once", async () => {
  const { page, keys } = studio([err({ code: "signed_out" }), REFUSED]);
  const before = page();
  await before.click(draft);
  expect(before.again()).toBeNull();
  const after = page();
  expect([await after.leftOver(), after.again(), await page().leftOver()]).toEqual(["signed_out", null, "none"]);
  await after.click(draft);
  expect(keys).toEqual(["key-1", "key-2"]);
});

test("a changed draft is never sent under the key of another", async () => {
  const { page, keys } = studio(["offline", "offline"]);
  const it = page();
  await it.click(draft);
  await it.click({ ...draft, count: 5 });
  expect(keys).toEqual(["key-1", "key-2"]);
});

test("an old click is asked about, not sent by itself", async () => {
  const { page, pass } = studio(["offline"]);
  await page().click(draft);
  pass(120_000);
  expect(await page().leftOver()).toBe("old");
});

test("the second half of a double click is told apart from a second click, and from a click for another draft", () => {
  const { page, pass } = studio([]);
  const it = page();
  const first = it.isDouble(draft);
  pass(599);
  const second = it.isDouble(draft);
  const changed = it.isDouble({ ...draft, count: draft.count + 1 });
  pass(600);
  expect([first, second, changed, it.isDouble({ ...draft, count: draft.count + 1 })]).toEqual([false, true, false, false]);
});
