import type { Page } from "playwright/test";
import { makeTakes } from "@/tests/support/frames";
import { test } from "@/tests/support/shared-story";
import { expect, samples, type StudioPage } from "@/tests/support/story";

const menu = (person: StudioPage) => person.page.locator("[data-name=Prompts]");
const options = (person: StudioPage) => menu(person).getByRole("option");
const toast = (page: Page, text: RegExp | string) => page.getByText(text).first();
/** Only the newest change can be taken back: the offer before it fades. */
async function undo(page: Page): Promise<void> {
  const offers = page.getByRole("button", { name: "Undo", exact: true });
  await expect(offers).toHaveCount(1);
  await offers.click();
}
const chosenCount = (page: Page) => page.locator("[name=images]:checked").getAttribute("aria-label");

/** The menu's own parts load at the first sign of the composer's use. */
async function slash(person: StudioPage, query = ""): Promise<void> {
  await person.prompt.fill("");
  await person.prompt.pressSequentially(`/${query}`);
  await expect(menu(person)).toBeVisible();
}

test("a slash in an empty prompt offers examples; typing finds one, Enter takes it with its number, and one undo takes it back", async ({ person }) => {
  const { page } = await person.open();
  await slash(person);
  await expect(options(person)).toHaveCount(8);
  await page.keyboard.type("surface");
  await expect(options(person)).toHaveCount(1);
  await expect(person.prompt).toHaveAttribute("aria-activedescendant", /.+/);
  await page.keyboard.press("Enter");
  await expect(person.prompt).toHaveValue(/^Generate 5 images of the product/);
  await expect(person.prompt).toBeFocused();
  expect(await chosenCount(page)).toBe("5 images");
  await expect(menu(person)).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(person.prompt).toHaveValue("/surface");
});

test("Escape closes the menu and leaves what was typed; a slash within a prompt opens nothing", async ({ person }) => {
  const { page } = await person.open();
  await slash(person, "cups");
  await page.keyboard.press("Escape");
  await expect(menu(person)).toHaveCount(0);
  await expect(person.prompt).toHaveValue("/cups");
  await page.keyboard.type("x");
  await expect(menu(person)).toHaveCount(0);
  await person.prompt.fill("cups ");
  await person.prompt.press("End");
  await page.keyboard.type("/ bowls");
  await expect(menu(person)).toHaveCount(0);
});

test("a prompt that was sent is found again by its words, from another session too", async ({ person }) => {
  const { page } = await person.open();
  await makeTakes(person, [1, 2]);
  const first = person.address;
  await person.choose("New session");
  await person.leftSession(first);
  await slash(person, "2 images");
  await expect(menu(person).getByRole("group", { name: "Your prompts" }).getByRole("option")).toHaveText(["Generate 2 images of the cups, colder light each time"]);
  await page.keyboard.press("Enter");
  await expect(person.prompt).toHaveValue("Generate 2 images of the cups, colder light each time");
});

test("the button at the prompt's foot looks among prompts while one is written; what it replaces can be had back, there and then or later", async ({ person }) => {
  const { page } = await person.open();
  await person.compose({ references: ["cups"], prompt: "Generate 3 images of cups, written by hand", count: 3 });
  const examples = page.getByRole("button", { name: "Examples" });
  const find = page.getByRole("textbox", { name: "Find a prompt" });
  await examples.click();
  await expect(find).toBeFocused();
  await examples.click();
  await expect(menu(person)).toHaveCount(0);
  await examples.click();
  await find.fill("season");
  await page.keyboard.press("Enter");
  await expect(person.prompt).toHaveValue(/one for each season/);
  await undo(page);
  await expect(person.prompt).toHaveValue("Generate 3 images of cups, written by hand");
  expect(await chosenCount(page)).toBe("3 images");

  // Later: a sample takes the place of all of it, and the toast is gone with the page.
  await page.getByRole("button", { name: "Try the sample: Another colour each" }).click();
  await expect(toast(page, "The sample is loaded, ready to generate.")).toBeVisible();
  await expect(page.getByRole("group", { name: "image 1: oranges.jpg" })).toBeVisible();
  await expect(page.getByText("Not saved")).toHaveCount(0);
  await person.reload();
  await expect(person.prompt).toHaveValue(/the bowl in image 1/);
  await examples.click();
  await expect(find).toBeFocused();
  await menu(person).getByRole("group", { name: "Replaced, never sent" }).getByRole("option", { name: /written by hand/ }).click();
  await expect(person.prompt).toHaveValue("Generate 3 images of cups, written by hand");
  await expect(page.getByRole("group", { name: "image 1: cups.jpg" })).toBeVisible();
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
});

