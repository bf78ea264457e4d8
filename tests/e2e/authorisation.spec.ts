import { randomBytes } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import { newId } from "@/lib/ids";
import { usualParts } from "@/lib/shares/share";
import { actionCaller, ask, callers, cookiesOf, nobodies, readable, type Answer, type Caller } from "@/tests/support/authorisation";
import { doorsOf } from "@/tests/support/doors";
import { codes, enter, postEntry, withCodes } from "@/tests/support/entry";
import { seedShare } from "@/tests/support/seed-share";
import { expect, samples, StudioPage, test } from "@/tests/support/story";
import { createStudio, type Studio } from "@/tests/support/studio";
import { uploadBody, uploadHeaders, uploadPath } from "@/tests/support/upload-command";

/** What the first owner has. A strange set has the same form and is nobody's. */
type Ids = { session: string; doomed: string; generation: string; output: string; picture: string; tile: string; share: string };
type Ask = (as: Caller, ids: Ids) => Promise<Answer>;
type Row =
  /** On the architecture's closed list of what needs no owner: everyone has the same answer. */
  | { door: "everyone's"; because: string; ask: Ask; status: number }
  /** Found by an id: another owner's is like a strange one. */
  | { door: "its owner's"; ask: Ask; given: (answer: Answer) => boolean }
  /** Each owner comes to what is his own, and to nothing of another's. */
  | { door: "each owner's own"; ask: Ask; given: (answer: Answer) => boolean };

const hex = () => randomBytes(16).toString("hex");
const strange: Ids = {
  session: `ses_${hex()}`, doomed: `ses_${hex()}`, generation: `gen_${hex()}`, output: `out_${hex()}`, picture: `/api/files/o/${hex()}${hex()}.png`, tile: hex(), share: hex(),
};
const askUpload = (studio: Studio, cookie: string, tileId: string, sessionId: string) =>
  ask(studio, cookie, uploadPath, { method: "POST", headers: uploadHeaders, body: uploadBody({ tileId, sessionId }) });
const isDone = ({ status, body }: Answer) => status === 200 && body.includes('"ok":true');
/** Let in, and refused for a reason that only its owner may hear. */
const isKnown = ({ status, body }: Answer) => status === 200 && !/not_found/.test(body);
const isShown = ({ status }: Answer) => status === 200;
const isTold = ({ status, body }: Answer) => status === 200 && body.startsWith("{");

const draftOf = (referenceId: string) => ({ prompt: "Generate 1 image of the cups", count: 1, size: "2560:1440 (16:9)", optimize: "fast", seed: null, referenceIds: [referenceId] });
const shareDetails = { title: "Cups", message: "", sender: "", shows: usualParts, isIndexable: false, expiresAt: null };
const shareCommand = (sessionId: string) => ({ ...shareDetails, shareId: hex(), sessionId, shared: { kind: "session" }, passphrase: null });
const referenceSchema = z.string().regex(/ref_[0-9a-f]{32}/).transform((body) => /ref_[0-9a-f]{32}/.exec(body)?.[0] ?? "");

