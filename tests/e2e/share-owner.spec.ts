import type { Locator, Page } from "playwright/test";
import { violationsOn } from "@/tests/support/axe";
import { expectFocus, makeTakes, pictureOf, shown } from "@/tests/support/frames";
import { korean } from "@/tests/support/languages";
import { seedShare } from "@/tests/support/seed-share";
import { seedSheet } from "@/tests/support/seed-sheet";
import { expect, test } from "@/tests/support/story";
import { fileInDataDir } from "@/tests/support/story-database";

const named = (page: Page | Locator, name: string): Locator => page.locator(`[data-name="${name}"]:visible`).first();
const dialog = (page: Page): Locator => page.locator('[role=dialog][data-name="Share"]');
const addressIn = (page: Page): Promise<string> => named(page, "Share address").inputValue();

test.describe("with a clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("a session shared by the dialog opens for a stranger by the copied link, his pick comes back onto the sheet, and taken back the page is gone", async ({ person, studio, browser }) => {
    const { page } = await person.open();
    await expect(named(page, "Share")).toHaveCount(0);
    await makeTakes(person, [2]);
    await named(page, "Share").click();
    await expect(dialog(page).locator('[data-name="Pictures"] img')).toHaveCount(2);
    // At first neither words nor money are shown; what is shown stands on its card as the page will have it.
    await expect(named(page, "Card prompt")).toHaveAttribute("data-shown", "false");
    await expect(named(page, "Card price")).toHaveAttribute("data-shown", "false");
    await expect(named(page, "Card settings")).toContainText("2 images");
    await expect(named(page, "Card references").locator("img")).toHaveCount(1);
    await expect(named(page, "Card lineage").locator("img")).toHaveCount(2);
    await expect(named(page, "Card originals")).toContainText("all as one zip that also holds the references in full size and a recipe with the settings.");
    await named(page, "Show prompt").check();
    await expect(named(page, "Card originals")).toContainText("a recipe with the settings and the prompt.");
    await expect(named(page, "Card prompt")).toContainText("Generate 2 images of the cups, colder light each time");
    await named(page, "Share title").fill("For the client");
    await named(page, "Share sender").fill("Ann");
    await named(page, "Make the link").click();
    await expect(named(page, "QR code")).toBeVisible();
    const address = await addressIn(page);
    expect(address).toMatch(/\/share\/[0-9a-f]{32}$/);
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(address);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);

    const visitor = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await visitor.goto(address);
    await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("For the client");
    await expect(visitor.getByText("Generate 2 images of the cups").first()).toBeVisible();
    await named(visitor, "Pick 2").click();
    await named(visitor, "Note 2").fill("colder");
    await named(visitor, "Your name").fill("Kim");
    await named(visitor, "Your line").fill("Thank you");
    await named(visitor, "Send").click();
    await expect(visitor.getByText("Sent.")).toBeVisible();

    await person.reload();
    await expect(page.locator('[data-name="Frame 1-2"] [data-sign="picked"]')).toBeVisible();
    await expect(page.locator('[data-name="Frame 1-2"]').getByRole("img", { name: "Picked by Kim: colder" })).toBeVisible();
    await expect(page.locator('[data-name="Frame 1-1"] [data-sign="picked"]')).toHaveCount(0);
    await named(page, "Picks").click();
    await expect(page.getByRole("dialog")).toContainText("Thank you");
    await named(page, "Picked 1-2").click();
    await expect(page.locator('[data-name="Picks of the frame"]')).toContainText("colder");
    await page.keyboard.press("Escape");

    await page.goto(`${studio.url}/shares`);
    const row = named(page, "Share For the client");
    await expect(row).toContainText("2 pictures, 1 pick, 1 line back");
    await expect(row).toContainText("Shows Prompt, Settings, References, How it came about, Originals to download");
    await expect(row).toContainText("Whole session");
    await named(row, "Edit").click();
    // The same cards as when it was made, with the same on them.
    await expect(page.getByRole("dialog").locator('[data-name="Pictures"] img')).toHaveCount(2);
    await expect(named(page, "Card prompt")).toContainText("Generate 2 images of the cups, colder light each time");
    await expect(named(page, "Card settings")).toContainText("2 images");
    await expect(named(page, "Card references").locator("img")).toHaveCount(1);
    await expect(named(page, "Card lineage").locator("img")).toHaveCount(2);
    await expect(named(page, "Card originals")).toContainText("2 files");
    await named(page, "Show references").uncheck();
    await expect(named(page, "Card lineage").locator("img")).toHaveCount(1);
    await named(page, "Show references").check();
    await named(page, "Share title").fill("For the client, again");
    await named(page, "Behind a passphrase").check();
    await named(page, "Share passphrase").fill("open sesame");
    await named(page, "Save the share").click();
    const edited = named(page, "Share For the client, again");
    await expect(edited).toContainText("behind a passphrase");
    await visitor.goto(address);
    await expect(named(visitor, "Passphrase")).toBeVisible();
    await named(edited, "Take back").click();
    await expect(page.getByRole("alertdialog")).toContainText("never works again");
    await page.getByRole("alertdialog").getByRole("button", { name: "Take back" }).click();
    await expect(edited).toHaveAttribute("data-state", "revoked");
    expect((await fetch(address)).status).toBe(404);
    await visitor.close();
  });
});

