import type { Locator } from "playwright/test";
import { expect, type StudioPage } from "@/tests/support/story";

/** Frames as a person sees them on the sheet, by their names ("2-1"). */

/** What is pressed to open it, and has the focus. */
export const pictureOf = (person: StudioPage, name: string): Locator => person.page.locator(`[data-name="Frame ${name}"] [id^="frame-"]`);

const namesWhere = (person: StudioPage, selector: string): Promise<string[]> =>
  person.page.locator(`[data-frame]:has(${selector})`).evaluateAll((figures) => figures.map((figure) => figure.getAttribute("data-frame") ?? ""));

export const shown = (person: StudioPage): Promise<string[]> => namesWhere(person, "*");

/** Those with the tick. */
export const selected = (person: StudioPage): Promise<string[]> => namesWhere(person, '[data-sign="selected"]');

/** Those with ring and star. */
export const marked = (person: StudioPage): Promise<string[]> => namesWhere(person, '[data-sign="marked"]');

/** The frame that has the focus, or whose verbs have; null where it is elsewhere. */
export const focused = (person: StudioPage): Promise<string | null> =>
  person.page.evaluate(() => document.activeElement?.closest("[data-frame]")?.getAttribute("data-frame") ?? null);

export async function expectFocus(person: StudioPage, name: string): Promise<void> {
  await expect.poll(() => focused(person)).toBe(name);
}

/** Takes 1, 2 ... of so many frames each, one after the other. */
export async function makeTakes(person: StudioPage, counts: readonly number[]): Promise<void> {
  for (const [at, count] of counts.entries()) {
    await person.compose({ references: at === 0 ? ["cups"] : [], count, prompt: `Generate ${count} ${count === 1 ? "image" : "images"} of the cups, colder light each time` });
    await person.generate.click();
    await person.expectTake(at + 1, "completed");
  }
}
