import type { Browser, Page } from "playwright/test";
import { createHash } from "node:crypto";
import { limits } from "@/lib/limits";
import { createRunComfy, envOf, expect, NEVER, QUICK, StudioPage, test } from "@/tests/support/story";
import { seedShare } from "@/tests/support/seed-share";
import { seedSheet, type Seeded } from "@/tests/support/seed-sheet";
import { fileInDataDir } from "@/tests/support/story-database";
import { createStudio, type Studio } from "@/tests/support/studio";
import { unzip } from "@/tests/support/unzip";

const furnish = (studio: Studio, takes = 1): Promise<Seeded> => seedSheet({ dataDir: studio.dataDir, takes, framesOfTake: 4 });

/** In a browser of its own, without a cookie of the studio's. */
async function stranger(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  return (await browser.newContext({ locale: "en-GB", ...options })).newPage();
}
const picture = (page: Page, number: number) => page.locator(`[data-name="Picture ${number}"]`);
const isDrawn = (page: Page, number: number) => picture(page, number).getByRole("img").evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);
const get = (studio: Studio, address: string, headers: Record<string, string> = {}) => fetch(`${studio.url}${address}`, { redirect: "manual", headers });
const post = (studio: Studio, address: string, form: Record<string, string>, origin = studio.url) =>
  fetch(`${studio.url}${address}`, { method: "POST", redirect: "manual", headers: { origin }, body: new URLSearchParams(form) });

test("a stranger sees the pictures, how they were made, and downloads all of them", async ({ studio, browser }) => {
  const { sessionId } = await furnish(studio);
  const id = seedShare({ dataDir: studio.dataDir, sessionId, message: "Four readings of the same table.", sender: "Ann", shows: { prompt: true } });
  const page = await stranger(browser);
  const answer = await page.goto(`${studio.url}/share/${id}`);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cups, from warm to cold light");
  await expect(page.getByText("Four readings of the same table.")).toBeVisible();
  for (const number of [1, 2, 3, 4]) {
    await picture(page, number).scrollIntoViewIfNeeded();
    await expect.poll(() => isDrawn(page, number)).toBe(true);
  }
  await expect(page.getByText("made with the demo engine").first()).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download all" }).click();
  expect((await downloading).suggestedFilename()).toBe("cups-from-warm-to-cold-light.zip");
  const zip = unzip(Buffer.from(await (await get(studio, `/share/${id}/zip`)).arrayBuffer()));
  expect([...zip.keys()].filter((name) => name.endsWith(".jpg"))).toHaveLength(5);
});

test("the page is read, picked from and written on without JavaScript", async ({ studio, browser }) => {
  const { sessionId } = await furnish(studio);
  const id = seedShare({ dataDir: studio.dataDir, sessionId });
  const page = await stranger(browser, { javaScriptEnabled: false });
  await page.goto(`${studio.url}/share/${id}`);
  await expect(page).toHaveTitle("Cups, from warm to cold light · Contact Sheet");
  for (const number of [1, 2, 3, 4]) {
    await picture(page, number).scrollIntoViewIfNeeded();
    await expect(picture(page, number).getByRole("img")).toBeVisible();
  }
  await page.locator('[data-name="Pick 2"]').click();
  await expect(page.locator('[data-name="Pick 2"]')).toHaveAttribute("aria-pressed", "true");
  await page.locator('[data-name="Note 2"]').fill("this light");
  await page.locator('[data-name="Note 2"]').press("Enter");
  await expect(page.locator('[data-name="Note 2"]')).toHaveValue("this light");
  expect(await fileInDataDir.rows("select number, note from picks", studio.dataDir)).toEqual([{ number: 2, note: "this light" }]);
});

