import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { test } from "@/tests/support/shared-story";
import { expect, samples, StudioPage, test as alone } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

alone("photographs dropped on the page become four distinct pictures of exactly the size asked for", async ({ context }) => {
  // As on a fresh clone: no token, no account; the demo engine runs inside.
  const studio = await createStudio({});
  try {
    await studio.start();
    const person = await new StudioPage(await context.newPage(), studio).open();
    await expect(person.page.getByLabel("Engine", { exact: true })).toContainText("Demo engine");
    await person.drop(samples("cups", "oranges"));
    await expect(person.page.locator('[data-state="stored"]')).toHaveCount(2);

    await person.prompt.fill("Generate 4 images of the cups in image 1 from morning to night, with the cloth of image 2");
    await person.page.getByRole("radio", { name: "4 images", exact: true }).check({ force: true });
    await person.page.getByRole("radio", { name: "16:9" }).check({ force: true });
    await person.generate.click();
    await expect(person.take(1)).toBeVisible();
    await person.expectTake(1, "completed", 60_000);
    for (const index of [1, 2, 3, 4]) {
      const picture = person.frame(1, index).getByRole("img");
      await expect(picture).toBeVisible();
      await expect.poll(() => picture.evaluate((node) => node instanceof HTMLImageElement && node.naturalWidth)).toBeGreaterThan(0);
    }

    const folder = path.join(studio.dataDir, "files/o");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    expect(files).toHaveLength(4);
    expect(new Set(files.map((file) => createHash("sha256").update(readFileSync(file)).digest("hex"))).size).toBe(4);
    for (const file of files) expect(await sharp(file).metadata()).toMatchObject({ width: 2560, height: 1440 });
  } finally {
    await studio.remove();
  }
});

test("a slot has its place from the submit on: nothing moves when pictures come", async ({ person }) => {
  await person.open();
  await person.compose({ count: 2 });
  await person.generate.click();
  await expect(person.take(1)).toBeVisible();
  const before = await person.take(1).boundingBox();
  await person.expectTake(1, "completed");
  await expect(person.frame(1, 2).getByRole("img")).toBeVisible();
  const after = await person.take(1).boundingBox();
  expect(after).toMatchObject({ x: before?.x, y: before?.y, width: before?.width });
});

test("the price is on the button, and what was paid is in the header", async ({ person }) => {
  await person.open();
  await expect(person.page.getByLabel("Engine", { exact: true })).toContainText("RunComfy");
  await person.compose({ count: 2 });
  await expect(person.generate).toContainText("$0.06");
  await person.generate.click();
  await person.expectTake(1, "completed");
  await expect(person.take(1)).toContainText("$0.06");
  await expect(person.page.getByText("$0.06 of $10.00 today")).toBeVisible();
  // The first prompt has named the session, without a reload.
  await expect(person.page.getByRole("banner")).toContainText("Cups, colder light each time");
});

test("a sample set is one click, and ready to run", async ({ person }) => {
  await person.open();
  await person.page.getByRole("button", { name: "Try the sample: Morning to night" }).click();
  await expect(person.page.locator('[data-state="stored"]')).not.toHaveCount(0);
  await expect(person.prompt).not.toHaveValue("");
  await expect(person.page.getByRole("radio", { name: "4 images", exact: true })).toBeChecked();
  await person.generate.click();
  await person.expectTake(1, "completed");
  await expect(person.frame(1, 4).getByRole("img")).toBeVisible();
});

test("a frame is edited further: it becomes the reference, and a typed prompt stays", async ({ person }) => {
  await person.open();
  await person.compose({ count: 1, prompt: "Generate 1 image of the cups at night" });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await person.prompt.fill("Generate 1 image, warmer");
  await person.frame(1, 1).hover();
  await person.frame(1, 1).getByRole("button", { name: "Edit this" }).click();
  await person.page.getByRole("button", { name: /replace/i }).click();
  await expect(person.page.locator('[data-state="stored"]')).toHaveCount(1);
  await expect(person.page.getByRole("group", { name: /image 1: 1-1/ })).toBeVisible();
  await expect(person.prompt).toHaveValue("Generate 1 image, warmer");
  await person.generate.click();
  await person.expectTake(2, "completed");
});