test("frames are shared by key, bar and menu, a take by its menu, the marked ones by the filter; choices are remembered, and nothing typed is lost on the way", async ({ person, expectedErrors }) => {
  const { page } = await person.open();
  await makeTakes(person, [2, 2]);
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED/);
  await pictureOf(person, "2-1").focus();
  await page.keyboard.press("s");
  await expect(dialog(page)).toContainText("Share frame 2-1");
  await expect(dialog(page).locator('[data-name="Pictures"] img')).toHaveCount(1);
  await expect(named(page, "Card settings")).toContainText("1 image");
  await named(page, "Share title").fill("One of them");
  await named(page, "Share message").fill("Look at this light");
  await named(page, "Share sender").fill("Ann");
  await named(page, "Show originals").uncheck();

  await page.context().setOffline(true);
  await named(page, "Make the link").click();
  await expect(dialog(page).getByRole("alert")).toContainText("does not answer");
  await expect(named(page, "Share message")).toHaveValue("Look at this light");
  await page.context().setOffline(false);
  await named(page, "Behind a passphrase").check();
  await named(page, "Share passphrase").fill("abc");
  await named(page, "Make the link").click();
  await expect(dialog(page).getByRole("alert")).toContainText("at least 4 characters");
  // Closed by mistake, it is all there again but the passphrase; and the frame has the focus.
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expectFocus(person, "2-1");
  await page.keyboard.press("s");
  await expect(named(page, "Share title")).toHaveValue("One of them");
  await expect(named(page, "Share passphrase")).toHaveValue("");
  await named(page, "Behind a passphrase").uncheck();
  await named(page, "Make the link").click();
  // Without leave to copy the address is there to be read, and selected.
  await expect(named(page, "Share address")).toBeFocused();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "More for take 2" }).click();
  await page.getByRole("menuitem", { name: "Share this take" }).click();
  await expect(dialog(page)).toContainText("Share take 2");
  await expect(dialog(page).locator('[data-name="Pictures"] img')).toHaveCount(2);
  await expect(named(page, "Share message")).toHaveValue("");
  await expect(named(page, "Share sender")).toHaveValue("Ann");
  await expect(named(page, "Card originals")).toHaveAttribute("data-shown", "false");
  await page.keyboard.press("Escape");

  await pictureOf(person, "1-1").click({ modifiers: ["ControlOrMeta"] });
  await pictureOf(person, "1-2").click({ modifiers: ["ControlOrMeta"] });
  await page.getByRole("toolbar").locator('[data-name="Share"]').click();
  await expect(dialog(page)).toContainText("Share 2 frames");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await pictureOf(person, "1-2").focus();
  await page.keyboard.press("p");
  await page.getByRole("button", { name: /^Marked/ }).click();
  await expect.poll(() => shown(person)).toEqual(["1-2"]);
  await page.locator('[data-name="Sheet"] [data-name="Share"]:visible').first().click();
  await expect(dialog(page)).toContainText("Share frame 1-2");
  await page.keyboard.press("Escape");

  // In the lightbox, with its key printed; the dialog's keys stay in the dialog.
  await pictureOf(person, "1-2").click();
  await expect(page.locator('[data-name="Frame 1-2 large"]')).toBeVisible();
  await page.keyboard.press("s");
  await named(page, "Share title").fill("edit");
  await expect(page.locator('[data-name="Frame 1-2 large"]')).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.locator('[data-name="Frame 1-2 large"]')).toBeVisible();
});

