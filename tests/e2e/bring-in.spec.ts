import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CDPSession, Locator, Page } from "playwright/test";
import { z } from "zod";
import { test } from "@/tests/support/shared-story";
import { expect, samples, type StudioPage } from "@/tests/support/story";

const overlay = (page: Page) => page.getByText("Drop to add references");
const target = (page: Page) => page.locator("[data-frame-target]");
const stored = (page: Page) => page.locator('[data-state="stored"]');
const CENTRE = { x: 900, y: 400 };
const COPY = 1;
const LINK = 16;

/** What takes a drag loads with the first one. */
const SOON = { timeout: 500 };
type Handed = { items?: { mimeType: string; data: string }[]; files?: string[] };

type Drag = { hover: (shown: Locator) => Promise<void>; drop: () => Promise<void>; leave: () => Promise<void> };

/** As from another window: the browser's own drag, of real files and folders. */
async function drag(page: Page, { items = [], files = [] }: Handed, at = CENTRE): Promise<Drag> {
  const input: CDPSession = await page.context().newCDPSession(page);
  const data = { items, files, dragOperationsMask: COPY | LINK };
  const send = (type: "dragEnter" | "dragOver" | "drop" | "dragCancel") => input.send("Input.dispatchDragEvent", { type, ...at, data });
  await send("dragEnter");
  return {
    /** A person's drag tells where it is all the time. */
    hover: (shown) => expect(async () => {
      await send("dragOver");
      await expect(shown).toBeVisible(SOON);
    }).toPass(),
    drop: async () => void (await send("drop")),
    /** Out of the window, of which a browser may not tell: the mouse is back without anything. */
    leave: async () => {
      await send("dragCancel");
      await page.mouse.move(at.x, at.y);
      await page.mouse.move(at.x + 5, at.y);
    },
  };
}

