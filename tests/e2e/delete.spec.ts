import { readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { expectFocus, makeTakes, pictureOf, selected, shown } from "@/tests/support/frames";
import { aMinutePasses } from "@/tests/support/passed-time";
import { test as shared } from "@/tests/support/shared-story";
import { expect, NEVER, StudioPage, test } from "@/tests/support/story";
import { fileInDataDir } from "@/tests/support/story-database";
import type { Studio } from "@/tests/support/studio";

const filesSchema = z.array(z.object({ file_key: z.string(), thumb_small_key: z.string(), thumb_large_key: z.string() }));

/** Every file of a frame as it lies in DATA_DIR. */
async function filesOf({ dataDir }: Studio, take: number, index: number): Promise<string[]> {
  const rows = await fileInDataDir.rows(
    `select file_key, thumb_small_key, thumb_large_key from outputs join generations on generations.id = outputs.generation_id where generations.take = ${take} and outputs.frame = ${index}`, dataDir,
  );
  return filesSchema.parse(rows).flatMap((row) => [row.file_key, row.thumb_small_key, row.thumb_large_key]).map((key) => path.basename(key));
}

const kept = ({ dataDir }: Studio): string[] => readdirSync(path.join(dataDir, "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
const holds = (studio: Studio, files: readonly string[]): boolean[] => files.map((file) => kept(studio).some((name) => name.includes(file)));
const undo = (person: StudioPage) => person.page.getByRole("button", { name: "Undo", exact: true });

test("a deleted frame leaves every tab at once, and after a minute DATA_DIR; a reload in between brings it not back", async ({ person, studio, context }) => {
  await person.open();
  await makeTakes(person, [3]);
  const second = new StudioPage(await context.newPage(), studio);
  await second.page.goto(person.page.url());
  await expect.poll(() => shown(second)).toHaveLength(3);
  const [leaving, staying] = [await filesOf(studio, 1, 2), await filesOf(studio, 1, 1)];
  expect(holds(studio, leaving)).toEqual([true, true, true]);

  await pictureOf(person, "1-2").focus();
  await person.page.keyboard.press("Delete");
  await expect(person.page.getByText("Frame 1-2 is deleted.").first()).toBeVisible();
  await expectFocus(person, "1-3");
  await expect.poll(() => shown(second)).toEqual(["1-1", "1-3"]);
  await person.reload();
  await expect.poll(() => shown(person)).toEqual(["1-1", "1-3"]);
  await expect(person.take(1)).toContainText("3 of 3 · 1 deleted");

  await aMinutePasses({ database: fileInDataDir, dataDir: studio.dataDir });
  await expect.poll(() => holds(studio, leaving), { timeout: 30_000 }).toEqual([false, false, false]);
  expect(holds(studio, staying)).toEqual([true, true, true]);
});

shared("what was deleted is brought back by the toast and by Ctrl+Z, to its place and with the focus", async ({ person }) => {
  await person.open();
  await makeTakes(person, [2, 3]);
  const { page } = person;
  await pictureOf(person, "2-1").click({ modifiers: ["ControlOrMeta"] });
  await pictureOf(person, "2-3").click({ modifiers: ["ControlOrMeta"] });
  await page.keyboard.press("Delete");
  await expect.poll(() => shown(person)).toEqual(["2-2", "1-1", "1-2"]);
  expect(await selected(person)).toEqual([]);
  await undo(person).click();
  await expect.poll(() => shown(person)).toEqual(["2-1", "2-2", "2-3", "1-1", "1-2"]);

  await pictureOf(person, "2-3").focus();
  await page.keyboard.press("Delete");
  await expectFocus(person, "1-1");
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => shown(person)).toEqual(["2-1", "2-2", "2-3", "1-1", "1-2"]);
  await expect(undo(person)).toHaveCount(0);

  await page.getByRole("button", { name: "More for take 2" }).click();
  await page.getByRole("menuitem", { name: "Delete take" }).click();
  await expect(person.take(2)).toHaveCount(0);
  await expect(page.getByText("Take 2 is deleted.").first()).toBeVisible();
  await undo(person).click();
  await expect.poll(() => shown(person)).toEqual(["2-1", "2-2", "2-3", "1-1", "1-2"]);
});

shared("a take whose frames are all deleted keeps its prompt until it is deleted too", async ({ person }) => {
  await person.open();
  await makeTakes(person, [2]);
  await pictureOf(person, "1-1").focus();
  await person.page.keyboard.press("Shift+X");
  await person.page.keyboard.press("Delete");
  await expect(person.take(1)).toContainText("All its frames are deleted.");
  await expect(person.take(1)).toContainText("Generate 2 images of the cups");
  await person.reload();
  await expect(person.take(1)).toContainText("2 of 2 · 2 deleted");
});

shared("a take that waits says what its deletion costs, and goes on unseen", async ({ person, runcomfy }) => {
  await runcomfy.restart({ queue: NEVER });
  await person.open();
  await person.compose({ count: 2 });
  await person.generate.click();
  await person.expectTake(1, "in_queue");
  await person.page.getByRole("button", { name: "More for take 1" }).click();
  await person.page.getByRole("menuitem", { name: "Delete take" }).click();
  await expect(person.page.getByText(/Take 1 is deleted\. It still waits in the queue, and costs \$0\.06/).first()).toBeVisible();
  await expect(person.take(1)).toHaveCount(0);
  await person.reload();
  await expect(person.generate).toBeVisible();
  await expect(person.take(1)).toHaveCount(0);
  await runcomfy.restart({});
  await expect.poll(async () => (await runcomfy.ledger()).posts.map(({ status }) => status)).toEqual(["succeeded"]);
});

shared.describe("without an answer", () => {
  shared.use({ expectedErrors: [/Failed to load resource/] });
  shared("a deletion whose answer is lost shows what is so, and can be undone for as long as ever", async ({ person }) => {
    await person.open();
    await makeTakes(person, [2]);
    const { page } = person;
    let arrives = false;
    await page.route(/\/studio\//, async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      if (arrives) await route.fetch();
      return route.abort();
    });
    const unknown = page.getByText("Whether it was deleted shows here once it does.").first();
    await pictureOf(person, "1-1").focus();
    await page.keyboard.press("Delete");
    await expect(unknown).toBeVisible();
    await expect.poll(() => shown(person)).toEqual(["1-1", "1-2"]);
    await person.reload();

    arrives = true;
    await pictureOf(person, "1-1").focus();
    await page.keyboard.press("Delete");
    await expect(unknown).toBeVisible();
    await expect.poll(() => shown(person)).toEqual(["1-2"]);
    await page.unroute(/\/studio\//);
    await undo(person).click();
    await expect.poll(() => shown(person)).toEqual(["1-1", "1-2"]);
  });
});