test("what strangers see is deleted only after that was said, on the sheet and in the lightbox", async ({ person, studio }) => {
  const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 1, framesOfTake: 3 });
  seedShare({ dataDir: studio.dataDir, sessionId, frames: 2 });
  const { page } = person;
  const told = page.waitForResponse((answer) => answer.url().endsWith("/shared"));
  await page.goto(`${studio.url}/studio/${sessionId}`);
  await told;
  await pictureOf(person, "1-3").focus();
  await page.keyboard.press("Delete");
  await expect.poll(() => shown(person)).toEqual(["1-1", "1-2"]);
  await pictureOf(person, "1-1").focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("alertdialog")).toContainText("Frame 1-1 is on a share");
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  await expectFocus(person, "1-1");
  await pictureOf(person, "1-1").click();
  await expect(page.locator('[data-name="Frame 1-1 large"]')).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("alertdialog")).toContainText("Frame 1-1 is on a share");
  // Its keys are not the lightbox's.
  await page.keyboard.press("e");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.locator('[data-name="Frame 1-2 large"]')).toBeVisible();
  await page.keyboard.press("Escape");
  await expect.poll(() => shown(person)).toEqual(["1-2"]);
});

test("marks and picks are seen on folded takes and in the filmstrip, and said of what a row has no room for", async ({ person, studio }) => {
  const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 12, framesOfTake: 6, markEvery: 7 });
  const id = seedShare({ dataDir: studio.dataDir, sessionId });
  const pick = (number: number) => fileInDataDir.change(`insert into picks (share_id, visitor, number, name, note, created_at) values ('${id}', 'someone', ${number}, 'Kim', '', 1)`, studio.dataDir);
  for (const number of [1, 2, 6]) await pick(number);
  const { page } = person;
  await page.goto(`${studio.url}/studio/${sessionId}`);
  const row = page.getByRole("button", { name: "Open take 1: 1 marked, 3 picked", exact: true });
  // Far from what is looked at no row is drawn.
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(row).toBeVisible({ timeout: 1000 });
  }).toPass();
  const signs = (frame: string) => page.locator(`[data-name="Frame ${frame}"] [data-sign]`).evaluateAll((found) => found.map((sign) => sign.getAttribute("data-sign")));
  await expect.poll(() => signs("1-1")).toEqual(["marked", "picked"]);
  expect([await signs("1-2"), await signs("1-3")]).toEqual([["picked"], []]);
  await expect(page.getByRole("button", { name: "Open take 2: 1 marked", exact: true })).toBeVisible();
  await row.press("Enter");
  await pictureOf(person, "1-2").press("Enter");
  const strip = page.getByRole("group", { name: "Filmstrip" });
  await expect(strip.getByRole("button", { name: "Show frame 1-1, marked and picked", exact: true }).locator("[data-sign]")).toHaveCount(2);
  await expect(strip.getByRole("button", { name: "Show frame 1-2, picked", exact: true }).locator('[data-sign="picked"]')).toBeVisible();
  await expect(strip.getByRole("button", { name: "Show frame 1-3", exact: true }).locator("[data-sign]")).toHaveCount(0);
});

