import { expect, test } from "vitest";
import { limits, serverLimits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok } from "@/lib/result";
import { sharedSchema, type CreateShare } from "@/lib/shares/share";
import { sharePreviewSchema } from "@/lib/shares/share-preview";
import type { Database } from "@/lib/server/db/database";
import { deleteGeneration, deleteOutputs, restoreOutputs } from "@/lib/server/generations/deletion";
import { freeUnmarked, readFreeable } from "@/lib/server/generations/free-unmarked";
import { sessionStore } from "@/lib/server/sessions/store";
import { listShares } from "@/lib/server/shares/list-shares";
import { standingShares } from "@/lib/server/shares/on-share";
import { createShare, editShare, revokeShare } from "@/lib/server/shares/own-shares";
import { readOwnPicks, setPick } from "@/lib/server/shares/picks";
import { readSharePreview } from "@/lib/server/shares/preview";
import { readSessionShared } from "@/lib/server/shares/session-shared";
import { findShareFile } from "@/lib/server/shares/share-files";
import { admit, visit } from "@/lib/server/shares/visit";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { everything, nothing, shareGround, type ShareGround } from "@/tests/contracts/support/share-ground";
import { sheetOn, type SheetGround } from "@/tests/contracts/support/sheet-ground";
import { newSession, owner } from "@/tests/contracts/support/take-fixture";

onBothDatabases("shares", guarantees);

const DAY_MS = 24 * 60 * 60_000;
const notThere = err({ code: "not_there" });
const pick = (number: number, changes: { picked?: boolean; name?: string; note?: string } = {}) => ({ number, picked: true, name: undefined, note: undefined, ...changes });

