import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page, Route } from "playwright/test";
import sharp from "sharp";
import { test } from "@/tests/support/shared-story";
import { expect, samples, type StudioPage } from "@/tests/support/story";

let folder = "";
test.beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), "contact-sheet-another-way-")); });
test.afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const file = (name: string, bytes: Buffer): string => {
  const place = path.join(folder, name);
  writeFileSync(place, bytes);
  return place;
};
const photograph = (width: number, height: number) => sharp(samples("oranges")[0]).resize(width, height, { fit: "cover" });
const stored = (page: Page): Locator => page.locator('[data-state="stored"]');
const tile = (page: Page): Locator => page.locator('[data-reference="1"]');
const ratioOf = (page: Page): Promise<number> => tile(page).locator("img").evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth / image.naturalHeight : 0));

async function choose(page: Page, verb: string): Promise<void> {
  await page.getByRole("button", { name: "Details of image 1", exact: true }).click();
  await page.getByRole("dialog", { name: /^Image 1 of/ }).getByRole("button", { name: verb, exact: true }).click();
}
async function details(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Details of image 1", exact: true }).click();
  return page.getByRole("dialog", { name: /^Image 1 of/ });
}

test("a photograph is turned by hand and kept as PNG, and each choice is undone in its turn", async ({ person }) => {
  await person.open();
  const { page } = person;
  await person.files.setInputFiles([file("web.webp", await photograph(900, 600).webp().toBuffer())]);
  await expect(tile(page)).toHaveAccessibleName("image 1: web.webp, WEBP to JPEG");

  await choose(page, "Turn left");
  await expect(tile(page)).toHaveAccessibleName("image 1: web.webp, WEBP to JPEG");
  await expect.poll(() => ratioOf(page)).toBeCloseTo(600 / 900, 1);
  let about = await details(page);
  await expect(about).toContainText("900×600 WEBP");
  await expect(about).toContainText("600×900 JPEG");
  await expect(about).toContainText("Turned by hand, a quarter to the left.");
  await about.getByRole("button", { name: "Keep as PNG" }).click();
  await expect(tile(page)).toHaveAccessibleName("image 1: web.webp, WEBP to PNG");
  await expect.poll(() => ratioOf(page)).toBeCloseTo(600 / 900, 1);

  await choose(page, "Undo");
  await expect(tile(page)).toHaveAccessibleName("image 1: web.webp, WEBP to JPEG");
  await choose(page, "Undo");
  await expect.poll(() => ratioOf(page)).toBeCloseTo(900 / 600, 1);
  about = await details(page);
  await expect(about.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await expect(person.page.getByText("Saving")).toHaveCount(0);
  await person.reload();
  await expect(stored(page)).toHaveCount(1);
  await expect.poll(() => ratioOf(page)).toBeCloseTo(900 / 600, 1);
  await expect(await details(page)).toContainText("For another way the studio needs the file again: replace it with itself.");
});

test("a file that needed nothing keeps its bytes until it is turned, and has them again when that is undone", async ({ person }) => {
  await person.open();
  const { page } = person;
  await person.add(samples("cups"));
  await expect(await details(page)).toContainText("As it is: every byte is the file's own.");
  await page.keyboard.press("Escape");
  await choose(page, "Turn right");
  await expect(tile(page)).toHaveAccessibleName("image 1: cups.jpg, turned by hand");
  await choose(page, "Undo");
  await expect(tile(page)).toHaveAccessibleName("image 1: cups.jpg");
});

test("a panorama that was cropped keeps its part when it is turned, and is fitted another way as it stands", async ({ person }) => {
  await person.open();
  const { page } = person;
  await person.files.setInputFiles([file("wide.jpg", await photograph(2400, 600).jpeg().toBuffer())]);
  const dialog = page.getByRole("dialog", { name: /is too long and narrow/ });
  await expect(dialog).toContainText("2400 × 600, and no side may be three times the other");
  await dialog.getByRole("button", { name: "Use this" }).click();
  await expect(tile(page)).toHaveAccessibleName("image 1: wide.jpg, cropped");
  await choose(page, "Turn right");
  await expect.poll(() => ratioOf(page)).toBeCloseTo(1 / 3, 1);
  await choose(page, "Fit it another way");
  await expect(dialog).toContainText("600 × 2400");
  await dialog.getByRole("radio", { name: "Pad, edge colour" }).check({ force: true });
  await dialog.getByRole("button", { name: "Use this" }).click();
  await expect(tile(page)).toHaveAccessibleName("image 1: wide.jpg, padded");
  await choose(page, "Undo");
  await expect(tile(page)).toHaveAccessibleName("image 1: wide.jpg, cropped");
  await expect.poll(() => ratioOf(page)).toBeCloseTo(1 / 3, 1);
});

test("a frame that is a reference is turned like a photograph, and says so where it is gone", async ({ person }) => {
  await person.open();
  const { page } = person;
  await person.compose({ count: 1, prompt: "Generate 1 image of the cups at night" });
  await page.getByRole("radio", { name: "16:9", exact: true }).check({ force: true });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await person.frame(1, 1).hover();
  await person.frame(1, 1).getByRole("button", { name: "Edit this" }).click();
  await page.getByRole("button", { name: "Replace all" }).click();
  await expect(tile(page)).toHaveAccessibleName(/^image 1: 1-1/);
  await expect.poll(() => ratioOf(page)).toBeCloseTo(16 / 9, 1);

  await page.route("**/api/references/known?*", (route) => route.fulfill({ json: { references: [] } }), { times: 1 });
  const about = await details(page);
  await about.getByRole("button", { name: "Other ways" }).click();
  await expect(about.getByText("The frame itself is not there any more: this reference is all that is left of it.")).toBeVisible();
  await about.getByRole("button", { name: "Other ways" }).click();
  await expect(about.getByRole("button", { name: "Turn left" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(tile(page)).toHaveAccessibleName("image 1: 1-1, turned by hand");
  await expect.poll(() => ratioOf(page)).toBeCloseTo(9 / 16, 1);
  await choose(page, "Undo");
  await expect.poll(() => ratioOf(page)).toBeCloseTo(16 / 9, 1);
});

/** The server's own fetch, held until the story lets it go. */
async function holdFetch(page: Page): Promise<(go: (route: Route) => Promise<void>) => Promise<void>> {
  const held: Route[] = [];
  await page.route("**/api/references/fetch", (route) => { held.push(route); });
  return async (go) => {
    await expect.poll(() => held.length).toBe(1);
    const route = held.pop();
    if (route) await go(route);
  };
}
const paste = (page: Page, text: string) => page.evaluate((text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}, text);

test.describe("from an address", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test("a picture has its tile at once, says there why it did not come, and Generate waits for its second try", async ({ person }) => {
    await person.open();
    const { page } = person;
    const answer = await holdFetch(page);
    await paste(page, "https://example.org/fruit/oranges%20two.jpg");
    await expect(tile(page)).toHaveAccessibleName("image 1: oranges two.jpg");
    await expect(tile(page)).toHaveAttribute("data-state", "fetching");
    await answer((route) => route.fulfill({ status: 502, json: { code: "unreachable", status: 403 } }));
    await expect(page.getByText("example.org does not give this picture away (it answered 403). Save it and add its file.").first()).toBeVisible();

    await page.getByRole("button", { name: "Retry oranges two.jpg" }).click();
    await person.prompt.fill("Generate 1 image of the oranges at night");
    await page.getByRole("radio", { name: "1 image", exact: true }).check({ force: true });
    await person.generate.click();
    await expect(page.getByText("Goes out when every reference is in.")).toBeVisible();
    await answer(async (route) => route.fulfill({ status: 200, contentType: "image/jpeg", body: await readFile(samples("oranges")[0] ?? "") }));
    await person.expectTake(1, "completed");
  });
});

test.describe("a click that waited, and then lacks a prompt", () => {
  /** Waits for a picture, its prompt taken away; the answer lets the picture come. */
  async function waiting(person: StudioPage): Promise<() => Promise<void>> {
    await person.open();
    const answer = await holdFetch(person.page);
    await paste(person.page, "https://example.org/oranges.jpg");
    await person.prompt.fill("Generate 1 image of the oranges at night");
    await person.page.getByRole("radio", { name: "1 image", exact: true }).check({ force: true });
    await person.generate.click();
    await expect(person.page.getByText("Goes out when every reference is in.")).toBeVisible();
    await person.prompt.fill("");
    await person.generate.focus();
    return () => answer(async (route) => route.fulfill({ status: 200, contentType: "image/jpeg", body: await readFile(samples("oranges")[0] ?? "") }));
  }

  test("leads to the prompt when the picture is in", async ({ person, runcomfy }) => {
    const bring = await waiting(person);
    await bring();
    await expect(stored(person.page)).toHaveCount(1);
    await expect(person.prompt).toBeFocused();
    expect((await runcomfy.ledger()).posts).toHaveLength(0);
  });

  test("takes nobody away from what is typed elsewhere", async ({ person }) => {
    const bring = await waiting(person);
    await person.choose("Rename");
    const title = person.page.getByRole("textbox", { name: "Title" });
    await expect(title).toBeFocused();
    await bring();
    await expect(stored(person.page)).toHaveCount(1);
    await expect(person.page.locator("#generate-hint")).not.toContainText("Goes out when");
    await expect(title).toBeFocused();
  });
});
