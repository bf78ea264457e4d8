import { sealData, unsealData } from "iron-session";
import { expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { accessCodesSchema, type Access } from "@/lib/server/owners/access";
import { createOwners } from "@/lib/server/owners/owners";
import { keyFor } from "@/lib/server/secret";

const secret = "s".repeat(32);
const codesOf = (text: string): Access => ({ kind: "codes", codes: accessCodesSchema.parse(text) });
const annAndBob = codesOf("Ann:apple-tree, Bob:blue-sky");
const start = 1_795_255_200_000;
const day = 24 * 3600 * 1000;

/** A studio whose clock the test moves. */
function studio(access: Access, at = start) {
  let time = at;
  return { owners: createOwners({ access, secret, now: () => time }), pass: (ms: number) => { time += ms; } };
}

test("a code is its owner on any device and after any restart, and shows its name", async () => {
  const { owners } = studio(annAndBob);
  const entered = await owners.enter("apple-tree", "192.0.2.1");
  expect(entered).toEqual({ ok: true, value: { ownerId: "ann" } });
  const cookie = await owners.seal("ann");
  expect(await studio(annAndBob).owners.read(cookie)).toEqual({ owner: { id: "ann", name: "Ann" }, isAging: false });
});

test("a wrong code, an empty one and another's name are the same refusal", async () => {
  const { owners } = studio(annAndBob);
  for (const given of ["apple-tre", "", "ann", "Ann:apple-tree", "APPLE-TREE"]) {
    expect(await owners.enter(given, "192.0.2.1")).toEqual({ ok: false, error: { code: "wrong_code" } });
  }
});

test("a cookie ends when its code changes or goes, not when another's does", async () => {
  const cookie = await studio(annAndBob).owners.seal("ann");
  expect(await studio(codesOf("Ann:pear-tree, Bob:blue-sky")).owners.read(cookie)).toBeNull();
  expect(await studio(codesOf("Bob:blue-sky")).owners.read(cookie)).toBeNull();
  // Who knows Ann's old code under another name is not Ann.
  expect(await studio(codesOf("Cleo:apple-tree")).owners.read(cookie)).toBeNull();
  expect(await studio(codesOf("Ann:apple-tree, Bob:red-sky")).owners.read(cookie)).not.toBeNull();
});

test("a cookie ages, is to be sent anew after a day, and ends after its time", async () => {
  const { owners, pass } = studio(annAndBob);
  const cookie = await owners.seal("ann");
  pass(limits.ownerCookieRenewMs - 1);
  expect(await owners.read(cookie)).toMatchObject({ isAging: false });
  pass(1);
  expect(await owners.read(cookie)).toMatchObject({ isAging: true, owner: { id: "ann" } });
  pass(limits.ownerCookieMs - limits.ownerCookieRenewMs - 1);
  const renewed = await owners.seal("ann");
  expect(await owners.read(cookie)).not.toBeNull();
  pass(1);
  expect(await owners.read(cookie)).toBeNull();
  pass(29 * day);
  expect(await owners.read(renewed)).not.toBeNull();
});

test("what was not sealed here proves nobody", async () => {
  const { owners } = studio(annAndBob);
  const cookie = await owners.seal("ann");
  const claim = await unsealData(cookie, { password: keyFor(secret, "owner-cookie"), ttl: 0 });
  const forged = await sealData(claim, { password: keyFor("t".repeat(32), "owner-cookie"), ttl: 0 });
  const otherUse = await sealData(claim, { password: keyFor(secret, "ingest"), ttl: 0 });
  const flipped = cookie.replace(/\w(?=~2$)/, (last) => (last === "A" ? "B" : "A"));
  for (const bad of [undefined, "", "ann", forged, otherUse, flipped, cookie.slice(0, -9), `${cookie}${"x".repeat(limits.ownerCookieChars)}`]) expect(await owners.read(bad)).toBeNull();
});

test("an open studio gives each browser an owner; a code's cookie is worth nothing there, nor a browser's where codes are asked", async () => {
  const open = studio({ kind: "open" }).owners;
  const [first, second] = [open.newBrowser(), open.newBrowser()];
  expect(first).not.toBe(second);
  const cookie = await open.seal(first);
  expect(await open.read(cookie)).toEqual({ owner: { id: first, name: null }, isAging: false });
  expect(await open.read(await studio(annAndBob).owners.seal("ann"))).toBeNull();
  expect(await studio(annAndBob).owners.read(cookie)).toBeNull();
  await expect(open.seal("ann")).rejects.toThrow("nobody");
});

test("on loopback everyone is local, whatever cookie comes", async () => {
  const { owners } = studio({ kind: "loopback" });
  for (const cookie of [undefined, "x", await studio(annAndBob).owners.seal("ann")]) expect(await owners.read(cookie)).toEqual({ owner: { id: "local", name: null }, isAging: false });
});

test("too many tries are refused before the code is looked at, even the right one; a right one does not count", async () => {
  const { owners, pass } = studio(annAndBob);
  for (let right = 0; right < 3 * limits.entryTries.perAddress; right += 1) expect((await owners.enter("apple-tree", "192.0.2.1")).ok).toBe(true);
  const tries = await Promise.all(Array.from({ length: limits.entryTries.perAddress + 5 }, () => owners.enter("guess", "192.0.2.1")));
  expect(tries.filter((one) => !one.ok && one.error.code === "wrong_code")).toHaveLength(limits.entryTries.perAddress);
  expect(await owners.enter("apple-tree", "192.0.2.1")).toEqual({ ok: false, error: { code: "too_many_tries", waitMs: limits.entryTries.windowMs } });
  expect((await owners.enter("apple-tree", "192.0.2.2")).ok).toBe(true);
  pass(limits.entryTries.windowMs);
  expect((await owners.enter("apple-tree", "192.0.2.1")).ok).toBe(true);
});