function guarantees(place: Place): void {
  let db: Database;
  let ground: SheetGround;
  let shares: ShareGround;
  let sessionId: string;
  sheetOn(place, (sheet) => {
    ({ db, ground, sessionId } = sheet);
    shares = shareGround(db, ground);
  });
  const now = () => ground.clock.now();
  const frames = (outputIds: string[]) => ({ shared: { kind: "frames", outputIds } as const });
  const fileOf = async (share: Awaited<ReturnType<ShareGround["share"]>>, file: Parameters<typeof findShareFile>[2]) => (await findShareFile(db, share, file))?.key ?? null;

  test("frames stand in the order of the session, each with its number, and nothing else of the take", async () => {
    const { outputs } = await ground.take(sessionId, "abcd");
    const share = await shares.share(sessionId, frames([outputs[2] ?? "", outputs[0] ?? ""]));
    expect(share.id).toMatch(/^[0-9a-f]{32}$/);
    expect(await shares.pictures(share)).toEqual(["1 delivered", "2 delivered"]);
    expect([await fileOf(share, { file: "preview", number: 1, width: 640 }), await fileOf(share, { file: "preview", number: 2, width: 640 })]).toEqual([ground.keysOf("a")[1], ground.keysOf("c")[1]]);
    expect(await fileOf(share, { file: "preview", number: 1, width: 384 })).toBe(ground.keysOf("a")[3]);
    for (const width of [384, 640] as const) expect(await fileOf(share, { file: "preview", number: 3, width })).toBeNull();
  });

  test("another owner's frames, takes and sessions are as little shared as what is not there", async () => {
    const { row, outputs } = await ground.take(sessionId, "ab");
    const foreign = (await newSession(db, "bob")).id;
    const ask = (ownerId: string, session: string, changes = {}) => createShare(db, ownerId, shares.command(session, changes), now());
    expect(await ask("bob", sessionId)).toEqual(err({ code: "not_found" }));
    expect(await ask("bob", foreign, frames(outputs))).toEqual(err({ code: "nothing_to_share" }));
    expect(await ask("bob", foreign, { shared: { kind: "takes", generationIds: [row.id] } })).toEqual(err({ code: "nothing_to_share" }));
    expect(await ask("bob", foreign)).toEqual(err({ code: "nothing_to_share" }));
    expect(await ask(owner, `ses_${"0".repeat(32)}`)).toEqual(err({ code: "not_found" }));
    expect(await db.selectFrom("shares").selectAll().execute()).toEqual([]);
  });

  test("of a session those shares are counted that strangers can still look at", async () => {
    await ground.take(sessionId, "ab");
    const [revoked] = [await shares.share(sessionId), await shares.share(sessionId, { expiresAt: now() + 1000 }), await shares.share(sessionId, { passphrase: "open sesame" })];
    const standing = (ownerId = owner) => standingShares(db, ownerId, sessionId, now());
    expect([await standing(), await standing("bob")]).toEqual([3, 0]);
    await revokeShare(db, owner, revoked.id, now());
    ground.clock.pass(1000);
    expect(await standing()).toBe(1);
  });

  test("only its owner edits and revokes a share, and lists it", async () => {
    await ground.take(sessionId, "ab");
    const share = await shares.share(sessionId, { passphrase: "open sesame" });
    const edit = { shareId: share.id, title: "Cold cups", message: "", sender: "", shows: nothing, isIndexable: true, expiresAt: null, passphrase: { change: "keep" } as const };
    expect(await editShare(db, "bob", edit, now())).toEqual(err({ code: "not_found" }));
    expect(await revokeShare(db, "bob", share.id, now())).toEqual(err({ code: "not_found" }));
    expect((await listShares(shares.deps, "bob", { sessionId: null, cursor: null })).shares).toEqual([]);

    expect(await editShare(db, owner, edit, now())).toEqual(ok(null));
    expect((await shares.rowOf(share.id)).passphrase_hash).toBe(share.passphrase_hash);
    expect(await editShare(db, owner, { ...edit, passphrase: { change: "none" } }, now())).toEqual(ok(null));
    expect(await shares.view(share)).toMatchObject({ title: "Cold cups", isIndexable: true, makings: [], zipUrl: null });
    expect((await listShares(shares.deps, owner, { sessionId, cursor: null })).shares).toMatchObject([{ id: share.id, state: "shown", title: "Cold cups", frames: 2, hasPassphrase: false, editedAt: now() }]);
    expect(await revokeShare(db, owner, share.id, now())).toEqual(ok(null));
    expect(await revokeShare(db, owner, share.id, now())).toEqual(ok(null));
    expect(await editShare(db, owner, edit, now())).toEqual(err({ code: "not_found" }));
  });

  test("the list names which frames or takes each share holds, of what is there the first few", async () => {
    const one = await ground.take(sessionId, "abcdef");
    const two = await ground.take(sessionId, "12");
    const some = await shares.share(sessionId, frames([two.outputs[1] ?? "", ...one.outputs]));
    const takes = await shares.share(sessionId, { shared: { kind: "takes", generationIds: [two.row.id, one.row.id] } });
    const whole = await shares.share(sessionId);
    const which = async () => {
      const list = new Map((await listShares(shares.deps, owner, { sessionId, cursor: null })).shares.map((share) => [share.id, share.which]));
      return [some, takes, whole].map(({ id }) => list.get(id));
    };
    expect(await which()).toEqual([{ names: ["1-1", "1-2", "1-3", "1-4"], more: 3 }, { names: ["1", "2"], more: 0 }, { names: [], more: 0 }]);
    await deleteGeneration(db, owner, one.row.id, now());
    expect(await which()).toEqual([{ names: ["2-2"], more: 0 }, { names: ["2"], more: 0 }, { names: [], more: 0 }]);
  });

  test("before it is edited its owner, and nobody else, is shown what its page would show with every part chosen", async () => {
    const reference = await ground.reference("f", { name: "cups.jpg", width: 640, height: 360 });
    const { outputs } = await ground.take(sessionId, "ab", { prompt: "The cups at night", references: [reference] });
    const share = await shares.share(sessionId, { shows: nothing });
    await ground.take(sessionId, "c", { references: [reference] });
    await deleteOutputs(db, owner, [outputs[1] ?? ""], now());
    const preview = await readSharePreview(shares.deps, owner, share.id);
    const page = await shares.view(await shares.share(sessionId, { shows: everything }));
    expect(preview?.pictures.map(({ thumbUrl }) => thumbUrl)).toEqual(["a", "c"].map((letter) => ground.files.urlOf(ground.keysOf(letter)[3] ?? "")));
    expect([preview?.pictures.length, preview?.awaited]).toEqual([page?.pictures.length, 0]);
    expect(preview?.makings).toEqual(page?.makings.map(({ prompt, settings, priceMicroUsd }) => ({ prompt, settings, priceMicroUsd })));
    expect([preview?.makings[0]?.prompt, preview?.references.map(({ id }) => id)]).toEqual(["The cups at night", [reference.id]]);
    expect(sharePreviewSchema.parse(preview)).toEqual(preview);

    // Of a take that is still made the photographs will be seen with its first picture.
    const later = await ground.reference("e");
    await ground.accepted(sessionId, { references: [later], count: 3 });
    const coming = await readSharePreview(shares.deps, owner, share.id);
    expect([coming?.awaited, coming?.references.map(({ id }) => id)]).toEqual([3, [reference.id, later.id]]);

    expect([await readSharePreview(shares.deps, "bob", share.id), await readSharePreview(shares.deps, owner, "0".repeat(32))]).toEqual([null, null]);
    await revokeShare(db, owner, share.id, now());
    expect(await readSharePreview(shares.deps, owner, share.id)).toBeNull();
  });

  test("revoked, expired, withdrawn and never there are one answer, and give no file", async () => {
    const { outputs } = await ground.take(sessionId, "ab");
    const [revoked, expiring, emptied, standing] = [await shares.share(sessionId), await shares.share(sessionId, { expiresAt: now() + 1000 }), await shares.share(sessionId, frames([outputs[0] ?? ""])), await shares.share(sessionId, frames([outputs[1] ?? ""]))];
    await revokeShare(db, owner, revoked.id, now());
    ground.clock.pass(1000);
    await deleteOutputs(db, owner, [outputs[0] ?? ""], now());
    for (const id of [revoked.id, expiring.id, emptied.id, "0".repeat(32), "../etc", ""]) expect(await visit(shares.deps, id, undefined)).toEqual(notThere);
    for (const id of [revoked.id, expiring.id, "0".repeat(32)]) expect(await admit(shares.deps, id, undefined)).toBeNull();
    expect(await fileOf(emptied, { file: "preview", number: 1, width: 640 })).toBeNull();
    expect(await shares.pictures(standing)).toEqual(["1 delivered"]);
    const states = new Map((await listShares(shares.deps, owner, { sessionId: null, cursor: null })).shares.map(({ id, state }) => [id, state]));
    expect([revoked, expiring, emptied, standing].map(({ id }) => states.get(id))).toEqual(["revoked", "expired", "withdrawn", "shown"]);
  });

  test("a deleted frame, take or session goes from its shares at once, and comes back with Undo; numbers stay", async () => {
    const { outputs } = await ground.take(sessionId, "abc");
    const later = await ground.take(sessionId, "de");
    const share = await shares.share(sessionId);
    await deleteOutputs(db, owner, [outputs[1] ?? ""], now());
    expect(await shares.pictures(share)).toEqual(["1 delivered", "3 delivered", "4 delivered", "5 delivered"]);
    await restoreOutputs(db, owner, [outputs[1] ?? ""], now());
    expect(await shares.pictures(share)).toHaveLength(5);
    await deleteGeneration(db, owner, later.row.id, now());
    expect(await shares.pictures(share)).toHaveLength(3);
    await ground.afterUndo();
    expect(await shares.pictures(share)).toHaveLength(3);
    expect(await fileOf(share, { file: "preview", number: 4, width: 640 })).toBeNull();
    const sessions = sessionStore(db, defaultModel.emptyDraft);
    await sessions.remove(owner, sessionId, now());
    expect(await visit(shares.deps, share.id, undefined)).toEqual(notThere);
    expect(await fileOf(share, { file: "preview", number: 1, width: 640 })).toBeNull();
    await sessions.restore(owner, sessionId, now());
    expect(await shares.pictures(share)).toHaveLength(3);
  });

  test("a session that goes takes its shares, and what visitors wrote on them, with it", async () => {
    await ground.take(sessionId, "ab");
    const share = await shares.share(sessionId);
    await setPick(db, share, "v".repeat(32), pick(1), now());
    await sessionStore(db, defaultModel.emptyDraft).remove(owner, sessionId, now());
    await ground.afterUndo();
    for (const table of ["sessions", "shares", "share_frames", "picks"] as const) expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    expect(ground.keysOf("a").map(ground.isThere)).toEqual([false, false, false, false]);
  });

  test("what is on a share that is shown is not freed with the unmarked; once it is revoked, it is", async () => {
    const { outputs } = await ground.take(sessionId, "abc");
    const share = await shares.share(sessionId, frames([outputs[0] ?? ""]));
    ground.clock.pass(8 * DAY_MS);
    expect((await readFreeable(db, owner, now())).find(({ days }) => days === 7)).toMatchObject({ count: 2 });
    expect(await freeUnmarked(db, owner, { days: 7, freedAt: now() }, now)).toBe(2);
    expect(await shares.pictures(share)).toEqual(["1 delivered"]);
    await revokeShare(db, owner, share.id, now());
    expect(await freeUnmarked(db, owner, { days: 7, freedAt: now() }, now)).toBe(1);
  });

  test("a running take has a number for each frame it was asked for, and fills in place; a session takes later takes in behind", async () => {
    const { row: first } = await ground.take(sessionId, "a");
    const open = await ground.accepted(sessionId, { count: 3 });
    const [session, take] = [await shares.share(sessionId), await shares.share(sessionId, { shared: { kind: "takes", generationIds: [open.id] } })];
    expect(await shares.pictures(session)).toEqual(["1 delivered", "2 awaited", "3 awaited", "4 awaited"]);
    expect((await shares.view(take))?.isOpen).toBe(true);
    await ground.deliver(open, "b-d");
    expect(await shares.pictures(session)).toEqual(["1 delivered", "2 delivered", "4 delivered"]);
    expect(await shares.pictures(take)).toEqual(["1 delivered", "3 delivered"]);
    await ground.take(sessionId, "ef");
    expect(await shares.pictures(session)).toEqual(["1 delivered", "2 delivered", "4 delivered", "5 delivered", "6 delivered"]);
    expect(await shares.pictures(take)).toHaveLength(2);
    expect((await shares.view(take))?.isOpen).toBe(false);
    expect(await shares.pictures(await shares.share(sessionId, { shared: { kind: "takes", generationIds: [first.id] } }))).toEqual(["1 delivered"]);
  });

  test("looked at by many at once, later frames get each its one number", async () => {
    await ground.take(sessionId, "a");
    const share = await shares.share(sessionId);
    await ground.take(sessionId, "bcd");
    const seen = await Promise.all(Array.from({ length: 6 }, () => shares.pictures(share)));
    for (const one of seen) expect(one).toEqual(["1 delivered", "2 delivered", "3 delivered", "4 delivered"]);
    expect(await db.selectFrom("share_frames").selectAll().where("share_id", "=", share.id).execute()).toHaveLength(4);
  });

  test("a share that is full stays as it is", async () => {
    await ground.take(sessionId, "ab");
    const share = await shares.share(sessionId);
    const slots = Array.from({ length: limits.shareFrames - 2 }, (_, at) => ({ share_id: share.id, number: at + 3, generation_id: `gen_${"0".repeat(32)}`, frame: at + 1 }));
    for (let at = 0; at < slots.length; at += 100) await db.insertInto("share_frames").values(slots.slice(at, at + 100)).execute();
    await ground.take(sessionId, "cd");
    expect(await shares.pictures(share)).toEqual(["1 delivered", "2 delivered"]);
  });

  test("files are given by what is chosen: originals, photographs and steps each only where they are shown", async () => {
    const photograph = await ground.reference("f");
    const { outputs } = await ground.take(sessionId, "a", { references: [photograph] });
    const edited = await ground.reference("a", { output_id: outputs[0] ?? "", made_from: "1-1", made_from_output_id: outputs[0] ?? "" });
    ground.clock.pass(1000);
    const { row } = await ground.take(sessionId, "b", { references: [edited] });
    const shared: Pick<CreateShare, "shared"> = { shared: { kind: "takes", generationIds: [row.id] } };
    const [all, none] = [await shares.share(sessionId, { ...shared, shows: everything }), await shares.share(sessionId, { ...shared, shows: nothing })];
    const [original, reference, first, second] = [{ file: "original", number: 1 }, { file: "reference", number: 1, reference: 1, width: 1280 }, { file: "step", number: 1, step: 1 }, { file: "step", number: 1, step: 2 }] as const;
    expect(await Promise.all([original, reference, first, second].map((file) => fileOf(all, file)))).toEqual([ground.keysOf("b")[0], ground.keysOf("a")[2], ground.keysOf("f")[1], ground.keysOf("a")[1]]);
    expect(await Promise.all([original, reference, first, second].map((file) => fileOf(none, file)))).toEqual([null, null, null, null]);
    expect((await shares.view(all))?.makings[0]?.line?.map(({ kind }) => kind)).toEqual(["photograph", "picture"]);
    const line = await shares.share(sessionId, { ...shared, shows: { ...nothing, lineage: true } });
    expect(await Promise.all([first, second].map((file) => fileOf(line, file)))).toEqual([null, ground.keysOf("a")[1]]);
    expect((await shares.view(line))?.makings[0]?.line?.map(({ kind }) => kind)).toEqual(["unshown", "picture"]);
    // Deleted, it is no step any more, though the take that was made from it stays.
    await deleteOutputs(db, owner, outputs, now());
    expect(await fileOf(line, second)).toBeNull();
  });

  test("a passphrase closes page and files alike, and another one closes them again to who knew the first", async () => {
    await ground.take(sessionId, "ab");
    const share = await shares.share(sessionId, { passphrase: "open sesame" });
    expect(share.passphrase_hash).toMatch(/^[0-9a-f]{32}:[0-9a-f]{64}$/);
    expect(await visit(shares.deps, share.id, undefined)).toMatchObject({ ok: false, error: { code: "locked" } });
    expect(await admit(shares.deps, share.id, undefined)).toBeNull();
    const { pass } = shares.deps;
    const given = pass.give(share);
    expect(await shares.view(share, given)).not.toBeNull();
    expect((await admit(shares.deps, share.id, given))?.id).toBe(share.id);
    const other = await shares.share(sessionId, { passphrase: "open sesame" });
    for (const wrong of [`${given}0`, given.replace(/^\d+/, "9".repeat(14)), pass.give(other), "", "1.2"]) expect(await admit(shares.deps, share.id, wrong)).toBeNull();
    await editShare(db, owner, { ...shares.command(sessionId), shareId: share.id, passphrase: { change: "set", passphrase: "another one" } }, now());
    expect(await admit(shares.deps, share.id, given)).toBeNull();
    ground.clock.pass(8 * DAY_MS);
    expect(await admit(shares.deps, other.id, pass.give(other))).not.toBeNull();
    const old = pass.give(other);
    ground.clock.pass(8 * DAY_MS);
    expect(await admit(shares.deps, other.id, old)).toBeNull();
  });

  test("a visitor's picks and notes are his own, and the owner has all of them with the frames they are about", async () => {
    const { outputs } = await ground.take(sessionId, "abc");
    const share = await shares.share(sessionId);
    const [kim, lee] = ["1".repeat(32), "2".repeat(32)];
    expect(await setPick(db, share, kim, pick(1), now())).toEqual(ok({ name: "", picks: [{ number: 1, note: "" }] }));
    expect(await setPick(db, share, kim, pick(1, { note: "this light" }), now())).toEqual(ok({ name: "", picks: [{ number: 1, note: "this light" }] }));
    expect(await setPick(db, share, kim, pick(0, { name: "Kim", note: "thank you" }), now())).toEqual(ok({ name: "Kim", picks: [{ number: 0, note: "thank you" }, { number: 1, note: "this light" }] }));
    expect(await setPick(db, share, lee, pick(3, { name: "Lee" }), now())).toEqual(ok({ name: "Lee", picks: [{ number: 3, note: "" }] }));
    expect(await setPick(db, share, kim, pick(3), now())).toEqual(ok({ name: "Kim", picks: [{ number: 0, note: "thank you" }, { number: 1, note: "this light" }, { number: 3, note: "" }] }));
    expect(await setPick(db, share, kim, pick(1, { picked: false }), now())).toMatchObject({ ok: true, value: { picks: [{ number: 0 }, { number: 3 }] } });
    expect(await setPick(db, share, kim, pick(4), now())).toEqual(err({ code: "not_there" }));
    expect(await readOwnPicks(db, share.id, null)).toEqual({ name: "", picks: [] });
    const told = await readSessionShared(db, owner, sessionId, now());
    expect(told?.onShares).toEqual(outputs);
    expect(told?.picks.map(({ number, name, note, outputId }) => ({ number, name, note, outputId })).sort((one, other) => one.number - other.number || one.name.localeCompare(other.name))).toEqual([
      { number: 0, name: "Kim", note: "thank you", outputId: null }, { number: 3, name: "Kim", note: "", outputId: outputs[2] }, { number: 3, name: "Lee", note: "", outputId: outputs[2] },
    ]);
    expect(await readSessionShared(db, "bob", sessionId, now())).toBeNull();
    await revokeShare(db, owner, share.id, now());
    expect(await readSessionShared(db, owner, sessionId, now())).toMatchObject({ onShares: [], picks: told?.picks });
    expect((await listShares(shares.deps, owner, { sessionId, cursor: null })).shares[0]).toMatchObject({ state: "revoked", picks: 2, notes: 1 });
  });

  test("a name that was given before anything was picked, without a line, is the name of what is picked after it", async () => {
    await ground.take(sessionId, "ab");
    const share = await shares.share(sessionId);
    const kim = "1".repeat(32);
    expect(await setPick(db, share, kim, pick(0, { name: "Kim", note: "" }), now())).toEqual(ok({ name: "Kim", picks: [] }));
    expect((await readSessionShared(db, owner, sessionId, now()))?.picks).toEqual([]);
    expect((await listShares(shares.deps, owner, { sessionId, cursor: null })).shares[0]).toMatchObject({ picks: 0, notes: 0 });
    expect(await setPick(db, share, kim, pick(2), now())).toEqual(ok({ name: "Kim", picks: [{ number: 2, note: "" }] }));
    expect(await setPick(db, share, kim, pick(2, { picked: false }), now())).toEqual(ok({ name: "Kim", picks: [] }));
    expect(await setPick(db, share, kim, pick(1), now())).toMatchObject({ ok: true, value: { name: "Kim" } });
    expect((await readSessionShared(db, owner, sessionId, now()))?.picks).toMatchObject([{ number: 1, name: "Kim" }]);
    // Taken away, it is away from all of them, and nothing stays of it.
    expect(await setPick(db, share, kim, pick(0, { name: "", note: "" }), now())).toEqual(ok({ name: "", picks: [{ number: 1, note: "" }] }));
    expect(await db.selectFrom("picks").select("number").execute()).toEqual([{ number: 1 }]);
  });

  test("of more picks than are told the newest are told: a stranger who picks too much hides nobody's later pick", async () => {
    const { outputs } = await ground.take(sessionId, "ab");
    const [flooded, other] = [await shares.share(sessionId), await shares.share(sessionId)];
    const rows = Array.from({ length: serverLimits.picksOfShare }, (_, at) => ({ share_id: flooded.id, visitor: at.toString(16).padStart(32, "0"), number: 1, name: "", note: "", created_at: now() }));
    for (let at = 0; at < rows.length; at += 100) await db.insertInto("picks").values(rows.slice(at, at + 100)).execute();
    ground.clock.pass(1);
    await setPick(db, other, "1".repeat(32), pick(2, { name: "Kim" }), now());
    const told = await readSessionShared(db, owner, sessionId, now());
    expect(told?.picks).toHaveLength(serverLimits.picksOfShare);
    expect(told?.picks.at(-1)).toMatchObject({ shareId: other.id, name: "Kim", outputId: outputs[1] });
  });

  test("asked for twice by one id it is one share; by another's id it is none", async () => {
    await ground.take(sessionId, "ab");
    const command = shares.command(sessionId);
    const ask = (changes: Partial<CreateShare> = {}, ownerId = owner) => createShare(db, ownerId, { ...command, ...changes }, now());
    expect(await Promise.all([ask(), ask(), ask({ title: "Other words" })])).toEqual(Array.from({ length: 3 }, () => ok({ shareId: command.shareId })));
    expect(await db.selectFrom("shares").select(["id"]).execute()).toEqual([{ id: command.shareId }]);
    expect(await shares.pictures({ id: command.shareId })).toHaveLength(2);
    const foreign = (await newSession(db, "bob")).id;
    await ground.take(foreign, "c", { ownerId: "bob" });
    expect(await ask({ sessionId: foreign }, "bob")).toEqual(err({ code: "not_found" }));
  });

  test("nothing is shared of a take of which nobody knows whether it came: its page would not be there", async () => {
    const row = await ground.accepted(sessionId, { count: 2 });
    await db.updateTable("generations").set({ status: "unclear" }).where("id", "=", row.id).execute();
    const takes = { shared: { kind: "takes", generationIds: [row.id] } } as const;
    for (const changes of [{}, takes]) expect(await createShare(db, owner, shares.command(sessionId, changes), now())).toEqual(err({ code: "nothing_to_share" }));
    await ground.take(sessionId, "a");
    expect(await shares.pictures(await shares.share(sessionId))).toEqual(["3 delivered"]);
  });

  test("shares are listed page by page, newest first, each once", async () => {
    await ground.take(sessionId, "a");
    const made: string[] = [];
    for (let at = 0; at < 33; at += 1) {
      made.unshift((await shares.share(sessionId)).id);
      ground.clock.pass(1);
    }
    const first = await listShares(shares.deps, owner, { sessionId: null, cursor: null });
    const [, createdAt, id] = /^(\d+)\.(.*)$/.exec(first.nextCursor ?? "") ?? [];
    const second = await listShares(shares.deps, owner, { sessionId: null, cursor: { createdAt: Number(createdAt), id: id ?? "" } });
    expect([...first.shares, ...second.shares].map((share) => share.id)).toEqual(made);
    expect(second.nextCursor).toBeNull();
  });

  test("what is shared is named by ids of the right kind", () => {
    expect(sharedSchema.safeParse({ kind: "frames", outputIds: [`gen_${"0".repeat(32)}`] }).success).toBe(false);
  });
}
