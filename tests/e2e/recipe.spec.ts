import { readFileSync } from "node:fs";
import { makeZip } from "client-zip";
import { readRecipe, writeRecipe } from "@/lib/generations/recipe";
import { readDirectory, readEntry } from "@/lib/zip/zip-file";
import { test } from "@/tests/support/shared-story";
import { anotherPerson, expect, samples, type StudioPage } from "@/tests/support/story";

/** Two takes: cups alone, then cups and oranges. */
async function twoTakes(person: StudioPage): Promise<void> {
  await person.compose({ references: ["cups"], prompt: "Generate 1 image of image 1 at dusk", count: 1 });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await person.compose({ references: ["oranges"], prompt: "Generate 2 images of image 1 beside image 2", count: 2 });
  await person.page.getByRole("radio", { name: "1:1", exact: true }).check({ force: true });
  await person.generate.click();
  await person.expectTake(2, "completed");
}
async function zipOf(person: StudioPage, takes: string): Promise<Buffer> {
  const answer = await person.page.request.get(new URL(`/api/sessions/${person.sessionId}/zip?takes=${takes}`, person.page.url()).href);
  expect(answer.status()).toBe(200);
  return answer.body();
}
/** As from a folder: on the page. */
async function drop(person: StudioPage, name: string, bytes: Buffer): Promise<void> {
  const dataTransfer = await person.page.evaluateHandle(({ file, base64 }) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], file));
    return data;
  }, { file: name, base64: bytes.toString("base64") });
  for (const type of ["dragenter", "dragover", "drop"]) await person.page.getByRole("main").dispatchEvent(type, { dataTransfer });
}
const tile = (person: StudioPage, number: number, name: string) => person.page.getByRole("group", { name: `image ${number}: ${name}` });
const said = (person: StudioPage, text: RegExp | string) => person.page.getByText(text).first();

test("a zip that is dropped brings a take back in another browser: it asks which, sends the photographs, and generates the same", async ({ person, browser, studio }) => {
  await person.open();
  await twoTakes(person);
  const zip = await zipOf(person, "1,2");
  const other = await (await anotherPerson(browser, studio)).open();
  await other.prompt.fill("Generate 4 images, written before");
  await drop(other, "saved.zip", zip);
  const dialog = other.page.getByRole("dialog");
  await expect(dialog.getByRole("listitem")).toHaveText([/^2Generate 2 images of image 1 beside image 2/, /^1Generate 1 image of image 1 at dusk/]);
  await dialog.getByRole("button", { name: /beside image 2/ }).click();
  await expect(other.prompt).toHaveValue("Generate 2 images of image 1 beside image 2");
  await expect(other.page.locator('[data-state="stored"]')).toHaveCount(2);
  await expect(tile(other, 1, "cups.jpg")).toBeVisible();
  await expect(tile(other, 2, "oranges.jpg")).toBeVisible();
  await expect(other.page.getByRole("radio", { name: "1:1", exact: true })).toBeChecked();
  await other.generate.click();
  await other.expectTake(1, "completed");
  await expect(other.frame(1, 2)).toBeVisible();
  await other.page.context().close();
});

test("the recipe alone is enough where the studio has the photographs: nothing is sent again, and one press undoes it", async ({ person }) => {
  const { page } = await person.open();
  await twoTakes(person);
  const zip = new Blob([Uint8Array.from(await zipOf(person, "2"))]);
  const directory = await readDirectory(zip);
  const entry = directory.ok ? directory.value.find(({ name }) => name === "recipe.json") : undefined;
  const json = entry && (await readEntry(zip, entry, 1_000_000));
  if (!json) throw new Error("no recipe in the zip");
  await page.getByRole("button", { name: "Remove image 2" }).click({ force: true });
  await person.prompt.fill("Generate 4 images, written by hand");
  let uploads = 0;
  page.on("request", (request) => { if (request.method() === "PUT") uploads += 1; });
  await drop(person, "recipe.json", Buffer.from(json));
  await expect(person.prompt).toHaveValue("Generate 2 images of image 1 beside image 2");
  await expect(tile(person, 2, "oranges.jpg")).toBeVisible();
  // The newest offer stands first; the photograph that was taken away has one of its own.
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(person.prompt).toHaveValue("Generate 4 images, written by hand");
  await expect(tile(person, 2, "oranges.jpg")).toHaveCount(0);
  expect(uploads).toBe(0);
});

test("a photograph that was changed in the zip is named and left out; the session's own menu opens a zip too", async ({ person, browser, studio }) => {
  await person.open();
  await twoTakes(person);
  const zip = new Blob([Uint8Array.from(await zipOf(person, "2"))]);
  const directory = await readDirectory(zip);
  if (!directory.ok) throw new Error(directory.error.code);
  const files = await Promise.all(directory.value.map(async (entry) => {
    const input = (await readEntry(zip, entry, 100_000_000)) ?? new Uint8Array();
    return { name: entry.name, input: /^references\/cups/.test(entry.name) ? new Uint8Array(readFileSync(samples("blossom")[0] ?? "")) : input };
  }));
  const changed = Buffer.from(await new Response(makeZip(files)).arrayBuffer());
  const other = await (await anotherPerson(browser, studio)).open();
  await other.title.click();
  const chooser = other.page.waitForEvent("filechooser");
  await other.page.getByRole("menuitem", { name: "Open a saved zip or recipe" }).click();
  await (await chooser).setFiles({ name: "changed.zip", mimeType: "application/zip", buffer: changed });
  await expect(said(other, /Changed since they were saved, and left out: cups\.jpg\./)).toBeVisible();
  await expect(tile(other, 1, "oranges.jpg")).toBeVisible();
  await expect(other.page.locator('[data-state="stored"]')).toHaveCount(1);
  await other.page.context().close();
});

test("what is no zip of the studio is said in a sentence, and nothing is changed", async ({ person }) => {
  await person.open();
  await person.prompt.fill("Generate 4 images, written by hand");
  const letters = Buffer.from(await new Response(makeZip([{ name: "letter.txt", input: "Dear" }])).arrayBuffer());
  await drop(person, "letters.zip", letters);
  await expect(said(person, "letters.zip is not a zip of the studio: there is no recipe.json in it.")).toBeVisible();
  await drop(person, "half.zip", letters.subarray(0, 40));
  await expect(said(person, "half.zip is no whole zip: its end is missing. Save it again.")).toBeVisible();
  await drop(person, "settings.json", Buffer.from("{}"));
  await expect(said(person, "settings.json is not a recipe of the studio.")).toBeVisible();
  const newer = writeRecipe({ title: "Cups", savedAt: 1, takes: [] }).replace('"version": 1', '"version": 99');
  expect(readRecipe(newer).ok).toBe(false);
  await drop(person, "recipe.json", Buffer.from(newer));
  await expect(said(person, "recipe.json was saved by a newer studio than this one.")).toBeVisible();
  await expect(person.prompt).toHaveValue("Generate 4 images, written by hand");
  await expect(person.tiles).toHaveCount(0);
});
