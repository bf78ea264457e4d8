import { expect, test } from "vitest";
import { choicesOf, createCommand, dayOf, draftOfShare, editCommand, newDraft } from "@/components/shares/share-draft";
import { createShareSchema, editShareSchema, usualParts, type OwnShare } from "@/lib/shares/share";

const NOW = Date.UTC(2026, 10, 23, 12);
const what = { shareId: "5e".repeat(16), sessionId: `ses_${"0".repeat(32)}`, shared: { kind: "session" } } as const;
const share: OwnShare = {
  id: "ab".repeat(16), sessionId: what.sessionId, sessionTitle: "Cups", kind: "session", state: "shown", title: "Cups", message: "", sender: "", shows: usualParts, isIndexable: false,
  hasPassphrase: true, expiresAt: NOW + 5_000_000, createdAt: 0, editedAt: null, revokedAt: null, which: { names: [], more: 0 }, frames: 1, picks: 0, notes: 0, coverUrl: null,
};

test("at first neither the prompt nor the price is shown, and no search engine is let in", () => {
  const { shows, isIndexable } = newDraft("Cups", null);
  expect([shows.prompt, shows.price, isIndexable]).toEqual([false, false, false]);
});

test("a session's title, made from a prompt, is not suggested where prompts are not shown", () => {
  expect(newDraft("Cups at night", null).title).toBe("");
});

test("what was shown last, and the sender, are remembered; a title, a message and a passphrase are not", () => {
  const before = { ...newDraft("Cups", null), message: "Look", sender: "Ann", shows: { ...usualParts, prompt: true }, hasPassphrase: true, passphrase: "open sesame" };
  expect(newDraft("Oranges", structuredClone(choicesOf(before)))).toEqual({ ...newDraft("Oranges", null), title: "Oranges", sender: "Ann", shows: { ...usualParts, prompt: true } });
});

test("what the browser kept and nobody can read any more is as if nothing were kept", () => {
  expect(newDraft("Cups", { shows: { prompt: "yes" } })).toEqual(newDraft("Cups", null));
});

test("whatever can be chosen is a command that the server takes", () => {
  for (const expiry of [{ kind: "never" }, { kind: "days", days: 7 }, { kind: "date", date: "2026-12-24" }] as const) {
    const command = createCommand({ ...newDraft("Cups", null), expiry, hasPassphrase: true, passphrase: "open" }, what, NOW);
    expect(command.ok && createShareSchema.safeParse(command.value).success).toBe(true);
  }
});

test("a page with a last day is there until that day ends where its owner is", () => {
  const command = createCommand({ ...newDraft("Cups", null), expiry: { kind: "date", date: "2026-12-24" } }, what, NOW);
  expect(command.ok && command.value.expiresAt !== null && [dayOf(command.value.expiresAt), dayOf(command.value.expiresAt + 1)]).toEqual(["2026-12-24", "2026-12-25"]);
});

test("without a day, and with too short a passphrase, nothing is sent", () => {
  expect(createCommand({ ...newDraft("Cups", null), expiry: { kind: "date", date: "" } }, what, NOW)).toEqual({ ok: false, error: { code: "day" } });
  expect(createCommand({ ...newDraft("Cups", null), hasPassphrase: true, passphrase: "abc" }, what, NOW)).toEqual({ ok: false, error: { code: "passphrase" } });
});

test("an edit that touches neither leaves passphrase and moment of expiry as they are", () => {
  const command = editCommand(draftOfShare(share), share, NOW);
  expect(command.ok && [command.value.expiresAt, command.value.passphrase]).toEqual([share.expiresAt, { change: "keep" }]);
  expect(command.ok && editShareSchema.safeParse(command.value).success).toBe(true);
});

test("an edit takes a passphrase away, sets another, and does not set an empty one where there was none", () => {
  const draft = draftOfShare(share);
  const change = (changed: Partial<typeof draft>, of = share) => {
    const command = editCommand({ ...draft, ...changed }, of, NOW);
    return command.ok ? command.value.passphrase : command.error;
  };
  expect([change({ hasPassphrase: false }), change({ passphrase: "another" }), change({}, { ...share, hasPassphrase: false })]).toEqual([{ change: "none" }, { change: "set", passphrase: "another" }, { code: "passphrase" }]);
});