const paste = (page: Page, text: string, selector = "body") =>
  page.locator(selector).evaluate((node, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

/** The address that the server is asked for, and what it answers. */
async function answerFetch(page: Page, answer: { status: number; json?: unknown; file?: string }): Promise<string[]> {
  const asked: string[] = [];
  await page.route("**/api/references/fetch", async (route) => {
    asked.push(z.object({ url: z.string() }).parse(route.request().postDataJSON()).url);
    await route.fulfill(answer.file ? { status: answer.status, contentType: "image/jpeg", body: await readFile(answer.file) } : { status: answer.status, json: answer.json });
  });
  return asked;
}

async function withFrame(person: StudioPage): Promise<void> {
  await person.open();
  await person.compose({ count: 1, prompt: "Generate 1 image of the cups at night" });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await expect(person.frame(1, 1).locator("img")).toBeVisible();
}

test("a folder is dropped: its pictures come in by name, and what else is in it does not", async ({ person }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "contact-sheet-drop-"));
  try {
    const [cups = "", oranges = "", blossom = ""] = samples("cups", "oranges", "blossom");
    mkdirSync(path.join(folder, "roll/more"), { recursive: true });
    cpSync(cups, path.join(folder, "roll/10.jpg"));
    cpSync(oranges, path.join(folder, "roll/9.jpg"));
    cpSync(blossom, path.join(folder, "roll/more/1.jpg"));
    writeFileSync(path.join(folder, "roll/notes.txt"), "nothing to see");
    await person.open();
    const dragged = await drag(person.page, { files: [path.join(folder, "roll")] });
    await dragged.hover(overlay(person.page));
    await dragged.drop();
    await expect(overlay(person.page)).toHaveCount(0);
    await expect(stored(person.page)).toHaveCount(3);
    expect(await stored(person.page).evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("aria-label")))).toEqual(
      [/9\.jpg/, /10\.jpg/, /1\.jpg/].map((name, at) => expect.stringMatching(new RegExp(`image ${at + 1}: ${name.source}`))),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("files that leave the page again leave nothing over it; text goes into the prompt as ever", async ({ person }) => {
  await person.open();
  const dragged = await drag(person.page, { files: samples("cups") });
  await dragged.hover(overlay(person.page));
  await dragged.leave();
  await expect(overlay(person.page)).toHaveCount(0);
  const box = await person.prompt.boundingBox();
  if (!box) throw new Error("no prompt");
  const text = await drag(person.page, { items: [{ mimeType: "text/plain", data: "at dusk" }] }, { x: box.x + 40, y: box.y + 20 });
  await text.hover(person.prompt);
  await expect(overlay(person.page)).toHaveCount(0);
  await text.drop();
  await expect(person.prompt).toHaveValue("at dusk");
});

test("a picture's address is pasted: the server fetches it, and it comes in like a file", async ({ person }) => {
  await person.open();
  const asked = await answerFetch(person.page, { status: 200, file: samples("oranges")[0] });
  await paste(person.page, " https://example.org/fruit/oranges%20two.jpg ");
  await expect(stored(person.page)).toHaveAttribute("aria-label", /^image 1: oranges two\.jpg/);
  expect(asked).toEqual(["https://example.org/fruit/oranges%20two.jpg"]);
  await paste(person.page, "https://example.org/not-for-the-prompt.jpg", "#prompt");
  await paste(person.page, "two words https://example.org/a.jpg");
  await paste(person.page, "javascript:alert(1)");
  expect(asked).toHaveLength(1);
});

test("a picture is dragged from another page: its own address counts, not where it leads", async ({ person }) => {
  await person.open();
  const asked = await answerFetch(person.page, { status: 200, file: samples("cups")[0] });
  const dragged = await drag(person.page, {
    items: [
      { mimeType: "text/uri-list", data: "https://example.org/gallery" },
      { mimeType: "text/html", data: '<a href="https://example.org/gallery"><img src="https://example.org/cups.jpg"></a>' },
    ],
  });
  await dragged.hover(overlay(person.page));
  await dragged.drop();
  await expect(stored(person.page)).toHaveCount(1);
  expect(asked).toEqual(["https://example.org/cups.jpg"]);
  await expect(person.page).toHaveURL(/\/studio\//);
});

test.describe("what the server refuses", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test("an address inside a network is refused by the server itself, in words", async ({ person, studio }) => {
    await person.open();
    await paste(person.page, `${studio.url}/samples/cups.jpg`);
    await expect(person.page.getByText(/is an address inside a network: the studio does not go there/).first()).toBeVisible();
    await expect(person.page.locator('[data-state="failed"]')).toHaveCount(1);
    await expect(person.page.getByRole("button", { name: "Retry cups.jpg" })).toHaveCount(0);
  });

  test("an address that gives nothing is said, and can be tried again", async ({ person }) => {
    await person.open();
    const asked = await answerFetch(person.page, { status: 502, json: { code: "unreachable", status: 403 } });
    await paste(person.page, "https://example.org/cups.jpg");
    await expect(person.page.getByText("example.org does not give this picture away (it answered 403). Save it and add its file.").first()).toBeVisible();
    await person.page.getByRole("button", { name: "Retry cups.jpg" }).click();
    await expect.poll(() => asked).toHaveLength(2);
  });
});

test("a fetch that takes long can be cancelled", async ({ person }) => {
  await person.open();
  await person.page.route("**/api/references/fetch", () => undefined);
  await paste(person.page, "https://example.org/cups.jpg");
  await expect(person.page.getByRole("group", { name: "image 1: cups.jpg" })).toHaveAttribute("data-state", "fetching");
  await person.page.getByRole("button", { name: "Details of image 1" }).click();
  await expect(person.page.getByRole("dialog", { name: "Image 1 of 1" })).toContainText("The studio is fetching it from example.org.");
  await person.page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(person.tiles).toHaveCount(0);
});

test("a frame is dragged from the sheet to the composer: the others stay, and nothing is uploaded", async ({ person }) => {
  await withFrame(person);
  const uploads: string[] = [];
  person.page.on("request", (request) => { if (request.url().includes("/api/uploadthing")) uploads.push(request.url()); });
  const from = await person.frame(1, 1).locator("img").boundingBox();
  if (!from) throw new Error("no frame");
  await person.page.mouse.move(from.x + 40, from.y + 40);
  await person.page.mouse.down();
  await person.page.mouse.move(from.x + 60, from.y + 60, { steps: 4 });
  await expect(target(person.page)).toContainText("Drop to add it as image 2");
  await expect(overlay(person.page)).toHaveCount(0);
  await person.page.mouse.move(200, 400, { steps: 4 });
  await person.page.mouse.up();
  await expect(stored(person.page)).toHaveCount(2);
  await expect(target(person.page)).toHaveCount(0);
  await expect(person.page.getByText("1-1 is image 2.").first()).toBeVisible();
  expect(uploads).toEqual([]);
});

test("a frame that is put down on the sheet again does nothing; other pictures of the page cover nothing", async ({ person }) => {
  await withFrame(person);
  const from = await person.frame(1, 1).locator("img").boundingBox();
  if (!from) throw new Error("no frame");
  await person.page.mouse.move(from.x + 40, from.y + 40);
  await person.page.mouse.down();
  await person.page.mouse.move(from.x + 80, from.y + 60, { steps: 4 });
  await expect(target(person.page)).toBeVisible();
  await person.page.mouse.up();
  await expect(target(person.page)).toHaveCount(0);
  await expect(person.tiles).toHaveCount(1);
  // A link of the page itself: browsers tell of its address as of any other page's.
  await person.frame(1, 1).hover();
  await person.frame(1, 1).getByRole("button", { name: "Save" }).hover();
  await person.page.mouse.down();
  await person.page.mouse.move(CENTRE.x, CENTRE.y, { steps: 4 });
  await expect(overlay(person.page)).toHaveCount(0);
  await expect(target(person.page)).toHaveCount(0);
  await person.page.mouse.up();
  await expect(person.tiles).toHaveCount(1);
});
