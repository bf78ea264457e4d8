import type { Page } from "playwright/test";
import { test } from "@/tests/support/shared-story";
import { expect, samples, type StudioPage } from "@/tests/support/story";

const letters = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `letter-${at}.jpg`, mimeType: "image/jpeg", buffer: Buffer.from("Dear sir or madam") }));
const composerOf = (page: Page) => page.getByRole("complementary", { name: "Composer" });
const boxOf = async (person: StudioPage) => person.prompt.boundingBox();

/** Uploads begin and never get on: what waits for them waits for the test. */
const holdUploads = (page: Page) => page.route("**/api/uploadthing?**", () => undefined);

test("a click that waits for a reference is not sent when the reference is taken away, and says so", async ({ person, runcomfy }) => {
  await person.open();
  await person.compose({ references: ["cups", "oranges"], count: 2 });
  await holdUploads(person.page);
  await person.files.setInputFiles(samples("blossom"));
  await person.generate.click();
  await expect(person.generate).toContainText("waits for references");
  await person.page.getByRole("group", { name: /^image 3/ }).hover();
  await person.page.getByRole("button", { name: "Cancel image 3" }).click();
  await expect(person.page.getByText("Not sent: image 3 was taken away.").last()).toBeVisible();
  await expect(person.generate).not.toContainText("waits");
  await expect(person.page.getByRole("article")).toHaveCount(0);
  expect((await runcomfy.ledger()).posts).toHaveLength(0);
});

test("files that are refused cost no images, say why, and go at one press", async ({ person }) => {
  await person.open();
  await person.add(samples("cups"));
  await person.page.getByRole("radio", { name: "14 images", exact: true }).check({ force: true });
  await person.files.setInputFiles(letters(6));
  await expect(person.page.getByRole("region", { name: "References" }).getByText("This is not a picture.")).toHaveCount(6);
  await expect(person.page.getByRole("alertdialog")).toHaveCount(0);
  await expect(person.page.getByRole("radio", { name: "14 images", exact: true })).toBeChecked();
  await person.page.getByRole("button", { name: "Remove all" }).click();
  await expect(person.tiles).toHaveCount(1);
  await expect(person.page.getByRole("button", { name: "Add references" })).toBeFocused();
});

test("a good file among refused ones is asked about alone", async ({ person }) => {
  await person.open();
  await person.add(samples("cups"));
  await person.page.getByRole("radio", { name: "14 images", exact: true }).check({ force: true });
  await person.files.setInputFiles(letters(2));
  await person.files.setInputFiles(samples("oranges"));
  await expect(person.page.getByRole("alertdialog", { name: "2 references leave room for 13 images" })).toBeVisible();
  await person.page.getByRole("button", { name: "Add, and make 13" }).click();
  await expect(person.page.locator('[data-state="stored"]')).toHaveCount(2);
  await expect(person.page.getByRole("radio", { name: "13 images", exact: true })).toBeChecked();
});

test("a prompt that asks for more than there is room for is offered the most", async ({ person }) => {
  await person.open();
  await person.add(samples("cups", "oranges"));
  await person.prompt.fill("Generate 15 images of the cups");
  await person.page.getByRole("button", { name: "Make 13" }).click();
  await expect(person.prompt).toHaveValue("Generate 13 images of the cups");
  await expect(person.page.getByRole("radio", { name: "13 images", exact: true })).toBeChecked();
});

test("where a frame goes is asked with equal answers, and the one that takes nothing away has the focus", async ({ person }) => {
  await person.open();
  await person.compose({ count: 1, prompt: "Generate 1 image of the cups at night" });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await person.frame(1, 1).hover();
  await person.frame(1, 1).getByRole("button", { name: "Edit this" }).click();
  const add = person.page.getByRole("button", { name: "Add as the next number" });
  await expect(add).toBeFocused();
  const weight = (node: Element) => { const { backgroundColor, fontWeight, color } = getComputedStyle(node); return { backgroundColor, fontWeight, color }; };
  expect(await person.page.getByRole("button", { name: "Replace all" }).evaluate(weight)).toEqual(await add.evaluate(weight));
});

