import { readdirSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import type { Page } from "playwright/test";
import { newId } from "@/lib/ids";
import { defaultModel } from "@/lib/models/catalog";
import { aDayPasses, aMinuteAfterTheDelete } from "@/tests/support/passed-time";
import { test } from "@/tests/support/shared-story";
import { fileInDataDir } from "@/tests/support/story-database";
import type { Studio } from "@/tests/support/studio";
import { expect, samples, test as alone } from "@/tests/support/story";

const titleOf = (page: Page) => page.getByRole("button", { name: /^Session: / });
async function choose(page: Page, verb: string): Promise<void> {
  await titleOf(page).click();
  await page.getByRole("menuitem", { name: verb, exact: true }).click();
}
async function rename(page: Page, title: string): Promise<void> {
  await choose(page, "Rename");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.keyboard.press("Enter");
  await expect(titleOf(page)).toHaveText(`Session: ${title}`);
}
async function away(page: Page, from: string): Promise<void> {
  await page.waitForURL((url) => url.pathname !== from && url.pathname.startsWith("/studio/ses_"));
}
/** Every file of a person in DATA_DIR: references, outputs, thumbnails. */
const filesIn = (studio: Studio): string[] =>
  readdirSync(path.join(studio.dataDir, "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);

/** Older sessions, a minute apart, beside what the running studio writes; the fiftieth has a prompt of its own. */
function fillLibrary(studio: Studio, count: number): void {
  const db = new SQLite(path.join(studio.dataDir, "contact-sheet.db"), { timeout: 5000 });
  const insert = db.prepare(`insert into sessions (id, owner_id, title, title_folded, prompt_folded, draft_json, draft_revision, takes, version, created_at, updated_at)
    values (?, 'local', ?, ?, ?, ?, 0, 0, 0, ?, ?)`);
  for (let nth = 1; nth <= count; nth += 1) {
    const prompt = nth === 50 ? "Generate 4 images of a LANTERN" : "";
    const usedAt = Date.now() - nth * 60_000;
    insert.run(newId("ses"), `Session ${nth}`, `session ${nth}`, prompt.toLowerCase(), JSON.stringify({ ...defaultModel.emptyDraft(), prompt }), usedAt, usedAt);
  }
  db.close();
}

test("a session is made, named, left and found again with its draft as it was", async ({ person }) => {
  const { page } = await person.open();
  const first = person.address;
  await rename(page, "컵, 봄");
  await expect(titleOf(page)).toBeFocused();
  await expect(page).toHaveTitle("컵, 봄 · Contact Sheet");
  await person.compose({ count: 3, prompt: "Generate 3 images of the cups, warmer" });
  // Left at once: what was typed last goes along.
  await choose(page, "New session");
  await away(page, first);
  const second = person.address;
  await expect(person.prompt).toHaveValue("");
  await expect(titleOf(page)).toHaveText("Session: Untitled");

  await titleOf(page).click();
  await page.getByRole("menuitem", { name: /컵, 봄/ }).click();
  await page.waitForURL(`**${first}`);
  await expect(person.prompt).toHaveValue("Generate 3 images of the cups, warmer");
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
  await person.reload();
  await expect(titleOf(page)).toHaveText("Session: 컵, 봄");
  await expect(person.prompt).toHaveValue("Generate 3 images of the cups, warmer");
  await expect(page.getByRole("radio", { name: "3 images", exact: true })).toBeChecked();
  // The newest opens by default: the one whose draft was saved last.
  await page.goto(new URL("/", page.url()).href);
  await page.waitForURL(/\/studio\/ses_/);
  expect([first, second]).toContain(person.address);
});

test("Back shows a session as it is now, not as it was drawn", async ({ person }) => {
  const { page } = await person.open();
  const first = person.address;
  await person.prompt.fill("the first draft");
  await choose(page, "New session");
  await away(page, first);
  await page.goBack();
  await expect(person.prompt).toHaveValue("the first draft");
  await person.prompt.fill("the second draft");
  await expect(page.getByText("Not saved")).toHaveCount(0);
  await person.reload();
  await expect(person.prompt).toHaveValue("the second draft");
  await expect(page.getByText("changed in another tab")).toHaveCount(0);
});

test("the first prompt names a session without a reload", async ({ person }) => {
  const { page } = await person.open();
  await person.compose({ count: 1, prompt: "Generate 1 image of the cups" });
  await person.generate.click();
  await expect(titleOf(page)).toHaveText("Session: Cups");
});

test("duplicated as new: the draft as it is typed, its references, no takes", async ({ person }) => {
  const { page } = await person.open();
  await person.compose({ count: 1, prompt: "Generate 1 image of the cups" });
  await person.generate.click();
  await person.expectTake(1, "completed");
  const first = person.address;
  await person.prompt.fill("Generate 1 image, typed a moment ago");
  await choose(page, "Duplicate as new");
  await away(page, first);
  await expect(titleOf(page)).toHaveText("Session: Cups copy");
  await expect(person.prompt).toHaveValue("Generate 1 image, typed a moment ago");
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
  await expect(page.getByRole("article")).toHaveCount(0);
  await person.generate.click();
  await person.expectTake(1, "completed");
});

alone("a deleted session comes back whole by Undo", async ({ person, studio }) => {
  const { page } = await person.open();
  await person.compose({ count: 1 });
  await person.generate.click();
  await person.expectTake(1, "completed");
  const [first, before] = [person.address, filesIn(studio)];
  await choose(page, "Delete");
  await away(page, first);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForURL(`**${first}`);
  await expect(person.frame(1, 1).getByRole("img")).toBeVisible();
  expect(filesIn(studio).sort()).toEqual(before.sort());
});

alone("deleted and not undone, a session leaves no file of its takes, and a day later none of its photographs, also where the studio is killed in between", async ({ person, studio, expectedErrors }) => {
  // The studio is killed while the page may still be fetching a part of itself.
  expectedErrors.push(/ERR_|Failed to load resource|Failed to fetch|network error|Failed to load chunk/);
  const { page } = await person.open();
  await person.add(samples("cups"));
  // In three sizes beside the photograph: the shelf shows it.
  const ofPhotograph = filesIn(studio);
  await person.compose({ references: [], count: 2 });
  await person.generate.click();
  await person.expectTake(1, "completed");
  const first = person.address;
  // A picture each, with three thumbnails.
  expect(filesIn(studio)).toHaveLength(ofPhotograph.length + 2 * 4);
  await choose(page, "Delete");
  await away(page, first);
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await studio.kill();
  const ground = { database: fileInDataDir, dataDir: studio.dataDir };
  await aMinuteAfterTheDelete(ground);
  await studio.start();
  expect((await page.request.get(`${studio.url}${first}`)).status()).toBe(404);
  await expect.poll(() => filesIn(studio).sort()).toEqual(ofPhotograph.sort());
  // Nobody looks at it any more.
  await page.close();
  await studio.kill();
  await aDayPasses(ground);
  await studio.start();
  await expect.poll(() => filesIn(studio)).toEqual([]);
});

alone("60 sessions: the library shows them page by page, finds one, and keeps the search over a reload", async ({ person, studio }) => {
  const { page } = await person.open();
  fillLibrary(studio, 59);
  await choose(page, "All sessions");
  await page.waitForURL("**/library");
  const cards = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(cards).toHaveCount(24);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(cards).toHaveCount(48);
  await expect(cards.nth(24).getByRole("link")).toBeFocused();
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(cards).toHaveCount(60);
  await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);

  await page.getByRole("searchbox").fill("lantern");
  await expect(cards).toHaveCount(1);
  await expect(page).toHaveURL(/\/library\?search=lantern$/);
  await person.reload();
  await expect(cards).toHaveCount(1);
  await expect(page.getByRole("searchbox")).toHaveValue("lantern");
  await cards.getByRole("link", { name: "Session 50" }).click();
  await expect(person.prompt).toHaveValue("Generate 4 images of a LANTERN");
  await page.goBack();
  await expect(page.getByRole("searchbox")).toHaveValue("lantern");
});

test("in the library a session is renamed, duplicated, deleted and brought back", async ({ person }) => {
  const { page } = await person.open();
  await person.prompt.fill("Generate 2 images of a lamp");
  await rename(page, "Lamp");
  await choose(page, "All sessions");
  const cards = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(cards).toHaveCount(1);
  await page.getByRole("button", { name: "More for Lamp" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Lantern");
  await page.keyboard.press("Enter");
  await expect(cards.getByRole("link", { name: "Lantern" })).toBeVisible();
  await expect(page.getByRole("button", { name: "More for Lantern" })).toBeFocused();

  await page.getByRole("button", { name: "More for Lantern" }).click();
  await page.getByRole("menuitem", { name: "Duplicate as new" }).click();
  await page.waitForURL(/\/studio\/ses_/);
  await expect(person.prompt).toHaveValue("Generate 2 images of a lamp");
  await choose(page, "All sessions");
  await expect(cards).toHaveCount(2);
  await page.getByRole("button", { name: "More for Lantern copy" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(cards).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cards).toHaveCount(2);
});

test.describe("on a small telephone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  test("the library says what it is in full, in both languages, and shares are found there", async ({ person, studio }) => {
    const { page } = await person.open();
    await page.goto(`${studio.url}/library`);
    for (const language of ["en", "ko"] as const) {
      await page.locator('[data-name="Language"]').selectOption(language);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      expect(await page.getByRole("heading", { level: 1 }).evaluate((title) => title.scrollWidth - title.clientWidth), language).toBeLessThanOrEqual(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), language).toBeLessThanOrEqual(0);
    }
    await page.locator('[data-name="Shares"]').click();
    await page.waitForURL(/\/shares$/);
  });
});

test("the menu works by keyboard, and gives focus back", async ({ person }) => {
  const { page } = await person.open();
  await titleOf(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "New session" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(titleOf(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).press("Enter");
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Escape");
  await expect(titleOf(page)).toHaveText("Session: Untitled");
  await expect(titleOf(page)).toBeFocused();
});

test("an open tab survives a deploy: it says so, and what was typed is there after the reload", async ({ person, expectedErrors }) => {
  expectedErrors.push(/Failed to load resource|was not found on the server/);
  const { page } = await person.open();
  const reload = page.getByRole("button", { name: "Reload" });
  // As a newer build answers an action of an older page.
  await page.route("**/studio/**", (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 404, headers: { "x-nextjs-action-not-found": "1" }, contentType: "text/plain", body: "Server action not found." }) : route.fallback());
  await person.prompt.fill("typed while the server was replaced");
  await expect(page.getByText("New version of the studio. Your draft is kept.").first()).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await reload.click();
  await expect(person.prompt).toHaveValue("typed while the server was replaced");
  await expect(reload).toHaveCount(0);
});

test("the sheet's own answer tells of a new build", async ({ person }) => {
  const { page } = await person.open();
  await person.compose({ count: 1 });
  await page.route("**/generations?since=*", async (route) => {
    const answer = await route.fetch();
    const sheet: unknown = await answer.json();
    await route.fulfill({ response: answer, json: Object.assign({}, sheet, { build: "another-build" }) });
  });
  await person.generate.click();
  await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
  await person.expectTake(1, "completed");
});
