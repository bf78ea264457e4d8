import type { Page } from "playwright/test";
import { anotherBuild, type Build } from "@/tests/support/deploy";
import { expect, test as base } from "@/tests/support/story";

const test = base.extend<{ next: Build }>({
  next: async ({}, use) => {
    const build = anotherBuild();
    await use(build);
    build.remove();
  },
  // The server is away for a moment, and what the old page still wants is gone.
  expectedErrors: async ({}, use) => use([/Failed to load resource/, /Failed to fetch/, /ERR_CONNECTION_REFUSED/, /was not found on the server/, /ChunkLoadError|Failed to load chunk|MIME type/]),
});

const notice = (page: Page) => page.getByText(/Your draft is kept\./).first();
const reload = (page: Page) => page.getByRole("button", { name: "Reload" });

test("an open tab survives a deploy: it says so, its draft is there after the reload, and generating works", async ({ studio, person, runcomfy, next }) => {
  const { page } = await person.open();
  const { address } = person;
  await person.compose({ count: 2, prompt: "Generate 2 images of the cups, saved before the deploy" });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await person.prompt.fill("Generate 2 images of the cups, typed just before the deploy");
  expect(await studio.stop()).toBe(0);
  await person.prompt.fill("Generate 2 images of the cups, typed while no server was there");
  await studio.start({}, next.folder);

  await expect(page.getByText("New version of the studio. Your draft is kept.").first()).toBeVisible({ timeout: 40_000 });
  // Nothing was lost on the way there, and nothing reloads by itself.
  await expect(person.prompt).toHaveValue("Generate 2 images of the cups, typed while no server was there");
  await reload(page).click();
  await expect(reload(page)).toHaveCount(0);
  expect(person.address).toBe(address);
  await expect(person.prompt).toHaveValue("Generate 2 images of the cups, typed while no server was there");
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
  await expect(page.getByRole("radio", { name: "2 images", exact: true })).toBeChecked();

  await person.generate.click();
  await person.expectTake(2, "completed");
  await expect(person.frame(2, 2).getByRole("img")).toBeVisible();
  await person.expectTake(1, "completed");
  expect((await runcomfy.ledger()).posts).toHaveLength(2);
  await expect(reload(page)).toHaveCount(0);
});

test("a part that loads on demand and is gone after the deploy does not take the page along", async ({ studio, person, next }) => {
  const gone: string[] = [];
  const { page } = await person.open();
  page.on("response", (answer) => { if (answer.status() === 404 && answer.url().includes("/_next/static/chunks/")) gone.push(answer.url()); });
  // Without a key or the mouse: those would load the parts while they are still there.
  await person.prompt.fill("Generate 2 images of the cups, typed before the deploy");
  await studio.stop();
  await studio.start({}, next.folder);

  const title = page.getByRole("button", { name: /^Session/ });
  await title.click();
  await expect.poll(() => gone.length).toBeGreaterThan(0);
  await expect(notice(page)).toBeVisible();
  await expect(person.prompt).toHaveValue("Generate 2 images of the cups, typed before the deploy");
  await expect(person.prompt).toBeEditable();
  await person.prompt.fill("Generate 2 images of the cups, typed after the part was gone");

  await reload(page).click();
  await expect(reload(page)).toHaveCount(0);
  await expect(person.prompt).toHaveValue("Generate 2 images of the cups, typed after the part was gone");
  await title.click();
  await expect(page.getByRole("menuitem", { name: "New session" })).toBeVisible();
});
