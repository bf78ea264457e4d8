/** Photographs the running app into docs/screens: `npm run screens`. Nothing in it is drawn or arranged by hand. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright";
import sharp from "sharp";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { startFaultProxy } from "@/tests/support/fault-proxy";
import { seedShare } from "@/tests/support/seed-share";
import { alive, createRunComfy, envOf, NEVER, QUICK, samples, StudioPage } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

const folder = path.resolve("docs/screens");
const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce", deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const looks = {
  dark: { ...desk, colorScheme: "dark" },
  light: { ...desk, colorScheme: "light" },
  phone: { ...phone, colorScheme: "dark" },
} as const;
type Look = keyof typeof looks;

type Scene = {
  url: string;
  name: string;
  on?: readonly Look[];
  locale?: string;
  /** What a person does before it looks like this. */
  act?: (page: Page, look: Look) => Promise<unknown>;
  /** What it brings. */
  until?: string;
  /** The whole length of the page, at half its size. */
  whole?: boolean;
};

async function shoot(browser: Browser, { url, name, on = ["dark", "light", "phone"], locale = "en", act, until, whole = false }: Scene): Promise<void> {
  for (const look of on) {
    const context = await browser.newContext({ ...looks[look], locale });
    const page = await context.newPage();
    await page.goto(url);
    await settled(page);
    if (act) await alive(page);
    await act?.(page, look);
    if (until) await page.locator(until).first().waitFor();
    await settled(page);
    const shot = sharp(await page.screenshot({ fullPage: whole }));
    const { width } = await shot.metadata();
    await (whole ? shot.resize({ width: Math.round(width / 2) }) : shot).png({ palette: true, quality: 90, effort: 8 }).toFile(path.join(folder, `${name}-${look}.png`));
    await context.close();
  }
}

/** Every picture that can be seen is there. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete || image.loading === "lazy"));
  await page.evaluate(() => document.fonts.ready);
}

type Run = { prompt: string; count?: number; size?: string; status?: string };

async function run(person: StudioPage, take: number, { prompt, count = 4, size, status = "completed" }: Run): Promise<void> {
  await person.prompt.fill(prompt);
  await person.page.getByRole("radio", { name: count === 1 ? "1 image" : `${count} images`, exact: true }).check({ force: true });
  if (size) await person.page.getByRole("radio", { name: size, exact: true }).check({ force: true });
  await person.generate.click();
  await person.expectTake(take, status, 120_000);
}

const pictureOf = (page: Page, name: string) => page.locator(`[data-name="Frame ${name}"] [id^="frame-"]`);
const words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"];

mkdirSync(folder, { recursive: true });
const runcomfy = await createRunComfy();
const proxy = await startFaultProxy({ target: runcomfy.url });
const studio = await createStudio({ ...envOf(runcomfy, proxy.url), CAP_USD_PER_DAY: "100" });
const browser = await chromium.launch({ args: browserArgs, executablePath: findBrowser() ?? undefined });
const onDesk = ["dark", "light"] as const;
const failing = (fault: { kind: "status"; status: number; body: unknown } | { kind: "resetAfter" }) => proxy.faults.plant({ method: "POST", path: /\/models\//, times: 1, fault });

/** Takes of so many frames each, in a session of their own. */
async function sessionOf(person: StudioPage, counts: readonly number[], size: string): Promise<string> {
  const before = person.address;
  await person.choose("New session");
  if (before !== "/") await person.leftSession(before);
  await person.add(samples("cups"));
  for (const [at, count] of counts.entries()) await run(person, at + 1, { prompt: `Generate ${count} ${count === 1 ? "image" : "images"} of the cups in image 1, ${words[count - 1] ?? ""}`, count, size });
  return person.page.url();
}