test("one's own is made from a share: settings and photograph in a new session, nothing run by itself, and the lineage names the share", async ({ person, studio }) => {
  const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 1, framesOfTake: 2 });
  const id = seedShare({ dataDir: studio.dataDir, sessionId, shows: { prompt: true } });
  const { page } = person;
  await page.goto(`${studio.url}/share/${id}`);
  await named(page, "Make your own from this").click();
  await page.waitForURL(/\/studio\/ses_/);
  expect(person.sessionId).not.toBe(sessionId);
  await expect(named(page, "Begun from a share")).toContainText("Cups, from warm to cold light");
  await expect(named(page, "Begun from a share")).toContainText("the prompt, the settings (size, images, optimize, seed), the references.");
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
  await expect(person.prompt).not.toHaveValue("");
  expect(await fileInDataDir.rows(`select count(*) as takes from generations where session_id = '${person.sessionId}'`, studio.dataDir)).toEqual([{ takes: 0 }]);
  await person.generate.click();
  await person.expectTake(1, "completed");
  await pictureOf(person, "1-1").click();
  await expect(named(page, "Begun from")).toHaveText("This session began with the share “Cups, from warm to cold light”.");

  await fileInDataDir.change(`update shares set revoked_at = 1 where id = '${id}'`, studio.dataDir);
  await page.goto(`${studio.url}/?from=${id}`);
  await expect(page.getByRole("heading", { name: "This share is not there any more" })).toBeVisible();
  await page.getByRole("link", { name: "Open the studio" }).click();
  await page.waitForURL(/\/studio\/ses_/);
  expect(await fileInDataDir.rows("select count(*) as sessions from sessions", studio.dataDir)).toEqual([{ sessions: 2 }]);
});

test("that the prompt is not shared is said at the button, and where the prompt is then missing", async ({ person, studio }) => {
  const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 1, framesOfTake: 2 });
  const { page } = person;
  await page.goto(`${studio.url}/share/${seedShare({ dataDir: studio.dataDir, sessionId })}`);
  await expect(named(page, "Make your own from this")).toHaveAccessibleDescription("The prompt is not shared: in the studio you write your own.");
  await named(page, "Make your own from this").click();
  await page.waitForURL(/\/studio\/ses_/);
  await expect(named(page, "Begun from a share")).toContainText("On the left, as the share shows it: the settings (size, images, optimize, seed), the references.");
  await expect(named(page, "Begun from a share")).toContainText("The prompt was not shared: write your own.");
  await expect(person.prompt).toHaveValue("");
});

test.describe("on a telephone, in Korean", () => {
  test.use({ locale: "ko-KR", viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: "reduce" } });

  test("axe finds nothing against dialog, link, list and what is on the sheet, and nothing is wider than the screen", async ({ person, studio }) => {
    const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 2, framesOfTake: 2 });
    const id = seedShare({ dataDir: studio.dataDir, sessionId });
    await fileInDataDir.change(`insert into picks (share_id, visitor, number, name, note, created_at) values ('${id}', 'someone', 1, '김', '더 차갑게', 1)`, studio.dataDir);
    const { page } = person;
    const found: string[] = [];
    const look = async (where: string) => {
      found.push(...(await violationsOn(page)).map((text) => `${where}: ${text}`));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), where).toBeLessThanOrEqual(0);
    };
    await page.goto(`${studio.url}/studio/${sessionId}`);
    await expect(page.locator('[data-sign="picked"]')).toBeVisible();
    await page.setViewportSize({ width: 1280, height: 800 });
    await look("the sheet with a pick");
    await page.setViewportSize({ width: 390, height: 844 });
    await named(page, "Picks").click();
    await expect(page.getByRole("dialog")).toContainText("더 차갑게");
    await look("what came back");
    await page.keyboard.press("Escape");
    await page.locator("[data-session]").click();
    await named(page, "Share").click();
    await expect(dialog(page)).toContainText(korean("shares.title.session"));
    await look("the dialog");
    await named(page, "Make the link").click();
    await expect(named(page, "QR code")).toBeVisible();
    await look("the link");
    await page.goto(`${studio.url}/shares?session=${sessionId}`);
    await expect(page.locator('[data-name="Shares"] > li')).toHaveCount(2);
    await look("the list");
    await named(page, "Edit").click();
    await expect(named(page, "Save the share")).toBeVisible();
    await look("the edit");
    expect(found).toEqual([]);
  });
});
