import type { Browser, Locator, Page } from "playwright/test";
import { violationsOn } from "@/tests/support/axe";
import { seedShare } from "@/tests/support/seed-share";
import { seedSheet } from "@/tests/support/seed-sheet";
import { alive, expect, test } from "@/tests/support/story";
import { fileInDataDir } from "@/tests/support/story-database";
import type { Studio } from "@/tests/support/studio";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const desk = { viewport: { width: 1680, height: 1050 } } as const;

async function share(studio: Studio, shows: Parameters<typeof seedShare>[0]["shows"] = {}): Promise<string> {
  const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 1, framesOfTake: 4 });
  return seedShare({ dataDir: studio.dataDir, sessionId, shows });
}

/** In a browser of its own, without a cookie of the studio's. */
async function open(browser: Browser, address: string, options: Parameters<Browser["newContext"]>[0]): Promise<Page> {
  const page = await (await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options })).newPage();
  await page.goto(address);
  if (options?.javaScriptEnabled !== false) await alive(page);
  return page;
}
const link = (page: Page, number: number): Locator => page.locator(`#picture-${number}`).getByRole("link", { name: `Picture ${number}, large` });
const large = (page: Page, number: number): Locator => page.getByRole("dialog", { name: `Picture ${number}, large` });
const inLarge = (page: Page, name: string): Locator => page.getByRole("dialog").locator(`[data-name="${name}"]`);
const shownSource = (page: Page): Locator => page.locator("dialog[open] [data-source]");
const remove = (studio: Studio, id: string, number: number) =>
  fileInDataDir.change(`update outputs set deleted_at = ${Date.now()} where (generation_id, frame) in (select generation_id, frame from share_frames where share_id = '${id}' and number = ${number})`, studio.dataDir);

test("by keys: a picture opens large, is picked, the next ones are looked at, and Escape leads back to the last", async ({ studio, browser }) => {
  const id = await share(studio, { prompt: true });
  const page = await open(browser, `${studio.url}/share/${id}`, desk);
  await link(page, 2).press("Enter");
  await expect(large(page, 2)).toBeFocused();
  await expect(inLarge(page, "Place")).toHaveText("2 of 4");
  await expect(page.getByRole("dialog").getByText("16:9, ")).toBeVisible();
  // As wide as it stands there, its preview would be blown up.
  await expect(shownSource(page)).toHaveAttribute("src", `/share/${id}/files/2`);
  await page.keyboard.press("p");
  await expect(inLarge(page, "Pick 2")).toHaveAttribute("aria-pressed", "true");
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press("End");
  await expect(inLarge(page, "Place")).toHaveText("4 of 4");
  await expect(inLarge(page, "Next")).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(shownSource(page)).toHaveAttribute("src", `/share/${id}/files/3`);
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("dialog, body")?.tagName === "DIALOG" || document.activeElement === document.body)).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(link(page, 3)).toBeFocused();
  await expect(link(page, 3)).toBeInViewport();
  await expect(page.locator('#picture-2 [data-name="Pick 2"]')).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => fileInDataDir.rows("select number from picks", studio.dataDir)).toEqual([{ number: 2 }]);
});

test("a file that does not come leaves its preview; a reload keeps the picture large, and Back closes it", async ({ studio, browser, expectedErrors }) => {
  expectedErrors.push(/Failed to load resource.*404/);
  const id = await share(studio);
  const page = await open(browser, `${studio.url}/share/${id}`, desk);
  await page.route(/\/files\/2$/, (route) => route.fulfill({ status: 404 }));
  const refused = page.waitForResponse(/\/files\/2$/);
  await link(page, 2).click();
  await refused;
  await expect(shownSource(page)).toHaveAttribute("src", `/share/${id}/files/2-1280`);
  const [seen, again] = [page.waitForResponse(/\/state$/), page.waitForResponse(/\/files\/2$/)];
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await Promise.all([seen, again]);
  await expect(shownSource(page)).toHaveAttribute("src", `/share/${id}/files/2-1280`);
  await expect(page.getByRole("dialog").getByText("The picture does not come.")).toHaveCount(0);
  await page.reload();
  await expect(large(page, 2)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goForward();
  await expect(large(page, 2)).toBeVisible();
});

test("by touch: a swipe goes on, the foot's arrows too, the pick is the page's, and Back stays on the page", async ({ studio, browser }) => {
  const id = await share(studio, { originals: false });
  const page = await open(browser, `${studio.url}/share/${id}`, phone);
  await link(page, 1).tap();
  await expect(inLarge(page, "Place")).toHaveText("1 of 4");
  await expect(shownSource(page)).toHaveAttribute("src", `/share/${id}/files/1-1280`);
  await expect(page.getByRole("dialog").getByRole("link")).toHaveCount(0);
  await inLarge(page, "Next").tap();
  await expect(inLarge(page, "Place")).toHaveText("2 of 4");
  await inLarge(page, "Pick 2").tap();
  await expect(inLarge(page, "Pick 2")).toHaveAttribute("aria-pressed", "true");
  for (const target of await page.getByRole("dialog").getByRole("button").all()) expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await swipe(page, 300, 80);
  await expect(inLarge(page, "Place")).toHaveText("3 of 4");
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe(`/share/${id}`);
  await expect(page.locator('#picture-2 [data-name="Pick 2"]')).toHaveAttribute("aria-pressed", "true");
  await expect(link(page, 3)).toBeInViewport();
});

test("a picture that is deleted while it is large leaves its place to the next; a share that is taken back says so", async ({ studio, browser, expectedErrors }) => {
  expectedErrors.push(/404/, /409/);
  const id = await share(studio);
  const page = await open(browser, `${studio.url}/share/${id}`, desk);
  await link(page, 2).click();
  await expect(large(page, 2)).toBeVisible();
  await remove(studio, id, 2);
  await page.keyboard.press("p");
  await expect(large(page, 3)).toBeVisible();
  await expect(inLarge(page, "Place")).toHaveText("Picture 3: 2 of 3");
  await fileInDataDir.change(`update shares set revoked_at = ${Date.now()} where id = '${id}'`, studio.dataDir);
  await page.keyboard.press("p");
  await expect(page.getByRole("heading", { name: "not there any more" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("without JavaScript, and with a key for another tab, a picture is a link to its file", async ({ studio, browser, expectedErrors }) => {
  // A file has no scripts, the guards of a story neither.
  expectedErrors.push(/Blocked script execution/);
  const id = await share(studio);
  const scripted = await open(browser, `${studio.url}/share/${id}`, desk);
  const opening = scripted.context().waitForEvent("page");
  await link(scripted, 1).click({ modifiers: ["ControlOrMeta"] });
  await (await opening).waitForURL(`**/share/${id}/files/1-1280`);
  await expect(scripted.getByRole("dialog")).toHaveCount(0);
  const plain = await open(browser, `${studio.url}/share/${id}`, { ...desk, javaScriptEnabled: false });
  await link(plain, 1).click();
  await plain.waitForURL(`**/share/${id}/files/1-1280`);
});

/** One finger across the picture. */
async function swipe(page: Page, fromX: number, toX: number): Promise<void> {
  const finger = await page.context().newCDPSession(page);
  const at = (x: number) => [{ x, y: 400 }];
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(fromX) });
  for (const part of [0.3, 0.6, 1]) await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(fromX + (toX - fromX) * part) });
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await finger.detach();
}
