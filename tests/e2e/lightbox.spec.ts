import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Locator, Page } from "playwright/test";
import { codes, enter, withCodes } from "@/tests/support/entry";
import { expectFocus, makeTakes, pictureOf } from "@/tests/support/frames";
import { seedSheet } from "@/tests/support/seed-sheet";
import { test } from "@/tests/support/shared-story";
import { expect, test as alone, type StudioPage } from "@/tests/support/story";

test.use({ viewport: { width: 1440, height: 900 } });

const large = (page: Page, name: string): Locator => page.getByRole("dialog", { name: `Frame ${name} large` });
const zoomButton = (page: Page): Locator => page.locator("[data-zoom]");
const percent = async (page: Page): Promise<number> => Number(await zoomButton(page).getAttribute("data-zoom"));
const glided = (page: Page) => expect.poll(() => page.getByRole("dialog").first().evaluate((node) => node.getAnimations({ subtree: true }).length)).toBe(0);

async function open(person: StudioPage, name: string): Promise<void> {
  await pictureOf(person, name).press("Enter");
  await expect(person.page.locator(`[data-picture="${name}"][data-source="file"]`)).toBeVisible();
}

/** The picture's place on screen, in its own pixels where the stage's middle and a point are. */
const look = (page: Page, at: { x: number; y: number }) =>
  page.locator("[data-stage] img").evaluate((image, { x, y }) => {
    const box = image.getBoundingClientRect();
    const scale = box.width / image.clientWidth;
    return { scale: scale * devicePixelRatio, x: (x - box.left) / scale, y: (y - box.top) / scale, left: box.left, right: box.right };
  }, at);

