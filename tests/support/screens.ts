/** Photographs the running app into docs/screens: `npm run screens`. Nothing in it is drawn or arranged by hand. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright";
import sharp from "sharp";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { startFaultProxy } from "@/tests/support/fault-proxy";
import { createRunComfy, envOf, NEVER, samples, StudioPage } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

const folder = path.resolve("docs/screens");
const looks: Record<string, BrowserContextOptions> = {
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  light: { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: "dark", isMobile: true, hasTouch: true },
};

async function shoot(browser: Browser, url: string, name: string): Promise<void> {
  for (const [look, options] of Object.entries(looks)) {
    const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(url);
    await settled(page);
    const shot = await page.screenshot();
    await sharp(shot).png({ palette: true, quality: 90, effort: 8 }).toFile(path.join(folder, `${name}-${look}.png`));
    await context.close();
  }
}

/** Every picture that can be seen is there. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.evaluate(() => document.fonts.ready);
}

mkdirSync(folder, { recursive: true });
const runcomfy = await createRunComfy();
const proxy = await startFaultProxy({ target: runcomfy.url });
const studio = await createStudio({ ...envOf(runcomfy, proxy.url), CAP_USD_PER_DAY: "5" });
const browser = await chromium.launch({ args: browserArgs, executablePath: findBrowser() ?? undefined });
try {
  await studio.start();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const person = await new StudioPage(await context.newPage(), studio).open();
  const session = person.page.url();
  await shoot(browser, session, "empty");

  const run = async (take: number, prompt: string, status: string) => {
    await person.prompt.fill(prompt);
    await person.page.getByRole("radio", { name: "4 images", exact: true }).check({ force: true });
    await person.generate.click();
    await person.expectTake(take, status, 90_000);
  };
  await person.add(samples("oranges"));
  await run(1, "Generate 4 images of the oranges in image 1, another colour each", "completed");
  await person.page.locator('[data-state="stored"]').hover();
  await person.page.getByRole("button", { name: "Remove image 1" }).click();
  await person.add(samples("cups"));
  await run(2, "Generate 4 images of the cups in image 1, colder light each time", "completed");
  await person.add(samples("blossom"));
  await person.prompt.fill("Generate 4 images of the cups in image 1 from morning to night, with the blossom of image 2");
  await person.page.waitForLoadState("networkidle");
  await shoot(browser, session, "done");

  await runcomfy.restart({ queue: NEVER });
  await run(3, "Generate 4 images of the cups in image 1 from morning to night, with the blossom of image 2", "in_queue");
  await shoot(browser, session, "waiting");
  await person.take(3).getByRole("button", { name: "Cancel" }).click();
  await person.expectTake(3, "cancelled");

  proxy.faults.plant({ method: "POST", path: /\/models\//, times: 1, fault: { kind: "status", status: 402, body: { error_code: 400002, error_message: "Insufficient balance." } } });
  await run(4, "Generate 4 images of the cups in image 1, in four seasons", "failed");
  await shoot(browser, session, "failed");

  proxy.faults.plant({ method: "POST", path: /\/models\//, times: 1, fault: { kind: "resetAfter" } });
  await run(5, "Generate 4 images of the cups in image 1, in four seasons", "unclear");
  await shoot(browser, session, "unclear");
} finally {
  await browser.close();
  await studio.remove();
  await proxy.close();
  await runcomfy.remove();
}
