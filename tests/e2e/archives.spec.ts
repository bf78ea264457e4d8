import { readFileSync } from "node:fs";
import type { Page } from "playwright/test";
import { z } from "zod";
import { createRunComfy, envOf, expect, StudioPage, test } from "@/tests/support/story";
import { fileInDataDir } from "@/tests/support/story-database";
import { createStudio } from "@/tests/support/studio";

const frameUrls = (person: StudioPage) => Promise.all([1, 2].map((index) => person.frame(1, index).locator("img").getAttribute("src")));

async function exportFrom(page: Page, title: string): Promise<Buffer> {
  await page.getByRole("button", { name: `More for ${title}` }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export session" }).click();
  return readFileSync(await (await downloading).path());
}

async function importInto(page: Page, name: string, buffer: Buffer): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import a session" }).click();
  await (await choosing).setFiles({ name, mimeType: "application/zip", buffer });
}

test("a session goes home as one zip and comes to another instance whole; a changed byte is named and refused", async ({ person, browser }) => {
  await person.open();
  await person.compose({ references: ["cups"], prompt: "Generate 2 images of the cups in image 1 at dusk", count: 2 });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await person.frame(1, 2).click();
  await person.page.keyboard.press("p");
  await person.page.keyboard.press("Escape");
  const address = person.page.url();
  await person.page.goto(new URL("/library", address).href);
  const title = (await person.page.getByRole("listitem").first().getByRole("link").textContent()) ?? "";
  const zip = await exportFrom(person.page, title);
  await person.page.goto(address);
  const urls = await frameUrls(person);

  const runcomfy = await createRunComfy();
  const studio = await createStudio(envOf(runcomfy));
  const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
  try {
    await studio.start();
    await page.goto(`${studio.url}/library`);
    const changed = Buffer.from(zip);
    // In the middle of the first picture, which begins behind its name.
    changed.writeUInt8(changed.readUInt8(20_000) ^ 1, 20_000);
    await importInto(page, "changed.zip", changed);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("alert")).toHaveText(/A file was changed since it was exported: .*-1-1-.*Nothing of it was kept\./);
    await dialog.getByRole("button", { name: "Dismiss" }).click();
    expect(await fileInDataDir.rows("select id from generations", studio.dataDir)).toEqual([]);

    await importInto(page, "cups.zip", zip);
    await page.waitForURL(/\/studio\/ses_/);
    const away = new StudioPage(page, studio);
    await away.expectTake(1, "completed");
    await expect(page.getByText("The session is here: 1 take, 2 frames.").first()).toBeVisible();
    // Files are named by their content: the same address is the same bytes.
    expect(await frameUrls(away)).toEqual(urls);
    const keys = z.array(z.object({ file_key: z.string() })).length(2).parse(await fileInDataDir.rows("select file_key from outputs", studio.dataDir));
    for (const { file_key } of keys) {
      const [here, there] = await Promise.all([new URL(`/api/files/${file_key}`, address).href, `${studio.url}/api/files/${file_key}`].map((url, at) => (at === 0 ? person.page : page).request.get(url)));
      if (!here || !there) throw new Error("no answer");
      expect([here.status(), there.status()]).toEqual([200, 200]);
      expect(Buffer.compare(await here.body(), await there.body())).toBe(0);
    }
    expect(await fileInDataDir.rows("select take, frame from outputs inner join generations on generations.id = generation_id where marked_at is not null", studio.dataDir)).toEqual([{ take: 1, frame: 2 }]);
    expect(await fileInDataDir.rows("select held_micro_usd from budget_days where held_micro_usd > 0", studio.dataDir)).toEqual([]);
  } finally {
    await page.context().close();
    await studio.remove();
    await runcomfy.remove();
  }
});