test("keys, wheel and double click zoom: 100 % is a pixel for a pixel, the point under the cursor stays, the picture is never lost", async ({ person }) => {
  await person.open();
  await makeTakes(person, [2]);
  const { page } = person;
  await open(person, "1-1");
  const fit = await percent(page);
  expect(fit).toBeLessThan(100);

  await page.keyboard.press("1");
  await glided(page);
  expect(await percent(page)).toBe(100);
  const stage = (await page.locator("[data-stage]").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
  const whole = await look(page, middle);
  expect([whole.scale, Math.abs(whole.left % 1)]).toEqual([1, 0]);

  for (let presses = 0; presses < 60; presses += 1) await page.keyboard.press("Shift+ArrowRight");
  await glided(page);
  const moved = await look(page, middle);
  expect(moved.x).toBeGreaterThan(whole.x);
  expect(Math.round(moved.right)).toBe(Math.round(stage.x + stage.width));
  await expect(large(page, "1-1")).toBeVisible();

  await page.keyboard.press("0");
  await glided(page);
  expect(await percent(page)).toBe(fit);
  // On the axis on which the picture, while it is lower than the stage, is kept in the middle.
  const at = { x: middle.x + 60, y: middle.y };
  const before = await look(page, at);
  await page.mouse.move(at.x, at.y);
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, -120);
  await glided(page);
  const after = await look(page, at);
  expect(after.scale).toBeGreaterThan(before.scale * 2);
  expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(3);

  await page.mouse.dblclick(at.x, at.y);
  await glided(page);
  expect(await percent(page)).toBe(fit);
  await page.keyboard.press("+");
  await page.keyboard.press("Escape");
  await glided(page);
  expect(await percent(page)).toBe(fit);
  await expect(large(page, "1-1")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the filmstrip goes across takes by keys, tells marks, and the shown frame stays in view; Back returns to the frame's place", async ({ person }) => {
  await person.open();
  await makeTakes(person, [3, 2]);
  const { page } = person;
  await pictureOf(person, "1-2").scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => scrollY);
  await open(person, "1-2");
  await page.keyboard.press("p");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Marked", exact: true })).toHaveAttribute("aria-pressed", "true");
  const strip = page.getByRole("group", { name: "Filmstrip" });
  await expect(strip.getByRole("button", { name: "Show frame 1-2, marked" })).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("p");
  await expect(strip.getByRole("button", { name: "Show frame 1-2", exact: true })).toBeVisible();

  await strip.getByRole("button", { name: "Show frame 1-2" }).focus();
  for (const [key, name] of [["ArrowLeft", "1-1"], ["ArrowLeft", "2-2"], ["Home", "2-1"], ["End", "1-3"]] as const) {
    await page.keyboard.press(key);
    await expect(large(page, name)).toBeVisible();
    await expect(strip.getByRole("button", { name: `Show frame ${name}` })).toBeFocused();
    await expect(strip.getByRole("button", { name: `Show frame ${name}` })).toBeInViewport();
  }
  await page.keyboard.press("ArrowLeft");
  await expect(large(page, "1-2")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectFocus(person, "1-2");
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
});

test("three edits in a row are told back to the first photograph, each link a step to go to", async ({ person }) => {
  await person.open();
  await makeTakes(person, [2]);
  const { page } = person;
  for (const take of [1, 2]) {
    await open(person, `${take}-1`);
    await page.keyboard.press("e");
    await expect(large(page, `${take}-1`)).toHaveCount(0);
    // The first time it asks where to.
    if (take === 1) await page.getByRole("button", { name: /replace/i }).click();
    await expect(page.getByRole("group", { name: `image 1: ${take}-1` })).toBeVisible();
    await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
    await person.compose({ references: [], count: 2, prompt: "Generate 2 images of image 1, later in the day" });
    await person.generate.click();
    await person.expectTake(take + 1, "completed");
  }
  await open(person, "3-1");
  const links = page.locator("[data-lineage]").getByRole("button");
  await expect(links).toHaveCount(4);
  expect(await links.evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")))).toEqual(["Show image 1: cups.jpg", "Show frame 1-1", "Show frame 2-1", "Show frame 3-1"]);

  await links.nth(0).click();
  await expect(page.getByRole("img", { name: "Reference 1: cups.jpg" })).toBeVisible();
  await expect(page.locator('[data-picture="image-1"][data-source="file"]')).toBeVisible();
  // Nothing is done to a frame that is not on screen.
  await expect(page.getByRole("button", { name: "Mark" })).toHaveCount(0);
  await page.keyboard.press("p");
  await expect(page.locator('[data-stage] [data-picture="3-1"]')).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark" })).toHaveAttribute("aria-pressed", "false");
  await links.nth(0).click();
  await page.getByRole("button", { name: "back to 3-1" }).click();
  await expect(page.locator('[data-stage] [data-picture="3-1"]')).toBeVisible();
  await links.nth(1).click();
  await expect(large(page, "1-1")).toBeVisible();
  await expect(page.locator("[data-lineage]").getByRole("button")).toHaveCount(2);
});

test("a copied address opens its frame; a frame that is gone is said", async ({ person, context }) => {
  await person.open();
  await makeTakes(person, [2]);
  await open(person, "1-2");
  await expect(person.page).toHaveURL(/\?frame=1-2$/);
  const second = await context.newPage();
  await second.goto(person.page.url());
  await expect(large(second, "1-2")).toBeVisible();
  await second.keyboard.press("Escape");
  await expect(second.getByRole("dialog")).toHaveCount(0);
  expect(new URL(second.url()).search).toBe("");
  await second.goto(person.page.url().replace("1-2", "9-1"));
  await expect(second.getByRole("dialog", { name: "Frame 9-1 is not here" })).toBeVisible();
  await second.getByRole("button", { name: "To the sheet" }).click();
  await expect(second.getByRole("dialog")).toHaveCount(0);
});

alone("of a long session an old frame is looked for and found, and the filmstrip draws only what is near", async ({ person, studio }) => {
  const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 150, framesOfTake: 10 });
  const { page } = person;
  await page.goto(`${studio.url}/studio/${sessionId}?frame=3-7`);
  await expect(large(page, "3-7")).toBeVisible({ timeout: 30_000 });
  const strip = page.getByRole("group", { name: "Filmstrip" });
  await expect(strip.getByRole("button", { name: "Show frame 3-7" })).toBeInViewport();
  expect(await strip.getByRole("button").count()).toBeLessThan(60);
  await page.keyboard.press("Home");
  await expect(large(page, "150-1")).toBeVisible();
  await expect(strip.getByRole("button", { name: "Show frame 150-1", exact: true })).toBeInViewport();
  expect(await strip.getByRole("button").count()).toBeLessThan(60);
});

alone("a copied address leads to its frame after the entry too", async ({ cold, context }) => {
  await cold.start(withCodes);
  const page = await context.newPage();
  await enter(page, cold, codes.ann);
  await page.waitForURL(/\/studio\/ses_/);
  const address = `${new URL(page.url()).pathname}?frame=7-1`;
  await context.clearCookies();
  await enter(page, cold, codes.ann, address);
  await page.waitForURL(`**${address}`);
});

test("what is on record of the run is told and copied, and its code repeats it", async ({ person, context, house }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.open();
  await makeTakes(person, [2]);
  const { page } = person;
  await open(person, "1-1");
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await page.getByText("Raw JSON of the run").click();
  await page.getByRole("button", { name: "Copy Input, as it was sent" }).click();
  await expect.poll(clipboard).toContain("Generate 2 images of the cups, colder light each time");
  await page.getByRole("button", { name: "Copy Request id" }).click();
  const requestId = await clipboard();
  expect((await house.runcomfy.ledger()).posts.map(({ request_id }) => request_id)).toContain(requestId);
  await page.getByRole("button", { name: "Copy Result, as it was answered" }).click();
  await expect.poll(clipboard).toContain(requestId);

  await page.getByText("Repeat it in code").click();
  await page.getByRole("tab", { name: "curl" }).press("ArrowRight");
  await expect(page.getByRole("tab", { name: "TypeScript" })).toBeFocused();
  await expect(large(page, "1-1")).toBeVisible();
  await page.getByRole("tab", { name: "TypeScript" }).press("Enter");
  await page.getByRole("button", { name: "Copy TypeScript" }).click();
  await expect.poll(clipboard).toContain("const input =");
  const before = (await house.runcomfy.ledger()).posts.length;
  expect(await runSnippet(await clipboard(), { RUNCOMFY_MODEL_API_BASE: house.runcomfy.url, RUNCOMFY_TOKEN: house.runcomfy.token })).toContain("succeeded");
  expect((await house.runcomfy.ledger()).posts.length).toBe(before + 1);
});

