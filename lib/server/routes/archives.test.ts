import { beforeEach, expect, test, vi } from "vitest";
import type { ImportLine } from "@/lib/archives/import-answer";
import { postImport } from "@/lib/server/routes/archives";

const under = vi.hoisted(() => ({ isCleared: false, lines: 0 }));
vi.mock("@/lib/server/owner", () => ({ requireOwner: async () => ({ id: "local" }), requireOurPage: async () => {} }));
vi.mock("@/lib/server/services", () => ({
  services: () => ({
    log: { error: (event: string, error: unknown) => { throw new Error(event, { cause: error }); } },
    imports: {
      async *begin(): AsyncGenerator<ImportLine, void, void> {
        try {
          for (let files = 0; ; files += 1) {
            under.lines += 1;
            yield { is: "at", files, of: 1000 };
          }
        } finally {
          under.isCleared = true;
        }
      },
    },
  }),
}));
beforeEach(() => { under.isCleared = false; under.lines = 0; });

const post = (signal: AbortSignal) => postImport(new Request("http://127.0.0.1:3000/api/sessions/import", { method: "POST", body: "zip", signal }));

test("who leaves before the answer is read ends the import, though nobody cancels a stream that was not begun", async () => {
  const left = new AbortController();
  await post(left.signal);
  expect(under).toEqual({ isCleared: false, lines: 1 });
  left.abort();
  await vi.waitFor(() => { expect(under).toEqual({ isCleared: true, lines: 1 }); });
});

test("who has left already begins none", async () => {
  await post(AbortSignal.abort());
  expect(under.lines).toBe(0);
});

test("who leaves in the middle of the answer ends it, too", async () => {
  const answer = await post(new AbortController().signal);
  const reader = answer.body?.getReader();
  for (let line = 0; line < 3; line += 1) expect((await reader?.read())?.done).toBe(false);
  await reader?.cancel();
  expect(under).toEqual({ isCleared: true, lines: 3 });
});
