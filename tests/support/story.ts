import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test as base, type Browser, type BrowserContext, type Locator, type Page } from "playwright/test";
import { z } from "zod";
import { startEmulator, type Emulator } from "@/lib/emulator/emulator";
import { createStudio, freePort, isRemoved, type Studio } from "@/tests/support/studio";

export { expect } from "playwright/test";

export const samples = (...names: ("cups" | "oranges" | "blossom")[]): string[] => names.map((name) => path.resolve("public/samples", `${name}.jpg`));

type StageMs = { queue?: number; start?: number; perImage?: number };
export const QUICK: Required<StageMs> = { queue: 0, start: 0, perImage: 0 };
/** Stays where it is until the emulator is started again with other times. */
export const NEVER = 3_600_000;

/** RunComfy as a peer of its own: with a token, a price and a ledger, and alive while the studio is killed. */
export type RunComfy = {
  readonly url: string;
  readonly token: string;
  /** Starts it again where it was, with other times: what waits goes on. */
  restart(stageMs: StageMs): Promise<void>;
  stop(): Promise<void>;
  ledger(): Promise<Ledger>;
  remove(): Promise<void>;
};
/** Every POST that it saw, newest first; what was refused has no request. */
const ledgerSchema = z.object({
  posts: z.array(z.object({ request_id: z.string().nullable(), status: z.string().nullish(), error_code: z.number().nullable(), billed_usd: z.number().nullish(), images_asked: z.number().nullish() })),
});
export type Ledger = z.infer<typeof ledgerSchema>;

export async function createRunComfy({ stageMs = QUICK, balanceUsd, token = "token-of-the-test" }: { stageMs?: StageMs; balanceUsd?: number; token?: string } = {}): Promise<RunComfy> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "contact-sheet-runcomfy-"));
  const port = await freePort();
  const start = (times: StageMs) => startEmulator({ dataDir, port, token, balanceUsd, stageMs: { ...QUICK, ...times } });
  let emulator: Emulator | null = await start(stageMs);
  const url = emulator.url;
  const stop = async () => { await emulator?.close(); emulator = null; };
  return {
    url, token, stop,
    async restart(times) { await stop(); emulator = await start(times); },
    async ledger() {
      const answer = await fetch(url.replace(/\/v1$/, "/ledger"), { headers: { authorization: `Bearer ${token}` } });
      return ledgerSchema.parse(await answer.json());
    },
    async remove() { await stop(); rmSync(dataDir, { recursive: true, force: true }); },
  };
}

export const envOf = (runcomfy: RunComfy, url = runcomfy.url): Record<string, string> => ({ RUNCOMFY_MODEL_API_BASE: url, RUNCOMFY_TOKEN: runcomfy.token });

export type Place = Pick<Studio, "url">;

/** What the browser says of a page whose server is gone, or was when it answered. */
export const LOST_SERVER = /net::ERR_|Failed to fetch|network error/;

/** Shown is not yet woken: what is pressed before is lost, and nobody is as quick as a story. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const heard = [...document.querySelectorAll("button, textarea")];
    return heard.length > 0 && heard.every((element) => Object.keys(element).some((key) => key.startsWith("__reactProps$")));
  });
  // What listens to the whole page does so once the first frame is drawn.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

/** The studio's page as a person uses it. */
export class StudioPage {
  constructor(readonly page: Page, private readonly studio: Place) {}

  async open(address = "/"): Promise<this> {
    await this.page.goto(`${this.studio.url}${address}`);
    await this.page.waitForURL(/\/studio\/ses_/);
    await alive(this.page);
    return this;
  }
  async reload(): Promise<void> {
    await this.page.reload();
    await alive(this.page);
  }
  get address(): string { return new URL(this.page.url()).pathname; }
  get sessionId(): string { return this.address.split("/").at(-1) ?? ""; }
  get prompt(): Locator { return this.page.getByRole("textbox", { name: "Prompt" }); }
  get generate(): Locator { return this.page.getByRole("button", { name: /^Generate/ }); }
  get files(): Locator { return this.page.locator("input[type=file]"); }
  get tiles(): Locator { return this.page.locator('[data-state][role="group"]'); }
  take(number: number): Locator { return this.page.getByRole("article", { name: `Take ${number}`, exact: true }); }
  frame(take: number, index: number): Locator { return this.page.getByLabel(`Frame ${take}-${index}`, { exact: true }); }