test("picks and a line back are kept, are the visitor's own, and reach the owner", async ({ studio, browser }) => {
  const { sessionId } = await furnish(studio);
  const id = seedShare({ dataDir: studio.dataDir, sessionId });
  const page = await stranger(browser);
  await page.goto(`${studio.url}/share/${id}`);
  await page.locator('[data-name="Pick 1"]').click();
  await page.locator('[data-name="Pick 3"]').click();
  await page.locator('[data-name="Note 3"]').fill("<b>colder</b>");
  await page.locator('[data-name="Your name"]').fill("Kim");
  await page.locator('[data-name="Your line"]').fill("Thank you");
  await page.locator('[data-name="Send"]').click();
  await expect(page.getByText("Sent.")).toBeVisible();
  await page.locator('[data-name="Pick 1"]').click();
  await expect(page.locator('[data-name="Pick 1"]')).toHaveAttribute("aria-pressed", "false");
  const told = async (): Promise<unknown> => (await get(studio, `/api/sessions/${sessionId}/shared`)).json();
  await expect.poll(told).toMatchObject({
    picks: expect.arrayContaining([expect.objectContaining({ number: 3, name: "Kim", note: "<b>colder</b>" }), expect.objectContaining({ number: 0, name: "Kim", note: "Thank you", outputId: null })]),
  });
  await page.reload();
  await expect(page.locator('[data-name="Pick 3"]')).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator('[data-name="Your line"]')).toHaveValue("Thank you");
  const other = await stranger(browser);
  await other.goto(`${studio.url}/share/${id}`);
  await expect(other.locator('[data-name="Pick 3"]')).toHaveAttribute("aria-pressed", "false");
  expect(await other.content()).not.toContain("Thank you");
});

test("a note that does not arrive is not said to be kept, stays in its field, and is sent again by Keep, which stays under the focus", async ({ studio, browser, expectedErrors }) => {
  expectedErrors.push(/ERR_FAILED/);
  const { sessionId } = await furnish(studio);
  const id = seedShare({ dataDir: studio.dataDir, sessionId });
  const page = await stranger(browser);
  await page.goto(`${studio.url}/share/${id}`);
  await page.locator('[data-name="Pick 2"]').click();
  const [note, keep] = [page.locator('[data-name="Note 2"]'), page.locator('[data-name="Keep 2"]')];
  await note.fill("this light");
  await page.route("**/picks", (route) => route.abort());
  await page.keyboard.press("Tab");
  await expect(page.getByRole("alert").filter({ hasText: "not kept" })).toBeVisible();
  await expect(page.getByText("Kept.")).toHaveCount(0);
  await expect(note).toHaveValue("this light");
  await expect(keep).toBeFocused();
  await page.unroute("**/picks");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Kept.")).toBeVisible();
  await expect(keep).toBeFocused();
  expect(await fileInDataDir.rows("select number, note from picks", studio.dataDir)).toEqual([{ number: 2, note: "this light" }]);
  await page.keyboard.press("Shift+Tab");
  await expect(keep).toBeHidden();
});

test("who gives his name first, and picks then, is known by it; a picture that is gone meanwhile takes no page with it", async ({ studio, browser, expectedErrors }) => {
  expectedErrors.push(/409/);
  const { sessionId } = await furnish(studio);
  const id = seedShare({ dataDir: studio.dataDir, sessionId });
  const page = await stranger(browser);
  await page.goto(`${studio.url}/share/${id}`);
  await page.locator('[data-name="Your name"]').fill("Kim");
  await page.locator('[data-name="Send"]').click();
  await expect(page.getByText("Sent.")).toBeVisible();
  await page.locator('[data-name="Pick 2"]').click();
  await expect.poll(() => fileInDataDir.rows("select number, name from picks where number > 0", studio.dataDir)).toEqual([{ number: 2, name: "Kim" }]);
  await fileInDataDir.change(`update outputs set deleted_at = ${Date.now()} where (generation_id, frame) in (select generation_id, frame from share_frames where share_id = '${id}' and number = 1)`, studio.dataDir);
  await page.locator('[data-name="Pick 1"]').click();
  await expect(page.getByRole("alert").filter({ hasText: "not kept" })).toBeVisible();
  await expect(page.locator('[data-name="Pick 1"]')).toHaveAttribute("aria-pressed", "false");
  await expect(page.locator('[data-name="Pick 2"]')).toHaveAttribute("aria-pressed", "true");
});

