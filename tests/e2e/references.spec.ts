import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright/test";
import sharp from "sharp";
import { LONG_PROOF } from "@/tests/support/long-proof";
import { storages, test } from "@/tests/support/shared-story";
import { expect, samples, type StudioPage } from "@/tests/support/story";

let folder = "";
test.beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), "contact-sheet-references-")); });
test.afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const file = (name: string, bytes: Buffer): string => {
  const place = path.join(folder, name);
  writeFileSync(place, bytes);
  return place;
};
const photograph = (width: number, height: number, of: "cups" | "oranges" | "blossom" = "cups") => sharp(samples(of)[0]).resize(width, height, { fit: "cover" });
const plain = async (...names: string[]): Promise<string[]> =>
  Promise.all(names.map(async (name, at) => file(name, await sharp({ create: { width: 300 + at, height: 300, channels: 3, background: { r: 60 * at, g: 120, b: 180 } } }).jpeg().toBuffer())));
const panorama = async (name: string, width = 2400, height = 600): Promise<string> => file(name, await photograph(width, height).jpeg().toBuffer());

const stored = (page: Page): Locator => page.locator('[data-state="stored"]');
const tile = (page: Page, name: string): Locator => page.getByRole("group", { name: new RegExp(`: ${name}`) });
const detailsOf = (page: Page, number: number): Locator => page.getByRole("button", { name: `Details of image ${number}`, exact: true });
const namesInOrder = async (page: Page): Promise<string[]> =>
  (await page.locator("[data-reference]").evaluateAll((tiles) => tiles.map((each) => each.getAttribute("title") ?? "")));
const ratioOf = (picture: Locator): Promise<number> => picture.locator("img").evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth / image.naturalHeight : 0));
const fitDialog = (page: Page): Locator => page.getByRole("dialog", { name: /is too long and narrow/ });
const announced = (page: Page): Locator => page.locator(".sr-only[role=status]");

async function addPlain(person: StudioPage, ...names: string[]): Promise<void> {
  const before = await stored(person.page).count();
  await person.files.setInputFiles(await plain(...names));
  await expect(stored(person.page)).toHaveCount(before + names.length);
}