  async add(files: string[]): Promise<void> {
    const before = await this.page.locator('[data-state="stored"]').count();
    await this.files.setInputFiles(files);
    await expect(this.page.locator('[data-state="stored"]')).toHaveCount(before + files.length);
  }
  /** As a person drops files from a folder: on the page, not on a field. */
  async drop(files: string[]): Promise<void> {
    const contents = files.map((file) => ({ name: path.basename(file), base64: readFileSync(file).toString("base64") }));
    const dataTransfer = await this.page.evaluateHandle((list) => {
      const data = new DataTransfer();
      for (const { name, base64 } of list) data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name, { type: "image/jpeg" }));
      return data;
    }, contents);
    for (const type of ["dragenter", "dragover", "drop"]) await this.page.getByRole("main").dispatchEvent(type, { dataTransfer });
  }
  /** In place of the references that are there. */
  async editFrame(take: number, index: number): Promise<void> {
    await this.frame(take, index).hover();
    await this.frame(take, index).getByRole("button", { name: "Edit this" }).click();
    await this.page.getByRole("button", { name: /replace/i }).click();
    await expect(this.page.getByRole("group", { name: `image 1: ${take}-${index}` })).toBeVisible();
    await expect(this.page.locator('[data-state="stored"]')).toHaveCount(1);
  }
  get title(): Locator { return this.page.getByRole("button", { name: /^Session: / }); }
  /** In the session's own menu. */
  async choose(verb: string): Promise<void> {
    await this.title.click();
    await this.page.getByRole("menuitem", { name: verb, exact: true }).click();
  }
  async leftSession(from: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname !== from && url.pathname.startsWith("/studio/ses_"));
  }
  /** A draft that is ready: the samples, a prompt and a count. */
  async compose({ references = ["cups"], prompt = "Generate 2 images of the cups, colder light each time", count = 2 }: { references?: ("cups" | "oranges" | "blossom")[]; prompt?: string; count?: number } = {}): Promise<void> {
    if (references.length > 0) await this.add(samples(...references));
    await this.prompt.fill(prompt);
    await this.page.getByRole("radio", { name: count === 1 ? "1 image" : `${count} images`, exact: true }).check();
  }
  async expectTake(number: number, status: string, timeout = 40_000): Promise<void> {
    await expect(this.take(number)).toHaveAttribute("data-status", status, { timeout });
  }
}

type Visit = {
  /** Where the story is. */
  place: Place;
  person: StudioPage;
  /** Page errors and console errors that the story expects (a killed server), by what they say. */
  expectedErrors: RegExp[];
  /** No page of a story has an error that it does not expect. */
  problems: void;
  /** No page of a story violates its policy. */
  policy: void;
};

/** What every story has, wherever it is: a person, and a guard over each of the pages. */
export const visit = base.extend<Visit>({
  expectedErrors: async ({}, use) => use([]),
  place: async () => { throw new Error("a story says where it is"); },
  person: async ({ place, context }, use) => use(new StudioPage(await context.newPage(), place)),
  problems: [async ({ browser, expectedErrors }, use) => {
    takeProblems();
    // Every context that the story opens. One of an earlier story may still be there: its studio is not.
    browser.on("context", watch);
    await use();
    browser.off("context", watch);
    expect(takeProblems().filter((problem) => !expectedErrors.some((expected) => expected.test(problem))), "page errors and console errors").toEqual([]);
  }, { auto: true }],
  policy: [async ({ browser }, use) => {
    takeViolations();
    // Also the contexts that a story opens itself.
    browser.on("context", guard);
    for (const context of browser.contexts()) guard(context);
    await use();
    browser.off("context", guard);
    expect(takeViolations(), "violations of the content security policy").toEqual([]);
  }, { auto: true }],
});

type Fixtures = {
  runcomfy: RunComfy;
  /** A studio on the emulator as RunComfy: not started, so that a story may say how. */
  cold: Studio;
  studio: Studio;
};

/** A studio of the story's own, from an empty folder: to be stopped, killed, told otherwise and looked into. */
export const test = visit.extend<Fixtures>({
  runcomfy: async ({}, use) => {
    const runcomfy = await createRunComfy();
    await use(runcomfy);
    await runcomfy.remove();
  },
  cold: async ({ runcomfy }, use) => {
    const studio = await createStudio(envOf(runcomfy));
    await use(studio);
    await studio.remove();
  },
  studio: async ({ cold }, use) => {
    await cold.start();
    await use(cold);
  },
  place: async ({ studio }, use) => use(studio),
});

/** Page errors and console errors of the running story. */
const problems: string[] = [];
/** For the story that plants one. */
export const takeProblems = (): string[] => problems.splice(0);

function watch(context: BrowserContext): void {
  // A page that outlives its studio asks for it in vain.
  const keep = (problem: string, url: string) => { if (!isRemoved(url)) problems.push(`${problem} ${url}`); };
  context.on("weberror", (error) => { keep(`page error: ${error.error().message}`, error.page()?.url() ?? ""); });
  context.on("console", (message) => { if (message.type() === "error") keep(message.text(), message.location().url); });
}

/** What pages of the running story tried against their policy: one story at a time runs in a process. */
const violations: string[] = [];
/** For the story that plants one. */
export const takeViolations = (): string[] => violations.splice(0);
const VIOLATION = "policy violated:";

function guard(context: BrowserContext): void {
  context.on("console", (message) => { if (message.text().startsWith(VIOLATION)) violations.push(message.text()); });
  context.addInitScript((prefix) => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
      console.warn(`${prefix} ${effectiveDirective} ${blockedURI} ${sourceFile} ${sample}`);
    });
  }, VIOLATION).catch(() => {
    // The context was closed before it had a page.
  });
}

export async function anotherPerson(browser: Browser, studio: Place): Promise<StudioPage> {
  const context = await browser.newContext();
  return new StudioPage(await context.newPage(), studio);
}

/** A take of the demo engine is open when its studio is killed. */
export async function killedInTheMiddle(studio: Studio, context: BrowserContext): Promise<StudioPage> {
  const person = await new StudioPage(await context.newPage(), studio).open();
  await person.compose({ count: 3, prompt: "Generate 3 images of the cups, colder each time" });
  await person.generate.click();
  await expect(person.take(1)).toHaveAttribute("data-status", /in_queue|in_progress/);
  await studio.kill();
  return person;
}