test("a passphrase that is wrong opens nothing; the right one opens the page and its files, and no other share's", async ({ studio, browser }) => {
  const { sessionId } = await furnish(studio);
  const [id, other] = ["open sesame", "another one"].map((passphrase) => seedShare({ dataDir: studio.dataDir, sessionId, passphrase }));
  const page = await stranger(browser);
  await page.goto(`${studio.url}/share/${id}`);
  expect(await page.content()).not.toContain("Cups");
  for (const path of ["state", "files/1-640", "files/1", "zip"]) expect((await get(studio, `/share/${id}/${path}`)).status).toBe(404);
  await page.locator('[data-name="Passphrase"]').fill("open says me");
  await page.locator('[data-name="Show the page"]').click();
  await expect(page.getByRole("alert").filter({ hasText: "not the passphrase" })).toBeVisible();
  await page.locator('[data-name="Passphrase"]').fill("open sesame");
  await page.locator('[data-name="Show the page"]').click();
  await expect.poll(() => isDrawn(page, 1)).toBe(true);
  const cookies = await page.context().cookies(`${studio.url}/share/${id}`);
  expect(cookies.map(({ name, path, httpOnly, sameSite }) => ({ name, path, httpOnly, sameSite }))).toEqual([{ name: "pass", path: `/share/${id}`, httpOnly: true, sameSite: "Lax" }]);
  await page.goto(`${studio.url}/share/${other}`);
  await expect(page.locator('[data-name="Passphrase"]')).toBeVisible();
});

test("too many tries at a passphrase wait, even with the right one", async ({ studio }) => {
  const { sessionId } = await furnish(studio);
  const id = seedShare({ dataDir: studio.dataDir, sessionId, passphrase: "open sesame" });
  const attempt = async (passphrase: string) => (await post(studio, `/share/${id}/passphrase`, { passphrase })).headers.get("location");
  for (let at = 0; at < limits.entryTries.perAddress; at += 1) expect(await attempt("wrong")).toBe(`/share/${id}?refused=wrong_passphrase`);
  expect(await attempt("open sesame")).toMatch(/refused=too_many_tries&wait=\d+$/);
});

/** The answer as a stranger could compare it: without the nonce, and without the id that he asked for himself. */
async function comparable(studio: Studio, path: string, id: string, form?: Record<string, string>) {
  const address = path.replace("ID", id);
  const answer = form === undefined ? await get(studio, address) : await post(studio, address, form);
  const nonce = /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "no nonce";
  const plain = (text: string) => text.replaceAll(id, "ID").replaceAll(nonce, "NONCE");
  const body = plain(await answer.text());
  const headers = [...answer.headers].filter(([name]) => name !== "date").map(([name, value]) => `${name}: ${plain(value)}`);
  return { status: answer.status, headers, length: body.length, hash: createHash("sha256").update(body).digest("hex") };
}

