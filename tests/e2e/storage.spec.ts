import { readdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright/test";
import { makeTakes, shown } from "@/tests/support/frames";
import { aMinutePasses } from "@/tests/support/passed-time";
import { expect, test } from "@/tests/support/story";
import { fileInDataDir } from "@/tests/support/story-database";

const storage = (page: Page) => page.locator("[data-name=Storage]");

test("the library tells what pictures take; unmarked frames are deleted there, had back, and gone from DATA_DIR when they are not", async ({ person, studio }) => {
  const { page } = await person.open();
  await makeTakes(person, [3]);
  await page.locator('[data-name="Frame 1-2"] [id^="frame-"]').focus();
  await page.keyboard.press("p");
  await expect(page.getByText("Frame 1-2 is marked.").first()).toBeAttached();
  const { address } = person;
  const outputs = () => readdirSync(path.join(studio.dataDir, "files", "o"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const before = outputs();

  await page.goto(new URL("/library", page.url()).href);
  await expect(storage(page)).toContainText(/3 frames, \d+(\.\d)? (KB|MB).*1 reference, /s);
  await page.getByRole("button", { name: "Free space" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio", { name: /^Older than 7 days/ })).toBeDisabled();
  // Young frames go by choice alone.
  await expect(dialog.getByRole("button", { name: /^Delete/ })).toBeDisabled();
  await dialog.getByRole("radio", { name: /^Of any age/ }).check();
  await dialog.getByRole("button", { name: "Delete 2 frames" }).click();
  await expect(storage(page)).toContainText(/1 frame, .*2 about to go/s);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(storage(page)).toContainText("3 frames, ");

  await page.getByRole("button", { name: "Free space" }).click();
  await dialog.getByRole("radio", { name: /^Of any age/ }).check();
  await dialog.getByRole("button", { name: "Delete 2 frames" }).click();
  await expect(storage(page)).toContainText(/1 frame, .*2 about to go/s);
  await person.open(address);
  await expect.poll(() => shown(person)).toEqual(["1-2"]);
  await aMinutePasses({ database: fileInDataDir, dataDir: studio.dataDir });
  await expect.poll(outputs, { timeout: 30_000 }).toBe(before - 2);
});

test("where every frame is marked nothing can be freed, and it is said", async ({ person }) => {
  const { page } = await person.open();
  await makeTakes(person, [1]);
  await page.locator('[data-name="Frame 1-1"] [id^="frame-"]').focus();
  await page.keyboard.press("p");
  await expect(page.getByText("Frame 1-1 is marked.").first()).toBeAttached();
  await expect(async () => {
    await page.goto(new URL("/library", page.url()).href);
    await page.getByRole("button", { name: "Free space" }).click();
    await expect(page.getByText("Every frame is marked: nothing can be freed.")).toBeVisible({ timeout: 2000 });
  }).toPass();
});