function rowsOf(studio: Studio, cookies: Record<Caller, string>, references: Record<Caller, string>): Record<string, Row> {
  const get = (address: (ids: Ids) => string, method = "GET"): Ask => (as, ids) => ask(studio, cookies[as], address(ids), { method });
  const call = actionCaller(studio, (pattern) => pattern.replace("[sessionId]", strange.session));
  const act = (action: string, args: (ids: Ids, as: Caller) => unknown[]): Ask => (as, ids) => call(cookies[as], action, ...args(ids, as));
  const shown = (path: string, init: { method?: string; body?: string } = {}, status = 200): Row => ({
    door: "everyone's", because: "a share's id is the right to look at it, and to write back on it", status,
    ask: (as, { share }) => ask(studio, cookies[as], `/share/${share}${path}`, { ...init, headers: { "content-type": "application/x-www-form-urlencoded" } }),
  });
  const signed = (method: string): Row => ({ door: "everyone's", because: "the signature of its address is the right; without it there is none", ask: get(() => "/api/ingest/key?expires=1&signature=hmac-sha256%3D00", method), status: 403 });
  return {
    "page /": { door: "each owner's own", ask: get(() => "/"), given: ({ location }) => location?.startsWith("/studio/ses_") === true },
    "page /enter": { door: "everyone's", because: "it is the entry", ask: (as) => ask(studio, nobodies.some((nobody) => nobody === as) ? cookies[as] : "", "/enter"), status: 200 },
    "page /library": { door: "each owner's own", ask: get(() => "/library"), given: isShown },
    "page /shares": { door: "each owner's own", ask: get(() => "/shares"), given: isShown },
    "page /studio/[sessionId]": { door: "its owner's", ask: get(({ session }) => `/studio/${session}`), given: isShown },
    "page /share/[shareId]": shown(""),
    "GET /share/[shareId]/state": shown("/state"),
    "GET /share/[shareId]/files/[file]": shown("/files/1-640"),
    "HEAD /share/[shareId]/files/[file]": shown("/files/1-640", { method: "HEAD" }),
    "GET /share/[shareId]/zip": shown("/zip"),
    "GET /share/[shareId]/unfurl": shown("/unfurl"),
    "HEAD /share/[shareId]/unfurl": shown("/unfurl", { method: "HEAD" }),
    "POST /share/[shareId]/picks": shown("/picks", { method: "POST", body: "number=1&picked=1" }, 303),
    // It has none, and leads to its page.
    "POST /share/[shareId]/passphrase": shown("/passphrase", { method: "POST", body: "passphrase=x" }, 303),
    "GET /api/shares": { door: "each owner's own", ask: get(() => "/api/shares"), given: isTold },
    "GET /api/shares/[shareId]/preview": { door: "its owner's", ask: get(({ share }) => `/api/shares/${share}/preview`), given: isTold },
    "GET /api/sessions/[sessionId]/shared": { door: "its owner's", ask: get(({ session }) => `/api/sessions/${session}/shared`), given: isTold },
    "GET /api/health": { door: "everyone's", because: "whoever watches the server asks without a code", ask: get(() => "/api/health"), status: 200 },
    "GET /api/files/[...key]": { door: "its owner's", ask: get(({ picture }) => picture), given: isShown },
    "HEAD /api/files/[...key]": { door: "its owner's", ask: get(({ picture }) => picture, "HEAD"), given: isShown },
    "GET /api/references": { door: "each owner's own", ask: get(() => "/api/references?kind=frames"), given: isTold },
    "GET /api/references/known": { door: "each owner's own", ask: get(() => `/api/references/known?ids=${references.right},${references.other}`), given: ({ status, body }) => status === 200 && (body.match(/"id":"ref_/g) ?? []).length === 1 },
    // A file of the studio's own by its address, so that nobody is asked for it: found by its owner alone.
    "POST /api/references/fetch": { door: "its owner's", ask: (as, { picture }) => ask(studio, cookies[as], "/api/references/fetch", { method: "POST", body: JSON.stringify({ url: `${studio.url}${picture}` }) }), given: isShown },
    "GET /api/outputs/[outputId]/lineage": { door: "its owner's", ask: get(({ output }) => `/api/outputs/${output}/lineage`), given: isTold },
    "GET /api/generations/[generationId]/facts": { door: "its owner's", ask: get(({ generation }) => `/api/generations/${generation}/facts`), given: isTold },
    "GET /api/prompts": { door: "each owner's own", ask: get(() => "/api/prompts"), given: isTold },
    "GET /api/storage": { door: "each owner's own", ask: get(() => "/api/storage"), given: isTold },
    "GET /api/sessions": { door: "each owner's own", ask: get(() => "/api/sessions"), given: isTold },
    "GET /api/sessions/[sessionId]/zip": { door: "its owner's", ask: get(({ session }) => `/api/sessions/${session}/zip?takes=1`), given: isShown },
    "GET /api/sessions/[sessionId]/export": { door: "its owner's", ask: get(({ session }) => `/api/sessions/${session}/export`), given: isShown },
    "HEAD /api/sessions/[sessionId]/export": { door: "its owner's", ask: get(({ session }) => `/api/sessions/${session}/export`, "HEAD"), given: isShown },
    // Let in, it is no zip.
    "POST /api/sessions/import": { door: "each owner's own", ask: get(() => "/api/sessions/import", "POST"), given: ({ status, body }) => status === 200 && body.includes("not_a_zip") },
    "GET /api/sessions/[sessionId]/generations": { door: "its owner's", ask: get(({ session }) => `/api/sessions/${session}/generations?since=0`), given: isTold },
    "GET /api/uploadthing": { door: "each owner's own", ask: get(() => "/api/uploadthing"), given: isShown },
    "POST /api/uploadthing": { door: "its owner's", ask: (as, { session }) => askUpload(studio, cookies[as], hex(), session), given: isShown },
    "HEAD /api/ingest/[...key]": signed("HEAD"),
    "PUT /api/ingest/[...key]": signed("PUT"),
    "POST /api/enter": { door: "everyone's", because: "it is the entry", ask: async () => ({ ...(await postEntry(studio, "nobody's code")), setsCookie: false }), status: 303 },
    "POST /api/leave": { door: "each owner's own", ask: get(() => "/api/leave", "POST"), given: ({ setsCookie, location }) => setsCookie && location === "/enter" },
    "action references/addSample": { door: "each owner's own", ask: act("references/addSample", ({ session }) => [{ sessionId: session, sample: "cups" }]), given: isDone },
    "action references/confirmUpload": { door: "its owner's", ask: act("references/confirmUpload", ({ session, tile }) => [{ sessionId: session, tileId: tile }]), given: ({ body }) => body.includes("not_stored") },
    "action references/referenceFromOutput": { door: "its owner's", ask: act("references/referenceFromOutput", ({ session, output }) => [{ sessionId: session, outputId: output }]), given: isDone },
    "action generations/cancelGeneration": { door: "its owner's", ask: act("generations/cancelGeneration", ({ generation }) => [{ generationId: generation }]), given: isKnown },
    "action generations/cancelQueued": { door: "its owner's", ask: act("generations/cancelQueued", ({ session }) => [{ sessionId: session }]), given: isDone },
    "action generations/markOutputs": { door: "its owner's", ask: act("generations/markOutputs", ({ output }) => [{ outputIds: [output], marked: true }]), given: isDone },
    "action generations/deleteOutputs": { door: "its owner's", ask: act("generations/deleteOutputs", ({ output }) => [{ outputIds: [output] }]), given: isDone },
    "action generations/restoreOutputs": { door: "its owner's", ask: act("generations/restoreOutputs", ({ output }) => [{ outputIds: [output] }]), given: isDone },
    "action generations/deleteGeneration": { door: "its owner's", ask: act("generations/deleteGeneration", ({ generation }) => [{ generationId: generation }]), given: isDone },
    "action generations/restoreGeneration": { door: "its owner's", ask: act("generations/restoreGeneration", ({ generation }) => [{ generationId: generation }]), given: isDone },
    // With a reference of the caller's own: only the session is in question.
    "action generations/submitGeneration": { door: "its owner's", ask: act("generations/submitGeneration", ({ session }, as) => [{ sessionId: session, idempotencyKey: hex(), draft: draftOf(references[as]) }]), given: isDone },
    // All frames that are older than a week: there are none.
    "action records/beginFreeing": { door: "each owner's own", ask: act("records/beginFreeing", () => []), given: isDone },
    "action records/freeUnmarkedFrames": { door: "each owner's own", ask: act("records/freeUnmarkedFrames", () => [{ olderThanDays: 7, freedAt: Date.now() }]), given: isDone },
    "action records/restoreFreedFrames": { door: "each owner's own", ask: act("records/restoreFreedFrames", () => [{ freedAt: 0 }]), given: ({ status, body }) => status === 200 && body.includes("not_found") },
    "action shares/startFromShare": { door: "each owner's own", ask: act("shares/startFromShare", () => [{ from: strange.share, sessionId: newId("ses") }]), given: ({ status, body }) => status === 200 && body.includes("not_found") },
    "action sessions/createSession": { door: "each owner's own", ask: act("sessions/createSession", () => [{ except: [] }]), given: ({ status, body }) => status === 200 && body.includes("ses_") },
    "action sessions/saveDraft": { door: "its owner's", ask: act("sessions/saveDraft", ({ session }, as) => [{ sessionId: session, draft: draftOf(references[as]), revision: 0 }]), given: isKnown },
    "action sessions/renameSession": { door: "its owner's", ask: act("sessions/renameSession", ({ session }) => [{ sessionId: session, title: "Cups, renamed" }]), given: isDone },
    "action sessions/duplicateSession": { door: "its owner's", ask: act("sessions/duplicateSession", ({ session }) => [{ sessionId: session, draft: null }]), given: isDone },
    "action sessions/deleteSession": { door: "its owner's", ask: act("sessions/deleteSession", ({ doomed }) => [{ sessionId: doomed }]), given: isDone },
    "action sessions/restoreSession": { door: "its owner's", ask: act("sessions/restoreSession", ({ doomed }) => [{ sessionId: doomed }]), given: isDone },
    "action shares/createShare": { door: "its owner's", ask: act("shares/createShare", ({ session }) => [shareCommand(session)]), given: isDone },
    "action shares/editShare": { door: "its owner's", ask: act("shares/editShare", ({ share }) => [{ ...shareDetails, shareId: share, passphrase: { change: "keep" } }]), given: isDone },
    "action shares/revokeShare": { door: "its owner's", ask: act("shares/revokeShare", ({ share }) => [{ shareId: share }]), given: isDone },
  };
}

/** What nobody hears: a page and an action lead to the entry, everything else is not there. */
function expectTurnedAway(name: string, answer: Answer, as: string): void {
  // A submit is told so and not led away: the click that was kept has to be dropped first.
  const isTold = name === "action generations/submitGeneration";
  const leads = !isTold && (name.startsWith("page ") || name.startsWith("action "));
  if (isTold) expect(answer.body).toContain("signed_out");
  expect({ as, leads: answer.location?.startsWith("/enter") ?? false, setsCookie: answer.setsCookie }).toEqual({ as, leads, setsCookie: false });
  // An action's redirect is followed by the browser's script: its answer is the entry page.
  if (!name.startsWith("action ")) expect({ as, status: answer.status }).toEqual({ as, status: leads ? 307 : 404 });
  expect(answer.body).not.toContain('"ok":true');
}

async function expectRow(name: string, row: Row, ids: Ids): Promise<void> {
  if (row.door === "everyone's") {
    const answers = await Promise.all(callers.map((as) => row.ask(as, ids)));
    expect(answers.map(({ status }) => status), row.because).toEqual(callers.map(() => row.status));
    return;
  }
  for (const as of nobodies) expectTurnedAway(name, await row.ask(as, ids), as);
  if (row.door === "its owner's") {
    const notThere = readable(await row.ask("right", strange));
    expect(readable(await row.ask("other", strange)), "a strange id, whoever asks").toEqual(notThere);
    expect(readable(await row.ask("other", ids)), "another owner's id is like a strange one").toEqual(notThere);
  } else {
    const answer = await row.ask("other", ids);
    expect(row.given(answer), `another owner has his own: ${answer.status} ${answer.body.slice(0, 300)}`).toBe(true);
    for (const id of Object.values(ids)) expect(answer.body).not.toContain(id);
  }
  const answer = await row.ask("right", ids);
  expect(row.given(answer), `its owner is let in: ${answer.status} ${answer.location ?? ""} ${answer.body.slice(0, 300)}`).toBe(true);
}

const sheetSchema = z.object({ generations: z.array(z.object({ id: z.string(), outputs: z.array(z.object({ id: z.string() })) })).length(1) });

/** The first owner's session with a finished take, and one to delete. */
async function furnish(studio: Studio, person: StudioPage, cookie: string): Promise<Ids> {
  await person.add(samples("cups"));
  await person.prompt.fill("Generate 1 image of the cups, colder light");
  await person.page.getByRole("radio", { name: "1 image", exact: true }).check({ force: true });
  await person.generate.click();
  await person.expectTake(1, "completed");
  const picture = (await person.frame(1, 1).getByRole("img").getAttribute("src")) ?? "";
  const sheet = sheetSchema.parse(JSON.parse((await ask(studio, cookie, `/api/sessions/${person.sessionId}/generations?since=0`)).body));
  const [generation] = sheet.generations;
  const made = await actionCaller(studio, () => person.address)(cookie, "sessions/createSession", { except: [] });
  const tile = hex();
  await askUpload(studio, cookie, tile, person.sessionId);
  const share = seedShare({ dataDir: studio.dataDir, sessionId: person.sessionId, ownerId: "ann" });
  return { share, session: person.sessionId, doomed: /ses_[0-9a-f]{32}/.exec(made.body)?.[0] ?? "", generation: generation?.id ?? "", output: generation?.outputs[0]?.id ?? "", picture, tile };
}

test("every page, route and action answers its owner, and turns away nobody, the forger, the late and the other", async ({ page }) => {
  const studio = await createStudio(withCodes);
  try {
    await studio.start();
    const cookies = await cookiesOf(studio);
    await enter(page, studio, codes.ann);
    await page.waitForURL(/\/studio\/ses_/);
    const ids = await furnish(studio, new StudioPage(page, studio), cookies.right);
    expect(Object.values(ids).filter((id) => id === "")).toEqual([]);
    await page.close();

    const sample = async (as: Caller) => referenceSchema.parse((await actionCaller(studio, () => `/studio/${ids.session}`)(cookies[as], "references/addSample", { sessionId: ids.session, sample: "cups" })).body);
    const [right, other] = [await sample("right"), await sample("other")];
    const rows = rowsOf(studio, cookies, { right, other, none: right, forged: right, expired: right });

    expect(Object.keys(rows).sort(), "a row for every door of the code, and none for what is gone").toEqual(doorsOf(path.resolve(".")));
    for (const [name, row] of Object.entries(rows)) await test.step(name, () => expectRow(name, row, ids));
  } finally {
    await studio.remove();
  }
});

test("an upload of one owner is not taken over by another", async () => {
  const studio = await createStudio(withCodes);
  try {
    await studio.start();
    const cookies = await cookiesOf(studio);
    const tile = hex();
    const caller = actionCaller(studio, () => "/");
    const sessionOf = async (as: Caller) => /ses_[0-9a-f]{32}/.exec((await caller(cookies[as], "sessions/createSession")).body)?.[0] ?? "";
    const own = { right: await sessionOf("right"), other: await sessionOf("other") };
    const upload = (as: "right" | "other") => askUpload(studio, cookies[as], tile, own[as]);
    expect([(await upload("right")).status, (await upload("other")).status, (await upload("right")).status]).toEqual([200, 403, 200]);
  } finally {
    await studio.remove();
  }
});
