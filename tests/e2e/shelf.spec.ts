import path from "node:path";
import SQLite from "better-sqlite3";
import type { Locator, Page } from "playwright/test";
import { z } from "zod";
import { newId } from "@/lib/ids";
import { LONG_PROOF } from "@/tests/support/long-proof";
import { storages, test } from "@/tests/support/shared-story";
import { expect, samples, test as alone, type StudioPage } from "@/tests/support/story";
import type { Studio } from "@/tests/support/studio";

const opener = (page: Page) => page.getByRole("button", { name: "Earlier references and frames" });
const shelf = (page: Page) => page.getByRole("dialog", { name: "Earlier" });
const picture = (page: Page, name: string | RegExp) => shelf(page).getByRole("button", { name });
const stored = (page: Page) => page.locator('[data-state="stored"]');

async function take(person: StudioPage, number: number, count: number): Promise<void> {
  await person.prompt.fill(`Generate ${count} ${count === 1 ? "image" : "images"} of the cups in another light`);
  await person.page.getByRole("radio", { name: count === 1 ? "1 image" : `${count} images`, exact: true }).check({ force: true });
  await person.generate.click();
  await person.expectTake(number, "completed", 120_000);
}

async function newSession(person: StudioPage): Promise<void> {
  const before = person.address;
  await person.page.getByRole("button", { name: /session/i }).first().click();
  await person.page.getByRole("menuitem", { name: "New session" }).click();
  await expect.poll(() => person.address).not.toBe(before);
  await expect(person.tiles).toHaveCount(0);
}

/** As if so many had come: frames like its first one, beside what the running studio writes. */
function growTake({ dataDir }: Studio, number: number, frames: number): void {
  const db = new SQLite(path.join(dataDir, "contact-sheet.db"), { timeout: 5000 });
  const first = z.record(z.string(), z.unknown()).parse(db.prepare("select * from outputs where generation_id = (select id from generations where take = ?)").get(number));
  const columns = Object.keys(first);
  const insert = db.prepare(`insert into outputs (${columns.join(", ")}) values (${columns.map((column) => `@${column}`).join(", ")})`);
  for (let frame = 2; frame <= frames; frame += 1) insert.run({ ...first, id: newId("out"), frame });
  db.close();
}