test("revoked, expired, withdrawn and never there are one and the same 404, page and doors alike", async ({ studio }) => {
  const { sessionId } = await furnish(studio, 2);
  const seed = { dataDir: studio.dataDir, sessionId };
  const [revoked, expired, withdrawn] = [seedShare(seed), seedShare({ ...seed, expiresAt: Date.now() - 1 }), seedShare({ ...seed, frames: 1 })];
  await fileInDataDir.change(`update shares set revoked_at = 1 where id = '${revoked}'`, studio.dataDir);
  await fileInDataDir.change(`update outputs set deleted_at = ${Date.now()} where (generation_id, frame) in (select generation_id, frame from share_frames where share_id = '${withdrawn}')`, studio.dataDir);
  for (const path of ["/share/ID", "/share/ID/state", "/share/ID/files/1-640", "/share/ID/files/1", "/share/ID/zip"]) {
    const never = await comparable(studio, path, "5e".repeat(16));
    expect({ path, status: never.status }).toEqual({ path, status: 404 });
    for (const id of [revoked, expired, withdrawn]) expect({ path, ...(await comparable(studio, path, id)) }).toEqual({ path, ...never });
  }
  for (const [path, form] of [["/share/ID/picks", { number: "0", picked: "1", note: "thank you" }], ["/share/ID/picks", { number: "1", picked: "1" }], ["/share/ID/passphrase", { passphrase: "open sesame" }]] as const) {
    const never = await comparable(studio, path, "5e".repeat(16), form);
    expect({ path, status: never.status }).toEqual({ path, status: 404 });
    for (const id of [revoked, expired, withdrawn]) expect({ path, ...(await comparable(studio, path, id, form)) }).toEqual({ path, ...never });
    // From a page of nobody's: for one that is there the same as for one that never was.
    for (const id of [seedShare(seed), "5e".repeat(16)]) expect((await post(studio, path.replace("ID", id), form, "https://studio.example.org")).status).toBe(403);
  }
});

test("the 404 of a share is read without scripts, in the visitor's language", async ({ studio, browser, expectedErrors }) => {
  expectedErrors.push(/404/);
  for (const [locale, words] of [["en-GB", "There is nothing here"], ["ko-KR", "여기에는 아무것도 없습니다"]] as const) {
    const page = await stranger(browser, { javaScriptEnabled: false, locale });
    await page.goto(`${studio.url}/share/${"5e".repeat(16)}`);
    await expect(page.getByRole("heading", { name: words })).toBeVisible();
  }
});

test("revoked while a page is open, it gives no byte more and says so", async ({ studio, browser, expectedErrors }) => {
  expectedErrors.push(/404/);
  const { sessionId } = await furnish(studio);
  const id = seedShare({ dataDir: studio.dataDir, sessionId });
  const page = await stranger(browser);
  await page.goto(`${studio.url}/share/${id}`);
  await expect.poll(() => isDrawn(page, 1)).toBe(true);
  const etag = (await get(studio, `/share/${id}/files/1-640`)).headers.get("etag") ?? "";
  expect((await get(studio, `/share/${id}/files/1-640`, { "if-none-match": etag })).status).toBe(304);
  await fileInDataDir.change(`update shares set revoked_at = ${Date.now()} where id = '${id}'`, studio.dataDir);
  expect((await get(studio, `/share/${id}/files/1-640`, { "if-none-match": etag })).status).toBe(404);
  await page.locator('[data-name="Pick 1"]').click();
  await expect(page.getByRole("heading", { name: "not there any more" })).toBeVisible();
  await expect(page.locator("img")).toHaveCount(0);
});

test("a take that is still running fills in place, on a page that was opened before", async ({ browser }) => {
  const runcomfy = await createRunComfy({ stageMs: { ...QUICK, queue: NEVER } });
  const studio = await createStudio(envOf(runcomfy));
  try {
    await studio.start();
    const owner = await browser.newPage();
    const person = await new StudioPage(owner, studio).open();
    await person.compose({ count: 2 });
    await person.generate.click();
    await person.expectTake(1, "in_queue");
    const id = seedShare({ dataDir: studio.dataDir, sessionId: person.sessionId });
    const page = await stranger(browser);
    await page.goto(`${studio.url}/share/${id}`);
    await expect(page.locator('[data-name="Awaited 2"]')).toBeVisible();
    await runcomfy.restart(QUICK);
    for (const number of [1, 2]) await expect.poll(() => picture(page, number).count(), { timeout: 40_000 }).toBe(1);
    await expect.poll(() => isDrawn(page, 1)).toBe(true);
    await expect(page.locator('[data-name^="Awaited"]')).toHaveCount(0);
    await owner.close();
  } finally {
    await studio.remove();
    await runcomfy.remove();
  }
});