test("a take's settings come back whole, references in their order, and one press undoes it", async ({ person }) => {
  const { page } = await person.open();
  await person.compose({ references: ["cups", "oranges"], prompt: "Generate 2 images of image 1 beside image 2", count: 2 });
  await page.getByRole("radio", { name: "1:1", exact: true }).check({ force: true });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await page.getByRole("button", { name: "Remove image 1" }).click({ force: true });
  await person.prompt.fill("Generate 4 images of something else");
  await page.getByRole("radio", { name: "4 images", exact: true }).check({ force: true });
  await page.getByRole("radio", { name: "16:9", exact: true }).check({ force: true });

  await page.getByRole("button", { name: "More for take 1" }).click();
  await page.getByRole("menuitem", { name: "Load these settings" }).click();
  await expect(person.prompt).toHaveValue("Generate 2 images of image 1 beside image 2");
  await expect(page.getByRole("group", { name: "image 1: cups.jpg" })).toBeVisible();
  await expect(page.getByRole("group", { name: "image 2: oranges.jpg" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "1:1", exact: true })).toBeChecked();
  expect(await chosenCount(page)).toBe("2 images");

  await undo(page);
  await expect(person.prompt).toHaveValue("Generate 4 images of something else");
  await expect(page.getByRole("group", { name: "image 1: oranges.jpg" })).toBeVisible();
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
  await expect(page.getByRole("radio", { name: "16:9", exact: true })).toBeChecked();
  expect(await chosenCount(page)).toBe("4 images");
});

test("a session that was deleted in another tab says so once, and leads on with everything that was written", async ({ person, context, expectedErrors }) => {
  expectedErrors.push(/Failed to load resource.*404/);
  const { page } = await person.open();
  await person.compose({ references: ["cups"], prompt: "Generate 3 images of cups, not lost", count: 3 });
  await expect(page.getByText("Not saved")).toHaveCount(0);
  const first = person.address;
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: /^Session: / }).click();
  await other.getByRole("menuitem", { name: "Delete", exact: true }).click();
  await other.waitForURL((url) => url.pathname !== first);
  await other.close();

  await person.prompt.press("End");
  await page.keyboard.type(", at all");
  await expect(page.getByText("This session was deleted somewhere else. What you wrote is kept.").first()).toBeVisible();
  await expect(person.generate).toHaveCount(0);
  for (const other of ["not shown any more", "Not saved", "Copy your prompt"]) await expect(page.getByText(other)).toHaveCount(0);
  await page.getByRole("button", { name: "Go on in a new session" }).click();
  await person.leftSession(first);
  await expect(person.prompt).toHaveValue("Generate 3 images of cups, not lost, at all");
  await expect(person.prompt).toBeFocused();
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
  await person.generate.click();
  await person.expectTake(1, "completed");
});

test("another tab's draft comes without a reload, and this one's is had back in one press", async ({ person, context }) => {
  const { page } = await person.open();
  await person.prompt.fill("Generate 2 images, as saved first");
  await expect(page.getByText("Not saved")).toHaveCount(0);
  const other = await context.newPage();
  await expect(async () => {
    await other.goto(page.url());
    await expect(other.getByRole("textbox", { name: "Prompt" })).toHaveValue("Generate 2 images, as saved first", { timeout: 2000 });
  }).toPass();
  await other.getByRole("textbox", { name: "Prompt" }).fill("Generate 2 images, theirs");
  await other.waitForResponse((response) => response.request().method() === "POST" && response.url().includes("/studio/"));
  await person.prompt.fill("Generate 2 images, mine");
  await page.getByRole("button", { name: "Load it" }).click();
  await expect(person.prompt).toHaveValue("Generate 2 images, theirs");
  await undo(page);
  await expect(person.prompt).toHaveValue("Generate 2 images, mine");
  await expect(page.getByText("Draft changed in another tab.")).toHaveCount(0);
});

test("focus stays with the person after a new session, a duplicate and a delete; an untouched session is not made twice", async ({ person }) => {
  const { page } = await person.open();
  const untouched = person.address;
  await person.choose("New session");
  await expect(person.prompt).toBeFocused();
  expect(person.address).toBe(untouched);
  await person.prompt.fill("Generate 2 images of cups");
  await person.choose("New session");
  await person.leftSession(untouched);
  await expect(person.prompt).toBeFocused();
  await page.goBack();
  await page.waitForURL(`**${untouched}`);
  await person.choose("Duplicate as new");
  await person.leftSession(untouched);
  await expect(person.prompt).toBeFocused();
  const copy = person.address;
  await person.choose("Delete");
  await person.leftSession(copy);
  await expect(person.title).toBeFocused();
});

test("a session that has a photograph and no frame shows the photograph", async ({ person, context }) => {
  const { page } = await person.open();
  await person.add(samples("cups"));
  // The draft is saved a moment after the photograph is there.
  await expect.poll(async () => (await context.request.get(new URL("/api/sessions", page.url()).href)).text()).toContain('"coverUrl":"');
  await page.goto(new URL("/library", page.url()).href);
  await expect(page.getByRole("list", { name: "Sessions" }).locator("img")).toHaveCount(1);
  await page.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("searchbox")).toBeFocused();
});