test("a choice that was just made is seen to be one while the pointer is still on it", async ({ person }) => {
  await person.open();
  const choice = person.page.locator("label.choice:visible").filter({ has: person.page.getByRole("radio", { checked: false }) }).last();
  const label = person.page.locator("label.choice", { hasText: await choice.innerText() });
  await label.click();
  await expect(label.getByRole("radio")).toBeChecked();
  expect(await label.evaluate((node) => node.matches(":hover"))).toBe(true);
  const border = (node: Element) => { const { borderTopColor, color } = getComputedStyle(node); return [borderTopColor, color]; };
  await expect.poll(async () => new Set(await label.evaluate(border)).size, { message: "its border is as dark as its text" }).toBe(1);
});

test.describe("while the server does not answer", () => {
  test.use({ expectedErrors: [/ERR_FAILED|Failed to load resource|Failed to fetch/] });

  for (const [screen, viewport] of [["a desk", { width: 1440, height: 900 }], ["a phone", { width: 390, height: 844 }]] as const) {
    test(`what is typed stays where it is on ${screen}: the notice has its own room`, async ({ person }) => {
      await person.page.setViewportSize(viewport);
      await person.open();
      await person.prompt.fill("Generate 4 images");
      await person.prompt.click();
      const before = await boxOf(person);
      await person.page.route("**/studio/**", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
      await person.prompt.fill("Generate 4 images, in the rain");
      await expect(composerOf(person.page).getByText(/Not saved yet/)).toBeVisible();
      expect(await boxOf(person)).toEqual(before);
    });
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a composer that was swiped away opens again at a tap on the prompt", async ({ person }) => {
    await person.open();
    const composer = composerOf(person.page);
    await person.prompt.tap();
    await expect(composer).toHaveAttribute("data-open", "true");
    await swipeDown(person.page);
    await expect(composer).toHaveAttribute("data-open", "false");
    await expect(person.prompt).not.toBeFocused();
    // A browser may take the first touch after a swipe for the swipe's end.
    await expect(async () => {
      await person.prompt.tap();
      await expect(composer).toHaveAttribute("data-open", "true", { timeout: 1000 });
    }).toPass();
  });

  test("the header has room for the session's name", async ({ person }) => {
    const { page } = await person.open();
    await person.choose("Rename");
    await page.getByRole("textbox", { name: "Title" }).fill("Cups, spring light");
    await page.keyboard.press("Enter");
    await expect(page.locator("h1 .truncate")).toHaveText("Cups, spring light");
    const cut = await page.locator("h1 .truncate").evaluate((node) => node.scrollWidth - node.clientWidth);
    expect(cut).toBe(0);
    await page.getByRole("group", { name: "Engine" }).getByRole("button", { name: "RunComfy" }).tap();
    await expect(page.getByRole("dialog")).toBeVisible();
  });

  test("what is touched is 44 px wide and high", async ({ person }) => {
    await person.open();
    await person.add(samples("cups"));
    const least = async (name: string, role: "button" | "radio") => {
      const box = await person.page.getByRole(role, { name, exact: true }).boundingBox();
      return Math.min(box?.width ?? 0, box?.height ?? 0);
    };
    expect(await least("Add references", "button")).toBeGreaterThanOrEqual(44);
    await person.prompt.tap();
    expect(await least("16:9", "radio")).toBeGreaterThanOrEqual(44);
  });
});

test("tiles stay small where the composer is wide", async ({ person }) => {
  await person.page.setViewportSize({ width: 720, height: 450 });
  await person.open();
  await person.add(samples("cups"));
  await person.prompt.click();
  expect((await person.tiles.first().boundingBox())?.width).toBeLessThanOrEqual(88);
});

async function swipeDown(page: Page): Promise<void> {
  const handle = await page.getByRole("button", { name: "Fold the composer" }).boundingBox();
  if (!handle) throw new Error("the composer has no handle");
  const x = handle.x + handle.width / 2;
  const y = handle.y + handle.height / 2;
  const touch = await page.context().newCDPSession(page);
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  for (const by of [20, 60, 120]) await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x, y: y + by }] });
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
