import type { Locator, Page } from "playwright/test";
import { makeTakes, pictureOf } from "@/tests/support/frames";
import { test } from "@/tests/support/shared-story";
import { expect, type StudioPage } from "@/tests/support/story";

test.use({ viewport: { width: 1440, height: 900 } });

const divider = (page: Page): Locator => page.getByRole("slider", { name: /^Divider between/ });
const panes = (page: Page): Locator => page.locator('[data-compare="beside"] [data-picture]');
const names = (page: Page) => panes(page).evaluateAll((images) => images.map((image) => image.getAttribute("data-picture")));
const value = async (page: Page) => Number(await divider(page).getAttribute("aria-valuenow"));

async function openCompared(person: StudioPage, name: string): Promise<void> {
  await pictureOf(person, name).press("Enter");
  await expect(person.page.locator(`[data-stage] [data-picture="${name}"][data-source="file"]`)).toBeVisible();
  await person.page.keyboard.press("c");
  await expect(person.page.locator("[data-compare]")).toBeVisible();
}

/** How large each picture is drawn, in parts of its stage. */
const drawn = (page: Page) => panes(page).evaluateAll((images) => images.map((image) => Math.round((image.getBoundingClientRect().width / (image.parentElement?.clientWidth ?? 1)) * 100)));

test("C sets a frame beside what it was made from where their shapes differ; what is done to one is done to the other", async ({ person }) => {
  await person.open();
  await makeTakes(person, [2]);
  const { page } = person;
  await person.page.getByRole("radio", { name: "9:16" }).check({ force: true });
  await person.compose({ references: [], count: 2, prompt: "Generate 2 images of the cups, tall" });
  await person.generate.click();
  await person.expectTake(2, "completed");
  await openCompared(person, "2-1");
  await expect.poll(() => names(page)).toEqual(["image-1", "2-1"]);
  await expect(page.getByText("image 1 (reference)")).toBeVisible();
  await expect(divider(page)).toHaveCount(0);

  const whole = await drawn(page);
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("+");
  await expect.poll(async () => (await drawn(page)).every((now, at) => now > (whole[at] ?? 0) * 2)).toBe(true);
  await page.keyboard.press("x");
  await expect.poll(() => names(page)).toEqual(["2-1", "image-1"]);
  await page.keyboard.press("c");
  await expect(page.locator("[data-compare]")).toHaveCount(0);
  await expect(page.getByRole("dialog", { name: "Frame 2-1 large" })).toBeVisible();
});

test("two frames of one shape lie under a divider that keys, a slider's own keys and the mouse move; a held key blinks", async ({ person }) => {
  await person.open();
  await makeTakes(person, [3]);
  const { page } = person;
  await openCompared(person, "1-1");
  await page.getByRole("button", { name: "Show frame 1-3" }).click();
  await expect(divider(page)).toHaveAttribute("aria-label", "Divider between 1-1 and 1-3");
  await expect(page).toHaveURL(/frame=1-1&beside=1-3$/);

  expect(await value(page)).toBe(50);
  await page.keyboard.press("ArrowRight");
  expect(await value(page)).toBeGreaterThan(50);
  await divider(page).press("End");
  expect(await value(page)).toBe(100);
  await divider(page).press("ArrowLeft");
  expect(await value(page)).toBe(98);
  const stage = (await page.locator("[data-compare]").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(stage.x + stage.width * 0.6, stage.y + stage.height / 3);
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width / 4, stage.y + stage.height / 3, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => value(page)).toBeLessThan(30);

  await divider(page).focus();
  await page.keyboard.down(" ");
  await expect(divider(page)).toHaveCount(0);
  await page.keyboard.up(" ");
  await expect(divider(page)).toBeVisible();
  await page.keyboard.press("]");
  await expect(page.getByRole("dialog", { name: "Frame 1-1 large" })).toBeVisible();
  await page.keyboard.press("[");
  await expect(divider(page)).toHaveAttribute("aria-label", "Divider between 1-1 and 1-2");

  await page.getByRole("button", { name: "Side by side" }).click();
  await expect.poll(() => names(page)).toEqual(["1-1", "1-2"]);
  // Without a divider there is nothing else for them to move.
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => names(page)).toEqual(["1-1", "1-3"]);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => names(page)).toEqual(["1-1", "1-2"]);
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-compare]")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("four stand together, blink in turn, and are there again after a reload", async ({ person }) => {
  await person.open();
  await makeTakes(person, [4]);
  const { page } = person;
  await page.goto(`${page.url()}?frame=1-1&beside=1-2.1-3.1-4`);
  await expect.poll(() => names(page)).toEqual(["1-1", "1-2", "1-3", "1-4"]);
  await page.keyboard.down(" ");
  await expect.poll(() => names(page)).toEqual(["1-2", "1-3", "1-4", "1-1"]);
  await page.keyboard.up(" ");
  await expect.poll(() => names(page)).toEqual(["1-1", "1-2", "1-3", "1-4"]);
  await page.getByRole("button", { name: "Show frame 1-3" }).click({ modifiers: ["Shift"] });
  await expect.poll(() => names(page)).toEqual(["1-1", "1-2", "1-4"]);
  await person.reload();
  await expect.poll(() => names(page)).toEqual(["1-1", "1-2", "1-4"]);
});

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test("a finger moves the divider, and a held button blinks", async ({ person }) => {
    await person.open();
    await makeTakes(person, [2]);
    const { page } = person;
    await page.goto(`${page.url()}?frame=1-1&beside=1-2`);
    await expect(divider(page)).toBeVisible();
    expect(await page.getByRole("dialog").evaluate((node) => node.scrollWidth)).toBe(390);
    const box = (await divider(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const finger = await page.context().newCDPSession(page);
    await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
    for (const to of [x - 40, x - 80, x - 120]) await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: to, y }] });
    await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect.poll(() => value(page)).toBeLessThan(25);

    const blink = (await page.getByRole("button", { name: "Blink while held" }).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const at = { x: blink.x + 20, y: blink.y + 10 };
    await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
    await expect(divider(page)).toHaveCount(0);
    await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(divider(page)).toBeVisible();
    await page.getByRole("dialog").locator('[data-name="Compare"]:visible').click();
    await expect(page.locator("[data-compare]")).toHaveCount(0);
  });
});
