import type { Locator, Page } from "playwright/test";
import { test } from "@/tests/support/shared-story";
import { expect, samples, type StudioPage } from "@/tests/support/story";

const tile = (page: Page, number: number) => page.locator(`[data-state][data-reference="${number}"]`);
const main = (page: Page, number: number) => tile(page, number).getByRole("button").first();
const menu = (page: Page) => page.getByRole("listbox", { name: "References" });
const numbers = (page: Page) => page.getByRole("group", { name: "Numbers in the prompt" });
const mention = (page: Page, number: number) => page.locator(`[data-mention="${number}"]`);
const caretAt = (prompt: Locator, index: number) => prompt.evaluate((field, at) => field instanceof HTMLTextAreaElement && field.setSelectionRange(at, at), index);
const PROMPT = "Generate 2 images of the cups in image 1 in the light of image 2";

async function opened(person: StudioPage, ...names: ("cups" | "oranges" | "blossom")[]): Promise<void> {
  await person.open();
  for (const name of names) await person.add(samples(name));
}

test("a name in the prompt lights its tile, and the tile its names", async ({ person }) => {
  await opened(person, "cups", "oranges");
  await person.prompt.fill(PROMPT);
  await caretAt(person.prompt, PROMPT.indexOf("image 1") + 3);
  await expect(tile(person.page, 1)).toHaveAttribute("data-lit");
  await expect(tile(person.page, 2)).not.toHaveAttribute("data-lit");
  const name = await mention(person.page, 2).boundingBox();
  if (!name) throw new Error("image 2 is not marked");
  await person.page.mouse.move(name.x + name.width / 2, name.y + name.height / 2);
  await expect(tile(person.page, 2)).toHaveAttribute("data-lit");
  await expect(person.prompt).toHaveAttribute("title", /^image 2: oranges\.jpg/);
  const shadow = (number: number) => mention(person.page, number).evaluate((node) => getComputedStyle(node).boxShadow !== "none");
  await tile(person.page, 1).hover();
  await expect.poll(() => shadow(1)).toBe(true);
  expect(await shadow(2)).toBe(false);
});

test("from a name to its tile, by keys and by a click with Ctrl; a plain click stays the caret's", async ({ person }) => {
  await opened(person, "cups", "oranges");
  await person.prompt.fill(PROMPT);
  await caretAt(person.prompt, PROMPT.length);
  // What hears the key is there once the caret has lit the tile.
  await expect(tile(person.page, 2)).toHaveAttribute("data-lit");
  await person.prompt.press("Alt+Enter");
  await expect(main(person.page, 2)).toBeFocused();
  const name = await mention(person.page, 1).boundingBox();
  if (!name) throw new Error("image 1 is not marked");
  await person.page.mouse.click(name.x + name.width / 2, name.y + name.height / 2);
  await expect(person.prompt).toBeFocused();
  await person.page.keyboard.down("Control");
  await person.page.mouse.click(name.x + name.width / 2, name.y + name.height / 2);
  await person.page.keyboard.up("Control");
  await expect(main(person.page, 1)).toBeFocused();
});

test("a number without a picture is a finding that says so", async ({ person }) => {
  await opened(person, "cups");
  await person.prompt.fill("Generate 2 images of the cups in image 7");
  await expect(person.page.getByText("image 7 is not there: only image 1 is.")).toBeVisible();
  await caretAt(person.prompt, "Generate 2 images of the cups in image".length);
  await expect(person.page.locator("[data-lit]")).toHaveCount(0);
});

test("@ offers the references, and writes the name of the chosen one: by keys, by number, by file name", async ({ person }) => {
  await opened(person, "cups", "oranges", "blossom");
  await person.prompt.click();
  await person.prompt.pressSequentially("the cups of @");
  await expect(menu(person.page).getByRole("option")).toHaveCount(3);
  await expect(person.prompt).toHaveAttribute("aria-activedescendant", /-0$/);
  await person.prompt.press("ArrowDown");
  await expect(menu(person.page).getByRole("option", { name: /image 2/ })).toHaveAttribute("aria-selected", "true");
  await person.prompt.press("Enter");
  await expect(person.prompt).toHaveValue("the cups of image 2");
  await expect(menu(person.page)).toHaveCount(0);
  await expect(person.prompt).not.toHaveAttribute("aria-activedescendant");
  await person.prompt.pressSequentially(", the vase of @blo");
  await expect(menu(person.page).getByRole("option")).toHaveText(["image 3blossom.jpg"]);
  await person.prompt.press("Tab");
  await expect(person.prompt).toHaveValue("the cups of image 2, the vase of image 3");
  await expect(person.prompt).toBeFocused();
  await person.prompt.pressSequentially(" and @1");
  await person.prompt.press("Enter");
  await expect(person.prompt).toHaveValue("the cups of image 2, the vase of image 3 and image 1");
  await person.prompt.press("Control+z");
  await expect(person.prompt).not.toHaveValue(/image 1$/);
});