for (const storage of storages) {
  test.describe(`with the storage ${storage}`, { tag: storage === "UploadThing" ? LONG_PROOF : [] }, () => {
    test.use({ storage });

    test("what a person has becomes what the model takes, and its tile says what was done to it", async ({ person }) => {
      await person.open();
      const { page } = person;
      await person.files.setInputFiles([
        path.resolve("tests/support/telephone.heic"),
        file("web.webp", await photograph(900, 700, "oranges").webp().toBuffer()),
        file("large.jpg", await photograph(7000, 4000).jpeg().toBuffer()),
        file("lying.jpg", await photograph(900, 600, "blossom").withMetadata({ orientation: 6 }).jpeg().toBuffer()),
        file("home.jpg", await photograph(800, 600).withExif({ IFD0: { Make: "Telephone" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "W", GPSLongitude: "0/1 7/1 0/1" } }).jpeg().toBuffer()),
      ]);
      await expect(stored(page)).toHaveCount(5, { timeout: 60_000 });
      await expect(tile(page, "telephone.heic")).toHaveAccessibleName(/HEIC to (JPEG|PNG)/);
      await expect(tile(page, "web.webp")).toHaveAccessibleName(/WEBP to (JPEG|PNG)/);
      await expect(tile(page, "large.jpg")).toHaveAccessibleName(/made smaller/);
      await expect(tile(page, "lying.jpg")).toHaveAccessibleName(/turned upright/);
      await expect(tile(page, "home.jpg")).toHaveAccessibleName(/place removed/);
      expect(await ratioOf(tile(page, "lying.jpg"))).toBeCloseTo(600 / 900, 1);

      await detailsOf(page, 1).press("Enter");
      const details = page.getByRole("dialog", { name: "Image 1 of 5" });
      await expect(details).toContainText(/480×360 HEIC, \d+ KB, place removed.*480×360 (JPEG|PNG), \d/);
      await expect(details).toContainText(/Removed: the place/);
      await page.keyboard.press("Escape");
      await expect(details).toBeHidden();
      await expect(detailsOf(page, 1)).toBeFocused();

      await person.reload();
      await detailsOf(page, 3).click();
      await expect(page.getByRole("dialog", { name: "Image 3 of 5" })).toContainText("7000×4000 JPEG");
    });

    test("added, ordered and removed by keyboard alone: the numbers are announced, and the focus is never lost", async ({ person }) => {
      await person.open();
      const { page } = person;
      await page.getByRole("button", { name: "Add references" }).focus();
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
      await chooser.setFiles(await plain("a.jpg", "b.jpg", "c.jpg"));
      await expect(stored(page)).toHaveCount(3);

      await page.keyboard.press("Shift+Tab");
      await expect(detailsOf(page, 1)).toBeFocused();
      await page.keyboard.press("Alt+ArrowRight");
      await expect(detailsOf(page, 2)).toBeFocused();
      await expect(announced(page)).toHaveText("a.jpg is image 2 of 3 now");
      expect(await namesInOrder(page)).toEqual(["b.jpg", "a.jpg", "c.jpg"]);
      await page.keyboard.press("Alt+End");
      expect(await namesInOrder(page)).toEqual(["b.jpg", "c.jpg", "a.jpg"]);
      await expect(detailsOf(page, 3)).toBeFocused();
      await page.keyboard.press("Home");
      await expect(detailsOf(page, 1)).toBeFocused();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Delete");
      expect(await namesInOrder(page)).toEqual(["b.jpg", "a.jpg"]);
      await expect(detailsOf(page, 2)).toBeFocused();

      await page.keyboard.press("Enter");
      const details = page.getByRole("dialog", { name: "Image 2 of 2" });
      await details.getByRole("button", { name: "Remove" }).press("Enter");
      await expect(details).toBeHidden();
      await expect(detailsOf(page, 1)).toBeFocused();
      await page.keyboard.press("Backspace");
      await expect(stored(page)).toHaveCount(0);
      await expect(page.getByRole("button", { name: "Add references" })).toBeFocused();
    });

    test.describe("by touch", () => {
      test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

      test("a tap on the picker adds, a long press takes a tile along, a tap opens what can be done with it, removing it too", async ({ person }) => {
        await person.open();
        const { page } = person;
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Add references" }).tap()]);
        expect(chooser.isMultiple()).toBe(true);
        await chooser.setFiles(await plain("a.jpg", "b.jpg", "c.jpg"));
        await expect(stored(page)).toHaveCount(3);
        await person.prompt.tap();
        await longPressDrag(page, tile(page, "c.jpg"), tile(page, "a.jpg"));
        await expect(async () => expect(await namesInOrder(page)).toEqual(["c.jpg", "a.jpg", "b.jpg"])).toPass();
        await expect(page.getByRole("dialog")).toHaveCount(0);
        await detailsOf(page, 3).tap();
        const details = page.getByRole("dialog", { name: /Image \d of 3/ });
        await details.getByRole("button", { name: "Move left" }).tap();
        expect(await namesInOrder(page)).toEqual(["c.jpg", "b.jpg", "a.jpg"]);
        await details.getByRole("button", { name: "Remove" }).tap();
        expect(await namesInOrder(page)).toEqual(["c.jpg", "a.jpg"]);
        await page.getByRole("button", { name: "Remove image 1" }).tap();
        expect(await namesInOrder(page)).toEqual(["a.jpg"]);
      });
    });

    test.describe("on the way", () => {
      test.use({ expectedErrors: [/ERR_FAILED|Failed to load resource|Failed to fetch/] });
      const begin = "**/api/uploadthing?**";

      test("a reload says which files were on their way, and keeps nothing half-made", async ({ person }) => {
        await person.open();
        const { page } = person;
        await addPlain(person, "there.jpg");
        await page.route(begin, () => undefined);
        await person.files.setInputFiles(samples("cups", "oranges"));
        await expect(page.locator('[data-state="uploading"]')).toHaveCount(2);
        await person.reload();
        const told = page.getByText("On their way when the page was left, to be added again: cups.jpg, oranges.jpg.");
        await expect(told).toBeVisible();
        await expect(person.tiles).toHaveCount(1);
        await page.unroute(begin);
        await person.add(samples("cups"));
        await page.getByRole("button", { name: "Dismiss" }).click();
        await expect(told).toBeHidden();
        await person.reload();
        await expect(stored(page)).toHaveCount(2);
        await expect(told).toBeHidden();
      });

      test("what is cancelled on its way leaves no tile, and the others go on", async ({ person }) => {
        await person.open();
        const { page } = person;
        await page.route(begin, () => undefined);
        await person.files.setInputFiles(samples("cups"));
        await expect(page.locator('[data-state="uploading"]')).toHaveCount(1);
        await page.unroute(begin);
        await detailsOf(page, 1).press("Delete");
        await expect(person.tiles).toHaveCount(0);
        await person.add(samples("oranges"));
        expect(await namesInOrder(page)).toEqual(["oranges.jpg"]);
      });

      test("a connection that is lost is tried again without a press", async ({ person }) => {
        await person.open();
        const { page } = person;
        let cut = 0;
        // Wherever the bytes go.
        await page.route("**", (route) => {
          if (route.request().method() !== "PUT" || cut > 0) return route.continue();
          cut += 1;
          return route.abort();
        });
        await person.add(samples("cups"));
        expect(cut).toBe(1);
      });
    });
  });
}

