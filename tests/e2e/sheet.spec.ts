import type { Page } from "playwright/test";
import { test } from "@/tests/support/shared-story";
import { expect, NEVER, StudioPage, test as alone } from "@/tests/support/story";

const PHONE = { width: 390, height: 844 };
const topOf = async (person: StudioPage, selector: string) => person.take(1).locator(selector).first().evaluate((node) => node.getBoundingClientRect().top);

async function finishedTake(person: StudioPage, prompt = "Generate 2 images of the cups, colder light each time", count = 2): Promise<void> {
  await person.compose({ count, prompt });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await expect(person.frame(1, 1).getByRole("img")).toBeVisible();
}

const large = (person: StudioPage, index: number) => person.page.getByRole("dialog", { name: `Frame 1-${index} large` });
async function openLarge(person: StudioPage, index: number): Promise<void> {
  await person.frame(1, index).getByRole("button", { name: /of 2/ }).press("Enter");
  await expect(large(person, index)).toBeVisible();
}

test("Back closes the lightbox and stays in the studio; closed otherwise, it leaves nothing behind; a reload does no harm", async ({ person }) => {
  await person.page.setViewportSize(PHONE);
  await person.open();
  await finishedTake(person);
  await person.prompt.fill("Generate 1 image, still being written");
  await openLarge(person, 1);
  await person.page.keyboard.press("ArrowRight");
  await expect(large(person, 2)).toBeVisible();
  await person.page.goBack();
  await expect(person.page.getByRole("dialog")).toHaveCount(0);
  await expect(person.take(1)).toBeVisible();
  await expect(person.prompt).toHaveValue("Generate 1 image, still being written");

  const before = await person.page.evaluate(() => history.length);
  await openLarge(person, 1);
  await person.page.keyboard.press("Escape");
  await expect(person.page.getByRole("dialog")).toHaveCount(0);
  await openLarge(person, 2);
  await person.reload();
  await expect(large(person, 2)).toBeVisible();
  await person.page.getByRole("button", { name: "Back" }).click();
  await expect(person.page.getByRole("dialog")).toHaveCount(0);
  expect(await person.page.evaluate(() => history.length)).toBeLessThanOrEqual(before);
  await person.page.goBack();
  await expect(person.take(1)).toHaveCount(0);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: PHONE });
  test("a swipe goes to the next frame and back", async ({ person }) => {
    await person.open();
    await finishedTake(person);
    await openLarge(person, 1);
    await swipe(person.page, 300, 80);
    await expect(large(person, 2)).toBeVisible();
    await swipe(person.page, 80, 300);
    await expect(large(person, 1)).toBeVisible();
  });
});

test("of two windows side by side the second learns of a take at once, although all it had was settled", async ({ person, studio, context }) => {
  await person.open();
  await finishedTake(person);
  const second = await context.newPage();
  await second.goto(person.page.url());
  await expect(second.getByRole("article")).toHaveCount(1);
  await person.generate.click();
  await expect(second.getByRole("article", { name: "Take 2", exact: true })).toBeVisible({ timeout: 5000 });
  await new StudioPage(second, studio).expectTake(2, "completed");
});

for (const width of [1024, 1280, 1440, 390]) {
  test(`at ${width} nothing moves from the submit to the end, although the take comes short`, async ({ person, runcomfy }) => {
    await runcomfy.restart({ queue: NEVER });
    await person.open();
    await person.page.setViewportSize({ width, height: 900 });
    await person.compose({ count: 4, prompt: "the cups" });
    // Typed after the choice: a count that is chosen later would be written into it.
    await person.prompt.fill("Generate 2 images of the cups, colder light each time");
    await person.generate.click();
    await person.expectTake(1, "in_queue");
    await expect(person.take(1).getByRole("button", { name: "Cancel" })).toBeVisible();
    const waiting = { frame: await topOf(person, ".grid [style*=aspect-ratio]"), end: await person.take(1).evaluate((node) => node.getBoundingClientRect().bottom) };
    await runcomfy.restart({});
    await person.expectTake(1, "completed");
    await expect(person.take(1)).toContainText("The prompt says 2, so 2 came. You were charged $0.12.");
    const done = { frame: await topOf(person, ".grid [style*=aspect-ratio]"), end: await person.take(1).evaluate((node) => node.getBoundingClientRect().bottom) };
    expect(done).toEqual(waiting);
  });
}

test("a cancelled take keeps its place, with its story in it", async ({ person, runcomfy }) => {
  await runcomfy.restart({ queue: NEVER });
  await person.open();
  await person.compose({ count: 12, prompt: "Generate 12 images of the cups" });
  await person.generate.click();
  await person.expectTake(1, "in_queue");
  const before = await person.take(1).boundingBox();
  await person.take(1).getByRole("button", { name: "Cancel" }).click();
  await person.expectTake(1, "cancelled");
  expect(await person.take(1).boundingBox()).toEqual(before);
  await person.reload();
  const after = await person.take(1).boundingBox();
  expect(after?.height).toBeLessThan((before?.height ?? 0) / 2);
});

test("a long prompt shows three lines, and the rest on asking, by keyboard", async ({ person }) => {
  await person.open();
  await finishedTake(person, `Generate 1 image of the cups, ${"with the light of a late afternoon in the kitchen, ".repeat(10)}`, 1);
  const text = person.take(1).getByText("Generate 1 image of the cups");
  const height = () => text.evaluate((node) => node.clientHeight);
  expect(await height()).toBeLessThanOrEqual(3 * 20 + 6);
  await person.take(1).getByRole("button", { name: "more of the prompt of take 1" }).press("Enter");
  expect(await height()).toBeGreaterThan(5 * 20);
  await person.take(1).getByRole("button", { name: "less of the prompt of take 1" }).press("Enter");
  expect(await height()).toBeLessThanOrEqual(3 * 20 + 6);
  await expect(person.take(1).getByRole("button", { name: "more of the prompt of take 1" })).toBeFocused();
});

test.describe("without a server", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });
  alone("trouble is told in a place of its own, over nobody's prompt", async ({ person, studio }) => {
    await person.open();
    await finishedTake(person);
    const before = await topOf(person, "p");
    await studio.kill();
    const trouble = person.page.getByText("The studio's server does not answer. Trying again.").and(person.page.locator("[data-trouble]"));
    await expect(trouble).toBeVisible({ timeout: 30_000 });
    const bar = await trouble.boundingBox();
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(before);
    expect(await topOf(person, "p")).toBe(before);
  });
});

/** One finger across the picture. */
async function swipe(page: Page, fromX: number, toX: number): Promise<void> {
  const finger = await page.context().newCDPSession(page);
  const at = (x: number) => [{ x, y: 260 }];
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(fromX) });
  for (const share of [0.3, 0.6, 1]) await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(fromX + (toX - fromX) * share) });
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await finger.detach();
}