async function runSnippet(code: string, env: Record<string, string>): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "contact-sheet-snippet-"));
  const file = path.join(folder, "run.mts");
  try {
    writeFileSync(file, code);
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", file], { env: { PATH: process.env.PATH ?? "", NODE_ENV: "test", ...env }, cwd: process.cwd(), timeout: 60_000 });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("Escape closes one thing at a time, the surround goes round, and the picture that is deleted makes room for its neighbour", async ({ person }) => {
  await person.open();
  await makeTakes(person, [3]);
  const { page } = person;
  await open(person, "1-2");
  const surround = () => page.locator("[data-stage]").getAttribute("data-surround");
  for (const shade of ["black", "grey", "white", "theme", "black"]) {
    await page.keyboard.press("b");
    await expect.poll(surround).toBe(shade);
  }
  await person.reload();
  await expect.poll(surround).toBe("black");

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await expect(page.locator(".bg-scrim"), "what is behind is dimmed").toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toHaveCount(0);
  await expect(large(page, "1-2")).toBeVisible();

  await page.keyboard.press("Delete");
  await expect(large(page, "1-3")).toBeVisible();
  await expect(page.getByRole("group", { name: "Filmstrip" }).getByRole("button", { name: "Show frame 1-2" })).toHaveCount(0);
  const inStrip = page.getByRole("group", { name: "Filmstrip" }).getByRole("button", { name: "Show frame 1-2" });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(inStrip).toBeVisible();
  await expect(large(page, "1-3")).toBeVisible();
  // The keys are the lightbox's again, not those of the sheet beneath it.
  await expect(large(page, "1-3")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(large(page, "1-2")).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(inStrip).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(inStrip).toBeVisible();
});

test.describe("by touch", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test("two fingers zoom; then one moves the picture and goes to no other frame; a double tap shows it whole", async ({ person }) => {
    await person.open();
    await makeTakes(person, [2]);
    const { page } = person;
    await open(person, "1-1");
    const fit = await percent(page);
    const finger = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
      finger.send("Input.dispatchTouchEvent", { type, touchPoints: touchPoints.map((point, id) => ({ ...point, id })) });
    await touch("touchStart", [{ x: 180, y: 280 }]);
    await touch("touchStart", [{ x: 180, y: 280 }, { x: 220, y: 280 }]);
    for (const spread of [20, 50, 80, 110]) await touch("touchMove", [{ x: 180 - spread, y: 280 }, { x: 220 + spread, y: 280 }]);
    await touch("touchEnd", []);
    await expect.poll(() => percent(page)).toBeGreaterThan(fit * 3);

    const before = await look(page, { x: 195, y: 280 });
    await touch("touchStart", [{ x: 300, y: 280 }]);
    for (const x of [250, 200, 150]) await touch("touchMove", [{ x, y: 280 }]);
    await touch("touchEnd", []);
    expect((await look(page, { x: 195, y: 280 })).x).toBeGreaterThan(before.x);
    await expect(large(page, "1-1")).toBeVisible();

    for (let taps = 0; taps < 2; taps += 1) {
      await touch("touchStart", [{ x: 195, y: 280 }]);
      await touch("touchEnd", []);
    }
    await expect.poll(() => percent(page)).toBe(fit);
  });

  test("what is said at the screen's foot stands between the filmstrip and the verbs, and covers neither", async ({ person }) => {
    await person.open();
    await makeTakes(person, [2]);
    const { page } = person;
    await page.setViewportSize({ width: 360, height: 740 });
    await open(person, "1-1");
    await page.keyboard.press("Delete");
    const said = await page.getByRole("button", { name: "Undo" }).locator("xpath=ancestor::*[@data-base-ui-toast-root or @role='dialog' or @role='alertdialog'][1]").boundingBox();
    const strip = await page.getByRole("group", { name: "Filmstrip" }).boundingBox();
    const verbs = await page.getByRole("toolbar").last().boundingBox();
    expect(said && strip && verbs && [said.y >= strip.y + strip.height, said.y + said.height <= verbs.y]).toEqual([true, true]);
  });
});
