import { expect, test } from "vitest";
import { confirmStored } from "@/components/references/confirm-stored";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import { err, ok, type Result } from "@/lib/result";

const reference: Reference = {
  id: "ref_0193f2a1b2c3d4e5f60718293a4b5c6d", name: "a.jpg", format: "jpeg", width: 800, height: 600, bytes: 1000, thumbUrl: "/t", madeFrom: null, source: null,
};
type Answer = Result<Reference, ReferenceRefusal> | "no answer";

async function confirm(answers: readonly Answer[], isWanted = () => true) {
  const waited: number[] = [];
  let asked = 0;
  const ask = () => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? "no answer";
    asked += 1;
    return answer === "no answer" ? Promise.reject(new Error("offline")) : Promise.resolve(answer);
  };
  const wait = (ms: number) => Promise.resolve(void waited.push(ms));
  const result = await confirmStored(ask, { tries: 4, waitsMs: [1, 2], wait, isWanted });
  return { result, asked, waited };
}

test("asks on, with growing waits, until the server knows of the upload", async () => {
  const { result, waited } = await confirm([err({ code: "not_stored" }), "no answer", err({ code: "not_stored" }), ok(reference)]);
  expect(result).toEqual(ok(reference));
  expect(waited).toEqual([1, 2, 2]);
});

test("gives up after so many tries, and says what it was", async () => {
  expect(await confirm([err({ code: "not_stored" })])).toMatchObject({ asked: 4, result: err({ code: "unconfirmed" }) });
  expect(await confirm([err({ code: "storage_unavailable" })])).toMatchObject({ result: err({ code: "storage_unavailable" }) });
});

test("a problem with the picture is final: nobody is asked again", async () => {
  const problem = { code: "damaged" } as const;
  expect(await confirm([err({ code: "problem", problem })])).toMatchObject({ asked: 1, result: err({ code: "problem", problem }) });
});

test("a tile that was removed is asked about no more", async () => {
  let left = 1;
  expect((await confirm([err({ code: "not_stored" })], () => left-- > 0)).asked).toBe(1);
});