async function session(person: StudioPage): Promise<void> {
  const url = person.page.url();
  await shoot(browser, { url, name: "empty" });
  await person.add(samples("oranges"));
  await run(person, 1, { prompt: "Generate 4 images of the oranges in image 1, another colour each" });
  await person.page.locator('[data-state="stored"]').hover();
  await person.page.getByRole("button", { name: "Remove image 1" }).click();
  await person.add(samples("cups"));
  await run(person, 2, { prompt: "Generate 4 images of the cups in image 1, colder light each time" });
  for (const name of ["2-2", "1-3"]) {
    await pictureOf(person.page, name).focus();
    await person.page.keyboard.press("p");
  }
  await person.add(samples("blossom"));
  await person.prompt.fill("Generate 4 images of the cups in image 1 from morning to night, with the blossom of image 2");
  await person.page.waitForLoadState("networkidle");
  await shoot(browser, { url, name: "done" });
  await shoot(browser, { url, name: "korean", locale: "ko-KR", on: ["dark", "phone"] });
  await shoot(browser, { url: `${url}?frame=2-2`, name: "lightbox" });
  await shoot(browser, { url: `${url}?frame=2-1&beside=2-4`, name: "compare" });
  await shoot(browser, { url: `${url}?frame=2-1&beside=2-2.2-3.2-4`, name: "compare-four", on: ["dark"] });
  await shoot(browser, { url, name: "selected", until: "[role=toolbar]", act: async (page, look) => {
    if (look === "phone") return pictureOf(page, "2-2").tap();
    for (const name of ["2-1", "2-2", "2-4"]) await pictureOf(page, name).press("x");
  } });
  await shoot(browser, { url, name: "take-menu", on: onDesk, until: "[role=menu]", act: (page) => page.getByRole("button", { name: "More for take 2" }).click() });
  await shoot(browser, { url, name: "keys", on: onDesk, until: "[role=dialog]", act: (page) => page.keyboard.press("?") });
  await shoot(browser, { url, name: "prompts", on: onDesk, until: "[role=listbox]", act: (page) => page.getByRole("button", { name: "Examples" }).click() });
  await shoot(browser, { url, name: "shelf", on: onDesk, until: "[role=dialog] img", act: (page) => page.getByRole("button", { name: "Earlier references and frames" }).click() });

  await shoot(browser, { url, name: "share-dialog", until: '[role=dialog][data-name="Share"] img', act: async (page) => {
    await pictureOf(page, "2-1").focus();
    await page.keyboard.press("s");
  } });
  const share = seedShare({ dataDir: studio.dataDir, sessionId: person.sessionId, message: "Two evenings of one table. Pick what you like.", sender: "Ann", shows: { prompt: true } });
  await shoot(browser, { url: `${studio.url}/share/${share}`, name: "share", whole: true });
  await shoot(browser, { url: `${studio.url}/share/${share}`, name: "share-large", until: 'dialog[open] [data-source="file"]', act: (page) => page.locator("#picture-2 a:has(img)").click() });

  await runcomfy.restart({ queue: NEVER });
  const next = "Generate 4 images of the cups in image 1 from morning to night, with the blossom of image 2";
  await run(person, 3, { prompt: next, status: "in_queue" });
  await shoot(browser, { url, name: "waiting" });
  await person.take(3).getByRole("button", { name: "Cancel" }).click();
  await person.expectTake(3, "cancelled");
  failing({ kind: "status", status: 402, body: { error_code: 400002, error_message: "Insufficient balance." } });
  await run(person, 4, { prompt: "Generate 4 images of the cups in image 1, in four seasons", status: "failed" });
  await shoot(browser, { url, name: "failed" });
  failing({ kind: "resetAfter" });
  await run(person, 5, { prompt: "Generate 4 images of the cups in image 1, in four seasons", status: "unclear" });
  await shoot(browser, { url, name: "unclear" });
  await runcomfy.restart(QUICK);
}

try {
  await studio.start();
  const context = await browser.newContext({ ...desk, colorScheme: "dark" });
  const person = await new StudioPage(await context.newPage(), studio).open();
  await session(person);
  const counts = [await sessionOf(person, [1, 2, 3, 4, 5, 6, 7, 8], "16:9"), await sessionOf(person, [9, 10, 11, 12, 13, 14], "16:9")];
  for (const [at, url] of counts.entries()) await shoot(browser, { url, name: at === 0 ? "one-to-eight" : "nine-to-fourteen", on: at === 0 ? ["dark", "phone"] : ["dark"], whole: true });
  await shoot(browser, { url: await sessionOf(person, [1, 4, 9], "21:9"), name: "wide", on: ["dark", "phone"], whole: true });
  await shoot(browser, { url: await sessionOf(person, [1, 4, 9], "9:16"), name: "tall", on: ["dark", "phone"], whole: true });
  await shoot(browser, { url: new URL("/library", person.page.url()).href, name: "library" });
} finally {
  await browser.close();
  await studio.remove();
  await proxy.close();
  await runcomfy.remove();
}
