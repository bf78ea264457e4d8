import { expect, test } from "vitest";
import { replacedDraftsIn } from "@/components/composer/replaced-drafts";
import { limits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";

const SESSION = `ses_${"1".repeat(32)}`;
const OTHER = `ses_${"2".repeat(32)}`;
const draft = (prompt: string) => ({ ...defaultModel.emptyDraft(), prompt });
const replaced = (prompt: string, sessionId = SESSION, atMs = 1) => ({ sessionId, draft: draft(prompt), references: [], atMs });

function shelfWith(first: string | null) {
  let text = first;
  return () => ({ getItem: () => text, setItem: (_: string, value: string) => { text = value; }, removeItem: () => { text = null; } });
}

test("what was replaced is had back by its session, newest first, each once", () => {
  const drafts = replacedDraftsIn(shelfWith(null));
  for (const one of [replaced("cups"), replaced("bowl"), replaced("elsewhere", OTHER), replaced("cups", SESSION, 9)]) drafts.keep(one);
  expect(drafts.of(SESSION).map(({ draft: { prompt }, atMs }) => [prompt, atMs])).toEqual([["cups", 9], ["bowl", 1]]);
});

test("an empty prompt is nothing written; more than the bound makes the oldest go", () => {
  const drafts = replacedDraftsIn(shelfWith(null));
  drafts.keep(replaced("  "));
  expect(drafts.of(SESSION)).toEqual([]);
  for (let nth = 0; nth < limits.replacedDrafts + 5; nth += 1) drafts.keep(replaced(`prompt ${nth}`));
  expect(drafts.of(SESSION)).toHaveLength(limits.replacedDrafts);
  expect(drafts.of(SESSION).at(-1)?.draft.prompt).toBe("prompt 5");
});

test("what another program left there is no draft, and hides none", () => {
  const good = replaced("cups");
  expect(replacedDraftsIn(shelfWith(JSON.stringify([{ prompt: 1 }, good, null]))).of(SESSION)).toEqual([good]);
  expect(replacedDraftsIn(shelfWith("{}")).of(SESSION)).toEqual([]);
});
