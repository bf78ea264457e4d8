import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { test } from "@/tests/support/shared-story";
import { createRunComfy, envOf, expect, samples, StudioPage, test as alone } from "@/tests/support/story";
import { withStudio } from "@/tests/support/studio";

let folder = "";
test.beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), "contact-sheet-files-")); });
test.afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const file = (name: string, bytes: Buffer): string => {
  const place = path.join(folder, name);
  writeFileSync(place, bytes);
  return place;
};
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#888" } });

test("what is wrong with a file is said at its tile, and the good one beside it goes in", async ({ person }) => {
  await person.open();
  await person.files.setInputFiles([
    file("letter.jpg", Buffer.from("Dear sir or madam")),
    file("paper.jpg", Buffer.from("%PDF-1.7\n%âãÏÓ\n")),
    file("dot.png", await picture(14, 14).png().toBuffer()),
    file("cut.jpg", (await picture(900, 700).jpeg().toBuffer()).subarray(0, 1500)),
    ...samples("cups"),
  ]);
  const main = person.page.locator("body");
  await expect(main).toContainText("This is not a picture.");
  await expect(main).toContainText("This is a PDF, which cannot be opened here as a photograph.");
  await expect(main).toContainText("14 × 14 is too small: each side must be over 14 pixels.");
  await expect(main).toContainText("This file is damaged: it cannot be read to its end.");
  await expect(person.page.locator('[data-state="stored"]')).toHaveCount(1);
});

test("more photographs than the model takes are named, and the first ten stay", async ({ person }) => {
  await person.open();
  const many = await Promise.all(Array.from({ length: 12 }, async (_, at) => file(`many-${at}.jpg`, await picture(200 + at, 200).jpeg().toBuffer())));
  await person.page.getByRole("radio", { name: "1 image", exact: true }).check({ force: true });
  await person.files.setInputFiles(many);
  await expect(person.page.locator('[data-state="stored"]')).toHaveCount(10);
  await expect(person.page.locator("body")).toContainText(/takes 10|room for 10|10 references/i);
});

test("a prompt over 600 characters is counted as people count, said at the field, and kept", async ({ person, runcomfy }) => {
  await person.open();
  await person.compose({ count: 1 });
  const long = `Generate 1 image ${"🌙".repeat(590)}`;
  await person.prompt.fill(long);
  await expect(person.page.getByText("607 / 600")).toBeVisible();
  await person.generate.click();
  await expect(person.page.getByRole("alert").filter({ hasText: "The prompt has 607 characters; the model takes 600." })).toBeVisible();
  await expect(person.prompt).toHaveValue(long);
  expect((await runcomfy.ledger()).posts).toHaveLength(0);
});

test("an empty draft says what it lacks, beside each field", async ({ person }) => {
  await person.open();
  await person.generate.click();
  await expect(person.page.getByRole("alert").filter({ hasText: "Add a photograph first." })).toBeVisible();
  await expect(person.page.getByRole("alert").filter({ hasText: "Write what the images should show." })).toBeVisible();
});

test("images beyond the budget of fifteen cannot be chosen", async ({ person }) => {
  await person.open();
  await person.add(samples("cups", "oranges"));
  await expect(person.page.getByRole("radio", { name: "13 images", exact: true })).toBeEnabled();
  await expect(person.page.getByRole("radio", { name: "14 images", exact: true })).toBeDisabled();
});

test.describe("the network and the server", () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to load resource|Failed to fetch/] });

  test("with the network gone nothing typed is lost, and the same click goes out once it is back", async ({ person, runcomfy }) => {
    await person.open();
    await person.compose({ count: 1, prompt: "Generate 1 image of the cups at dusk" });
    await person.page.context().setOffline(true);
    await person.generate.click();
    await expect(person.page.getByText("We could not reach the studio's server. Nothing typed is lost.")).toBeVisible();
    await expect(person.prompt).toHaveValue("Generate 1 image of the cups at dusk");
    await person.page.context().setOffline(false);
    await person.page.getByRole("button", { name: "Try again" }).click();
    await person.expectTake(1, "completed");
    expect((await runcomfy.ledger()).posts).toHaveLength(1);
  });

  alone("with the server gone what was typed meanwhile survives even a reload", async ({ person, studio }) => {
    await person.open();
    await person.add(samples("cups"));
    await studio.kill();
    await person.prompt.fill("Generate 3 images, in the rain");
    await expect(person.page.getByRole("complementary", { name: "Composer" }).getByText(/Not saved yet/)).toBeVisible();
    await studio.start();
    await person.reload();
    await expect(person.prompt).toHaveValue("Generate 3 images, in the rain");
  });
});

alone("a refused token is said with the variable to mend, and nothing is charged", async ({ context, runcomfy }) => {
  await withStudio({ ...envOf(runcomfy), RUNCOMFY_TOKEN: "a-wrong-one", PRICE_USD_PER_OUTPUT: "0.03" }, async (studio) => {
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 1 });
    await person.generate.click();
    await person.expectTake(1, "failed");
    await expect(person.take(1)).toContainText("RUNCOMFY_TOKEN");
    await expect(person.take(1)).toContainText("You were not charged.");
    await expect(person.page.getByText("$0.00 of $10.00 today")).toBeVisible();
  });
});

alone("an empty balance is said, and nothing is charged", async ({ context }) => {
  const poor = await createRunComfy({ balanceUsd: 0.01 });
  try {
    await withStudio(envOf(poor), async (studio) => {
      const person = await new StudioPage(await context.newPage(), studio).open();
      await person.compose({ count: 2 });
      await person.generate.click();
      await person.expectTake(1, "failed");
      await expect(person.take(1)).toContainText("balance");
      await expect(person.take(1)).toContainText("You were not charged.");
    });
  } finally {
    await poor.remove();
  }
});

alone("a provider that cannot be reached is tried again, and said so; nothing is sent twice", async ({ context, runcomfy }) => {
  await withStudio({ ...envOf(runcomfy), PRICE_USD_PER_OUTPUT: "0.03" }, async (studio) => {
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 1 });
    await runcomfy.stop();
    await person.generate.click();
    await expect(person.take(1)).toContainText(/cannot be reached/);
    await runcomfy.restart({});
    await person.expectTake(1, "completed");
    expect((await runcomfy.ledger()).posts).toHaveLength(1);
  });
});

alone("the caps of one take and of the day are held on the server, by their names", async ({ context, runcomfy }) => {
  await withStudio({ ...envOf(runcomfy), CAP_USD_PER_TAKE: "0.10", CAP_USD_PER_DAY: "0.15" }, async (studio) => {
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 4, prompt: "Generate 4 images of the cups" });
    await person.generate.click();
    await expect(person.page.getByText("This take would cost $0.12; the limit for one take is $0.10.")).toBeVisible();
    await person.page.getByRole("radio", { name: "3 images", exact: true }).check({ force: true });
    await person.generate.click();
    await person.expectTake(1, "completed");
    await person.generate.click();
    await expect(person.page.getByText("This take would cost $0.09; $0.06 of today's $0.15 is left.")).toBeVisible();
    expect((await runcomfy.ledger()).posts).toHaveLength(1);
  });
});