/** A few stops of Tab at most: a shelf has one for all its pictures. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 0; stop < 4; stop += 1) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((node) => node === document.activeElement)) return;
  }
  await expect(wanted).toBeFocused();
}

test("an empty shelf says what will be on it", async ({ person }) => {
  await person.open();
  await opener(person.page).click();
  await expect(shelf(person.page)).toContainText("Every picture that a take was made from will be here");
  await shelf(person.page).getByRole("tab", { name: "Frames" }).click();
  await expect(shelf(person.page)).toContainText("Every frame that a take delivers");
  await person.page.keyboard.press("Escape");
  await expect(shelf(person.page)).toHaveCount(0);
  await expect(opener(person.page)).toBeFocused();
});

alone("images that would not fit beside them are asked about, and a long shelf loads more", async ({ person, studio }) => {
  await person.open();
  await person.add(samples("cups"));
  for (const number of [1, 2]) {
    await take(person, number, 1);
    growTake(studio, number, 14);
  }
  await person.page.getByRole("radio", { name: "14 images", exact: true }).check({ force: true });
  await opener(person.page).click();
  await shelf(person.page).getByRole("tab", { name: "Frames" }).click();
  const choices = shelf(person.page).locator("[aria-pressed]");
  await expect(choices).toHaveCount(24);
  await shelf(person.page).getByRole("button", { name: "Load more" }).click();
  await expect(choices).toHaveCount(28);
  await expect(choices.nth(24)).toBeFocused();
  // One of each take first: its frames are the same bytes, and those would be one reference.
  const chosen = [0, 14, 1, 2, 3, 4, 5, 6, 7];
  for (const at of chosen) await choices.nth(at).click();
  await expect(shelf(person.page)).toContainText("9 chosen, room for 9");
  await choices.nth(9).click();
  await expect(shelf(person.page)).toContainText("9 chosen, room for 9");
  for (const at of chosen.slice(2)) await choices.nth(at).click();
  await shelf(person.page).getByRole("button", { name: "Add 2 references" }).click();
  await expect(person.page.getByRole("alertdialog", { name: "3 references leave room for 12 images" })).toBeVisible();
  await person.page.getByRole("button", { name: "Add, and make 12" }).click();
  await expect(stored(person.page)).toHaveCount(3);
});

for (const storage of storages) {
  test.describe(`with the storage ${storage}`, { tag: storage === "UploadThing" ? LONG_PROOF : [] }, () => {
    test.use({ storage });

    test("earlier references and frames come into a new session in the order of choosing, without an upload", async ({ person }) => {
      await person.open();
      await person.add(samples("cups", "oranges"));
      await take(person, 1, 2);
      await newSession(person);
      const uploads: string[] = [];
      person.page.on("request", (request) => { if (request.method() === "PUT" || request.url().includes("/api/uploadthing")) uploads.push(request.url()); });
      await opener(person.page).click();
      await picture(person.page, /oranges\.jpg/).click();
      await shelf(person.page).getByRole("tab", { name: "Frames" }).click();
      await picture(person.page, /^1-2/).click();
      await shelf(person.page).getByRole("tab", { name: "References" }).click();
      await picture(person.page, /cups\.jpg/).click();
      await expect(shelf(person.page)).toContainText("3 chosen, room for 10");
      await shelf(person.page).getByRole("button", { name: "Add 3 references" }).click();
      await expect(stored(person.page)).toHaveCount(3);
      expect(await stored(person.page).evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("aria-label")))).toEqual(
        ["oranges.jpg", "1-2", "cups.jpg"].map((name, at) => expect.stringContaining(`image ${at + 1}: ${name}`)),
      );
      expect(uploads).toEqual([]);
      // They are the draft's: there after a reload, and marked on the shelf.
      await expect(async () => {
        await person.reload();
        await expect(stored(person.page)).toHaveCount(3, { timeout: 2000 });
      }).toPass();
      await opener(person.page).click();
      await expect(picture(person.page, "oranges.jpg, image 1 already")).toBeDisabled();
      await shelf(person.page).getByRole("tab", { name: "Frames" }).click();
      await expect(picture(person.page, /^1-2, .*image 2 already/)).toBeDisabled();
      await expect(picture(person.page, /^1-1/)).toBeEnabled();
    });

    test("by keyboard alone: opened, gone through with arrows, chosen, added", async ({ person }) => {
      await person.open();
      await person.add(samples("cups", "oranges"));
      await take(person, 1, 1);
      await newSession(person);
      await opener(person.page).focus();
      await person.page.keyboard.press("Enter");
      await expect(shelf(person.page)).toBeVisible();
      await shelf(person.page).getByRole("tab", { name: "References" }).focus();
      await expect(picture(person.page, /oranges\.jpg/)).toBeVisible();
      await tabTo(person.page, shelf(person.page).locator("[aria-pressed]").first());
      await person.page.keyboard.press("Space");
      await person.page.keyboard.press("ArrowRight");
      await person.page.keyboard.press("Space");
      await tabTo(person.page, shelf(person.page).getByRole("button", { name: "Add 2 references" }));
      await person.page.keyboard.press("Enter");
      await expect(stored(person.page)).toHaveCount(2);
      await expect(opener(person.page)).toBeFocused();
    });

    test.describe("on a phone", () => {
      test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

      test("by touch", async ({ person }) => {
        await person.open();
        const [chooser] = await Promise.all([person.page.waitForEvent("filechooser"), person.page.getByRole("button", { name: "Add references" }).tap()]);
        await chooser.setFiles(samples("cups"));
        await expect(stored(person.page)).toHaveCount(1);
        await take(person, 1, 1);
        await person.prompt.tap();
        await opener(person.page).tap();
        await shelf(person.page).getByRole("tab", { name: "Frames" }).tap();
        await picture(person.page, /^1-1/).tap();
        await shelf(person.page).getByRole("button", { name: "Add 1 reference", exact: true }).tap();
        await expect(stored(person.page)).toHaveCount(2);
      });
    });
  });
}
