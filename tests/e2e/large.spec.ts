import type { Page } from "playwright/test";
import { limits } from "@/lib/limits";
import { seedSheet } from "@/tests/support/seed-sheet";
import { expect, StudioPage, test } from "@/tests/support/story";
import { createStudio, type Studio } from "@/tests/support/studio";

/** More than a tab holds, and six pages of older ones. */
const TAKES = 300;
const FRAMES = 4;
const MARK_EVERY = 20;
/** Where the pages end that are read after those that came with the page: 24 takes, then 50 and 50. */
const PAGE_ENDS = [277, 227, 177, 127] as const;
/** The first take with a mark. */
const FIRST_MARKED = 4;
/** At the size of the window below: a bar, with room for one take in hand. */
const MOST_ELEMENTS = 500;

test.use({ viewport: { width: 1280, height: 800 } });

const elements = (page: Page) => page.locator("[data-takes] *").count();
const toEnd = (page: Page) => page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
const scrollPx = (page: Page) => page.evaluate(() => Math.round(scrollY));

async function readUntil(person: StudioPage, take: number): Promise<void> {
  await expect(async () => {
    await toEnd(person.page);
    await expect(person.take(take)).toBeVisible({ timeout: 1000 });
  }).toPass();
}

/** Where a take stands in the window, once two frames show it in the same place. */
async function topOf(person: StudioPage, take: number): Promise<number> {
  const top = async () => Math.round((await person.take(take).boundingBox())?.y ?? -1);
  let before = await top();
  await expect.poll(async () => {
    const now = await top();
    const isSame = now === before;
    before = now;
    return isSame;
  }).toBe(true);
  return before;
}

test.describe.serial("a session of many takes", () => {
  let studio: Studio;
  let sessionId = "";
  test.beforeAll(async () => {
    studio = await createStudio({});
    await studio.start();
    ({ sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: TAKES, framesOfTake: FRAMES, markEvery: MARK_EVERY }));
  });
  test.afterAll(async () => { await studio.remove(); });
  const opened = async (page: Page, address = ""): Promise<StudioPage> => {
    await page.goto(`${studio.url}/studio/${sessionId}${address}`, { waitUntil: "networkidle" });
    return new StudioPage(page, studio);
  };

  test("draws what is in view, reads the older as one comes to them, and keeps the place through a visit to the library", async ({ page }) => {
    const person = await opened(page);
    await expect(person.take(TAKES)).toHaveAttribute("aria-setsize", String(TAKES));
    await expect(person.take(TAKES)).toHaveAttribute("aria-posinset", "1");
    await expect.poll(() => elements(page)).toBeLessThanOrEqual(MOST_ELEMENTS);
    const [, , , far] = PAGE_ENDS;
    await readUntil(person, far);
    expect(await elements(page)).toBeLessThanOrEqual(MOST_ELEMENTS);
    await expect(person.take(TAKES)).toHaveCount(0);

    const [before, place] = [await topOf(person, far), await scrollPx(page)];
    expect(place).toBeGreaterThan(5000);
    await person.choose("All sessions");
    await page.waitForURL(/\/library/);
    await page.goBack();
    await page.waitForURL(/\/studio\//);
    await expect(person.take(far)).toBeVisible();
    expect(Math.abs((await topOf(person, far)) - before)).toBeLessThanOrEqual(2);
  });

  test("keys go through what is not drawn; what has the focus keeps it while the page scrolls away; a tab back at the newest holds no more than at its beginning", async ({ page }) => {
    const person = await opened(page);
    const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
    await page.locator(`[data-name="Frame ${TAKES}-1"] button`).first().focus();
    await page.keyboard.press("Shift+ArrowRight");
    await expect(page.getByRole("toolbar", { name: "2 selected" })).toBeVisible();
    await page.keyboard.press("Control+End");
    await expect.poll(focused).toMatch(/^unfold-/);
    await expect(person.take(TAKES)).toHaveCount(0);
    const last = await focused();
    await page.keyboard.press("Enter");
    await expect.poll(focused).not.toBe(last);
    await page.evaluate("scrollTo(0, 0)");
    await expect(person.take(TAKES)).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.closest("article")?.isConnected)).toBe(true);
    await page.keyboard.press("Control+Home");
    await expect.poll(focused).toMatch(/^frame-/);
    await page.keyboard.press("Escape");

    await readUntil(person, PAGE_ENDS[3]);
    expect(TAKES - PAGE_ENDS[3]).toBeGreaterThan(limits.heldTakes);
    await page.evaluate("scrollTo(0, 0)");
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight), { message: "the old ones are let go of" }).toBeLessThan(8000);
    await readUntil(person, PAGE_ENDS[1]);
  });

  test("only marked frames are read page by page too, and an address of an old frame finds it", async ({ page }) => {
    const person = await opened(page, "?marked=1");
    const filter = page.getByRole("button", { name: /^Marked \d+$/ });
    const before = await filter.textContent();
    await readUntil(person, FIRST_MARKED);
    await expect(filter).toHaveText(before ?? "");
    await filter.click();
    await expect(filter).toHaveAttribute("aria-pressed", "false");
    await expect(filter).toHaveText(before ?? "");
    await filter.click();
    await readUntil(person, FIRST_MARKED);
    expect(await elements(page)).toBeLessThanOrEqual(MOST_ELEMENTS);
    await opened(page, "?frame=3-2");
    await expect(page.getByRole("dialog", { name: "Frame 3-2 large" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(person.take(TAKES)).toBeVisible();
  });
});
