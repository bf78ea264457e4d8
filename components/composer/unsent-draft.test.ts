import { expect, test } from "vitest";
import { findUnsent, readUnsent, unsentDraftOf } from "@/components/composer/unsent-draft";
import { defaultModel } from "@/lib/models/catalog";

const draft = { ...defaultModel.emptyDraft(), prompt: "typed" };
const session = { draft: defaultModel.emptyDraft(), draftRevision: 3 };

test("what was typed and not saved is found again", () => {
  expect(findUnsent({ draft, references: [], revision: 3 }, null, session)).toMatchObject({ found: "newer" });
});

test("what another tab has overtaken is a conflict, unless it is the same", () => {
  expect(findUnsent({ draft, references: [], revision: 2 }, null, session)).toMatchObject({ found: "conflict" });
  expect(findUnsent({ draft, references: [], revision: 2 }, null, { ...session, draft })).toEqual({ found: "nothing" });
});

test("a page that was loaded as the draft was saved shows what was saved, and one that is newer its own", () => {
  const saved = { draft, references: [], revision: 4 };
  expect(findUnsent(null, saved, session)).toEqual({ found: "newer", unsent: saved });
  expect(findUnsent(null, saved, { ...session, draftRevision: 4 })).toEqual({ found: "nothing" });
  expect(findUnsent(null, saved, { ...session, draftRevision: 5 })).toEqual({ found: "nothing" });
});

test("a storage that is broken, foreign or forbidden is an empty one", async () => {
  const forbidden = () => {
    throw new Error("denied");
  };
  const shelf = (value: string) => () => ({ getItem: () => value, setItem: forbidden, removeItem: forbidden });
  const unsent = { draft, references: [], revision: 3 };
  expect(await readUnsent(unsentDraftOf("ses", forbidden))).toBeNull();
  expect(await readUnsent(unsentDraftOf("ses", shelf("{")))).toBeNull();
  expect(await readUnsent(unsentDraftOf("ses", shelf('{"draft":1}')))).toBeNull();
  expect(await readUnsent(unsentDraftOf("ses", shelf(JSON.stringify(unsent))))).toEqual(unsent);
  expect(() => unsentDraftOf("ses", shelf("")).write(unsent)).not.toThrow();
});