test("Escape and a click elsewhere leave the @ as it is typed; an address opens nothing", async ({ person }) => {
  await opened(person, "cups");
  await person.prompt.click();
  await person.prompt.pressSequentially("@c");
  await expect(menu(person.page)).toBeVisible();
  await person.prompt.press("Escape");
  await expect(menu(person.page)).toHaveCount(0);
  await person.prompt.pressSequentially("u");
  await expect(menu(person.page)).toHaveCount(0);
  await person.prompt.press("Enter");
  await expect(person.prompt).toHaveValue("@cu\n");
  await person.prompt.fill("");
  await person.prompt.pressSequentially("@");
  await menu(person.page).getByRole("option").click();
  await expect(person.prompt).toHaveValue("image 1");
  await expect(person.prompt).toBeFocused();
  await person.prompt.fill("");
  await person.prompt.pressSequentially("ask me@cups");
  await expect(menu(person.page)).toHaveCount(0);
});

test("while a letter is still being put together, its keys choose nothing", async ({ person }) => {
  await opened(person, "cups");
  const input = await person.page.context().newCDPSession(person.page);
  await person.prompt.click();
  await person.prompt.pressSequentially("@");
  await input.send("Input.imeSetComposition", { text: "c", selectionStart: 1, selectionEnd: 1 });
  await expect(menu(person.page).getByRole("option")).toHaveCount(1);
  await person.prompt.evaluate((field) => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true })));
  await expect(menu(person.page)).toBeVisible();
  await input.send("Input.insertText", { text: "cu" });
  await person.prompt.press("Enter");
  await expect(person.prompt).toHaveValue("image 1");
});

test("taking away what the prompt names warns: renumbered on request, and both can be undone", async ({ person }) => {
  await opened(person, "cups", "oranges", "blossom");
  const prompt = "Generate 2 images of image 1 with image 2 and image 3";
  await person.prompt.fill(prompt);
  await main(person.page, 2).focus();
  await person.page.keyboard.press("Delete");
  await expect(numbers(person.page)).toContainText("The prompt names image 2, which was taken away.");
  await expect(person.prompt).toHaveValue(prompt);
  await numbers(person.page).getByRole("button", { name: "Renumber the prompt" }).press("Enter");
  await expect(person.prompt).toHaveValue("Generate 2 images of image 1 with (image removed) and image 2");
  await expect(person.page.getByText("A picture that the prompt named was removed.")).toBeVisible();
  await person.prompt.press("End");
  await person.prompt.pressSequentially(", at dusk");
  await person.page.getByRole("button", { name: "Undo" }).last().click();
  await expect(person.prompt).toHaveValue(`${prompt}, at dusk`);
  await numbers(person.page).getByRole("button", { name: "Undo" }).click();
  await expect(tile(person.page, 2)).toHaveAttribute("aria-label", /oranges\.jpg/);
  await expect(numbers(person.page)).toHaveCount(0);
  await expect(person.prompt).toHaveValue(`${prompt}, at dusk`);
});

test("after a reorder the prompt's numbers are offered to follow; what is added behind changes none", async ({ person }) => {
  await opened(person, "cups", "oranges");
  await person.prompt.fill(PROMPT);
  await person.add(samples("blossom"));
  await expect(numbers(person.page)).toHaveCount(0);
  await main(person.page, 1).focus();
  await person.page.keyboard.press("Alt+ArrowRight");
  await expect(numbers(person.page)).toContainText("The references have other numbers now than in the prompt.");
  await numbers(person.page).getByRole("button", { name: "Renumber the prompt" }).click();
  await expect(person.prompt).toHaveValue("Generate 2 images of the cups in image 2 in the light of image 1");
  await expect(numbers(person.page)).toHaveCount(0);
  await main(person.page, 1).focus();
  await person.page.keyboard.press("Alt+ArrowRight");
  await numbers(person.page).getByRole("button", { name: "Keep as it is" }).click();
  await expect(numbers(person.page)).toHaveCount(0);
  await expect(person.prompt).toHaveValue("Generate 2 images of the cups in image 2 in the light of image 1");
});