test("a panorama is asked about: cropped where it was moved to, padded another way in its place, and the choice is offered first next time", async ({ person }) => {
  await person.open();
  const { page } = person;
  await person.files.setInputFiles([await panorama("wide.jpg"), ...samples("cups")]);
  const dialog = fitDialog(page);
  await expect(dialog.getByRole("radio", { name: "Crop" })).toBeFocused();
  // Behind the dialog, and so by no role.
  await expect(page.locator('[data-reference][title="cups.jpg"]')).toHaveAttribute("data-state", "stored");
  const range = dialog.getByRole("slider", { name: "Kept part" });
  await range.focus();
  await page.keyboard.press("Home");
  await expect(range).toHaveAttribute("aria-valuetext", "100 % towards the left");
  await dialog.getByRole("button", { name: "Use this" }).click();
  await expect(tile(page, "wide.jpg")).toHaveAccessibleName("image 1: wide.jpg, cropped");
  const cropped = await ratioOf(tile(page, "wide.jpg"));
  expect(cropped).toBeGreaterThan(2.9);
  expect(cropped).toBeLessThan(3.1);

  await detailsOf(page, 1).click();
  await page.getByRole("button", { name: "Fit it another way" }).click();
  await expect(dialog.getByRole("radio", { name: "Crop" })).toBeChecked();
  await dialog.getByRole("radio", { name: "Pad, blurred" }).check({ force: true });
  await dialog.getByRole("button", { name: "Use this" }).click();
  await expect(tile(page, "wide.jpg")).toHaveAccessibleName("image 1: wide.jpg, padded");
  await expect(stored(page)).toHaveCount(2);

  await person.files.setInputFiles([await panorama("tall.jpg", 500, 2000), await panorama("longer.jpg", 2500, 500)]);
  await expect(dialog.getByRole("radio", { name: "Pad, blurred" })).toBeChecked();
  await dialog.getByRole("checkbox", { name: /The same for the other/ }).check();
  await dialog.getByRole("button", { name: "Use this" }).click();
  await expect(stored(page)).toHaveCount(4);
  await expect(dialog).toBeHidden();
  await expect(tile(page, "tall.jpg")).toHaveAccessibleName(/padded/);
  await expect(tile(page, "longer.jpg")).toHaveAccessibleName(/padded/);
});

test("a choice that is put off removes nothing: the tile waits and says so, and Generate asks for it", async ({ person, runcomfy }) => {
  await person.open();
  const { page } = person;
  await person.files.setInputFiles([await panorama("wide.jpg")]);
  await fitDialog(page).getByRole("button", { name: "Later" }).click();
  await expect(page.getByText("Waits for your choice: too long and narrow.")).toBeVisible();
  await person.prompt.fill("Generate 1 image of the cups at night");
  await page.getByRole("radio", { name: "1 image", exact: true }).check({ force: true });
  await person.generate.click();
  await expect(fitDialog(page)).toBeVisible();
  expect((await runcomfy.ledger()).posts).toHaveLength(0);
  await fitDialog(page).getByRole("button", { name: "Use this" }).click();
  await person.expectTake(1, "completed");
});

test("a file that is none stops no other", async ({ person }) => {
  await person.open();
  await person.files.setInputFiles([file("letter.heic", Buffer.from("Dear sir or madam")), file("cut.webp", (await photograph(900, 700).webp().toBuffer()).subarray(0, 900)), ...samples("cups", "oranges")]);
  await expect(stored(person.page)).toHaveCount(2);
  await expect(person.page.locator('[data-state="failed"]')).toHaveCount(2);
  expect(await namesInOrder(person.page)).toEqual(["cups.jpg", "oranges.jpg"]);
});

test("the order that a mouse gave stays after a reload; a press that does not move opens the details", async ({ person }) => {
  await person.open();
  const { page } = person;
  await addPlain(person, "a.jpg", "b.jpg", "c.jpg");
  const saved = page.waitForResponse((response) => response.request().method() === "POST" && response.url().includes("/studio/"));
  await dragBy(page, tile(page, "a.jpg"), tile(page, "c.jpg"));
  expect(await namesInOrder(page)).toEqual(["b.jpg", "c.jpg", "a.jpg"]);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await saved;
  await person.reload();
  await expect(stored(page)).toHaveCount(3);
  // What was not saved yet comes back from the browser, a moment after the page.
  await expect.poll(() => namesInOrder(page)).toEqual(["b.jpg", "c.jpg", "a.jpg"]);
  await detailsOf(page, 2).click();
  await expect(page.getByRole("dialog", { name: "Image 2 of 3" })).toContainText("c.jpg");
});

async function middleOf(place: Locator): Promise<{ x: number; y: number }> {
  const box = await place.boundingBox();
  if (!box) throw new Error("nothing to take hold of");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function dragBy(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await middleOf(from), await middleOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  // What follows the press loads with it: a hand takes longer than this to begin.
  await expect(async () => {
    await page.mouse.move(start.x + 20, start.y, { steps: 3 });
    expect(await from.evaluate((element) => element.style.transform)).not.toBe("");
  }).toPass();
  await page.mouse.move(end.x + 4, end.y, { steps: 5 });
  await page.mouse.up();
}

async function longPressDrag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await middleOf(from), await middleOf(to)];
  const touch = await page.context().newCDPSession(page);
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [start] });
  await expect(page.locator("[data-dragging]")).toHaveCount(1);
  for (const share of [0.2, 0.6, 1]) {
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share }] });
  }
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
