import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Database, ShareRow } from "@/lib/server/db/database";
import { deleteOutputs } from "@/lib/server/generations/deletion";
import { PROXY_HINT } from "@/lib/server/origin";
import { tryLimit } from "@/lib/server/owners/tries";
import { postPassphrase, postPick } from "@/lib/server/routes/public-share";
import { revokeShare } from "@/lib/server/shares/own-shares";
import { sqlitePlace } from "@/tests/contracts/support/place";
import { shareGround, type ShareGround } from "@/tests/contracts/support/share-ground";
import { sheetGround, type SheetGround } from "@/tests/contracts/support/sheet-ground";
import { newSession, owner } from "@/tests/contracts/support/take-fixture";

const STUDIO = "http://studio.test:3000";
const asked = vi.hoisted(() => ({ headers: new Headers(), services: {} }));
vi.mock("next/headers", () => ({ headers: async () => asked.headers, cookies: async () => ({ get: () => undefined, set: () => {} }) }));
vi.mock("@/lib/server/services", () => ({ services: () => asked.services }));

const place = sqlitePlace();
let db: Database;
let ground: SheetGround;
let shares: ShareGround;
let sessionId: string;
let outputs: string[];
beforeAll(() => place.begin());
afterAll(() => place.end());
beforeEach(async () => {
  db = await place.open();
  ground = sheetGround(db);
  shares = shareGround(db, ground);
  sessionId = (await newSession(db)).id;
  ({ outputs } = await ground.take(sessionId, "ab"));
  const tries = () => tryLimit(ground.clock.now);
  asked.services = { shares: shares.deps, shareTries: { passphrase: tries(), pick: tries() }, log: shares.listening.log, front: { publicUrl: undefined, proxyHops: 0, anyHost: true, nearOnly: false } };
});
afterEach(async () => {
  await place.close(db);
  ground.remove();
});

type Post = (request: Request, shareId: string) => Promise<Response>;
async function send(door: Post, shareId: string, form: Record<string, string>, origin = STUDIO) {
  asked.headers = new Headers({ host: "studio.test:3000", origin });
  const answer = await door(new Request(`${STUDIO}/share/${shareId}`, { method: "POST", body: new URLSearchParams(form), headers: { accept: "application/json" } }), shareId);
  return { status: answer.status, body: await answer.text(), headers: [...answer.headers] };
}
const pick = (shareId: string, number: number, origin?: string) => send(postPick, shareId, { number: String(number), picked: "1", note: "" }, origin);
const say = (shareId: string, origin?: string) => send(postPassphrase, shareId, { passphrase: "open sesame" }, origin);
const first = (changes = {}): Promise<ShareRow> => shares.share(sessionId, { shared: { kind: "frames", outputIds: outputs.slice(0, 1) }, ...changes });

test("a pick on a picture that was deleted meanwhile is not kept; the page that it is on is still there", async () => {
  const share = await shares.share(sessionId);
  await deleteOutputs(db, owner, outputs.slice(0, 1), ground.clock.now());
  expect((await pick(share.id, 1)).status).toBe(409);
  expect(await pick(share.id, 2)).toMatchObject({ status: 200, body: JSON.stringify({ name: "", picks: [{ number: 2, note: "" }] }) });
});

test("revoked, expired, withdrawn and never there are one and the same to who writes", async () => {
  const [revoked, expired, withdrawn, locked] = [await first(), await first({ expiresAt: ground.clock.now() + 1 }), await first(), await first({ passphrase: "open sesame" })];
  await revokeShare(db, owner, revoked.id, ground.clock.now());
  ground.clock.pass(1);
  await deleteOutputs(db, owner, outputs.slice(0, 1), ground.clock.now());
  for (const door of [(id: string) => pick(id, 0), (id: string) => pick(id, 1), (id: string) => say(id)]) {
    const never = await door("5e".repeat(16));
    expect(never.status).toBe(404);
    for (const { id } of [revoked, expired, withdrawn, locked]) expect(await door(id)).toEqual(never);
  }
});

test("the right passphrase leads to the page, as does any where there is none", async () => {
  for (const { id } of [await first(), await first({ passphrase: "open sesame" })]) {
    const { status, headers } = await say(id);
    expect([status, new Map(headers).get("location")]).toEqual([303, `/share/${id}`]);
  }
});

test("who writes from no page of the share's own is refused before anything is looked up, and the log says what may be wrong", async () => {
  const { id } = await first();
  const log = shares.listening.of("origin.refused").length;
  for (const door of [(shareId: string) => pick(shareId, 1, "https://studio.test"), (shareId: string) => say(shareId, "https://studio.test")]) {
    const refused = await door(id);
    expect(refused.status).toBe(403);
    expect(await door("5e".repeat(16))).toEqual(refused);
  }
  expect(shares.listening.of("origin.refused").slice(log)).toHaveLength(4);
  expect(shares.listening.of("origin.refused").at(-1)).toMatchObject({ origin: "https://studio.test", expected: STUDIO, hint: PROXY_HINT });
  expect(await db.selectFrom("picks").selectAll().execute()).toEqual([]);
});
