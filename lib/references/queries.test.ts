import { afterEach, expect, test, vi } from "vitest";
import { fetchFrame } from "@/lib/references/queries";

const reference = { id: `ref_${"1".repeat(32)}`, name: "6-2", format: "jpeg", width: 800, height: 600, bytes: 1000, thumbUrl: "/t", madeFrom: "6-2", source: null } as const;
const known = (frameUrl?: string) => Response.json({ references: [{ reference, sha256: "a".repeat(64), ...(frameUrl ? { frameUrl } : {}) }] });
/** The studio answers these, one after the other. */
function answering(...answers: (Response | Error)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    const answer = answers.shift() ?? new Error("nothing more was to be asked");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return asked;
}
const fetched = () => fetchFrame(reference, new AbortController().signal);
afterEach(() => { vi.unstubAllGlobals(); });

test("the frame that a reference was made from comes as the engine delivered it, under its own name", async () => {
  const asked = answering(known("/api/files/o/1.png"), new Response("png"));
  const answer = await fetched();
  expect(answer.ok && [answer.value.name, await answer.value.text()]).toEqual(["6-2", "png"]);
  expect(asked).toEqual([`/api/references/known?ids=${reference.id}`, "/api/files/o/1.png"]);
});

test("a frame that was deleted is gone, whether its row or only its file", async () => {
  answering(known());
  expect(await fetched()).toEqual({ ok: false, error: "gone" });
  answering(known("/api/files/o/1.png"), new Response(null, { status: 404 }));
  expect(await fetched()).toEqual({ ok: false, error: "gone" });
});

test("a studio that does not answer has not lost the frame", async () => {
  answering(new Error("offline"));
  expect(await fetched()).toEqual({ ok: false, error: "unanswered" });
  answering(known("/api/files/o/1.png"), new Response(null, { status: 503 }));
  expect(await fetched()).toEqual({ ok: false, error: "unanswered" });
});
