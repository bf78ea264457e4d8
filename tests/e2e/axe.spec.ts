import type { Page } from "playwright/test";
import sharp from "sharp";
import type { Translator } from "@/lib/messages/translator";
import { violationsOn } from "@/tests/support/axe";
import { withCodes } from "@/tests/support/entry";
import { english, korean } from "@/tests/support/languages";
import { LONG_PROOF } from "@/tests/support/long-proof";
import { seedSheet } from "@/tests/support/seed-sheet";
import { expect, NEVER, samples, test } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

/** Whole takes, folded ones, marks. */
const TAKES = 12;
const FRAMES = 3;

/** Each state of every page and dialog is looked at as it stands; all that was found is told at the end. */
function looker(page: Page) {
  const found: string[] = [];
  return {
    look: async (where: string) => { found.push(...(await violationsOn(page)).map((text) => `${where}: ${text}`)); },
    end: () => expect(found).toEqual([]),
  };
}

const dialog = (page: Page) => page.locator("[role=dialog], [role=alertdialog]");
const named = (page: Page, name: string) => page.locator(`[data-name="${name}"]:visible`).first();

async function closed(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("menu")).toHaveCount(0);
}

for (const { language, locale, t } of [{ language: "English", locale: "en-US", t: english }, { language: "Korean", locale: "ko-KR", t: korean }] satisfies { language: string; locale: string; t: Translator }[]) {
  test.describe(`in ${language}`, { tag: language === "Korean" ? LONG_PROOF : [] }, () => {
    test.use({ locale, viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: "reduce" }, expectedErrors: [/404 \(Not Found\)/] });

    test("axe finds nothing against the studio, what opens on it, and what stands in its place", async ({ person, studio, runcomfy }) => {
      const { page } = person;
      const { look, end } = looker(page);
      await person.open();
      await look("an empty studio");

      const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: TAKES, framesOfTake: FRAMES, markEvery: 4 });
      await page.goto(`${studio.url}/studio/${sessionId}`);
      const frame = (index: number) => page.locator(`[data-name="Frame ${TAKES}-${index}"] button`).first();
      await expect(frame(1)).toBeVisible();
      await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
      await look("takes");

      await frame(1).click({ modifiers: ["ControlOrMeta"] });
      await frame(2).click({ modifiers: ["ControlOrMeta"] });
      await expect(page.getByRole("toolbar")).toBeVisible();
      await look("a selection");
      await page.keyboard.press("Escape");

      await frame(1).hover();
      await page.getByRole("button", { name: t("sheet.more", { frame: `${TAKES}-1` }) }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await look("a frame's menu");
      await closed(page);
      await frame(1).focus();
      await page.keyboard.press("m");
      await expect(page.getByRole("menu")).toBeVisible();
      await look("a take's menu");
      await closed(page);
      await frame(1).focus();
      await page.keyboard.press("?");
      await expect(dialog(page)).toBeVisible();
      await look("the keys");
      await closed(page);

      await page.locator("#prompt").fill("");
      await page.keyboard.type("/");
      await expect(page.getByRole("listbox")).toBeVisible();
      await look("earlier prompts");
      await page.keyboard.press("Escape");
      await page.locator("#prompt").fill("");
      await page.getByRole("button", { name: new RegExp(`^${t("references.earlier")}`) }).click();
      await expect(dialog(page)).toBeVisible();
      await look("the shelf");
      await closed(page);
      await named(page, "Engine").getByRole("button").click();
      await expect(dialog(page)).toBeVisible();
      await look("the engine");
      await closed(page);
      await page.locator("[data-tile] > button, [data-reference] button").first().click();
      await expect(dialog(page)).toBeVisible();
      await look("a reference");
      await closed(page);
      const wide = await sharp(samples("cups")[0]).resize(2000, 400, { fit: "cover" }).jpeg().toBuffer();
      await person.files.setInputFiles({ name: "wide.jpg", mimeType: "image/jpeg", buffer: wide });
      await expect(dialog(page).getByRole("slider")).toBeVisible();
      await look("a panorama");
      await closed(page);

      await frame(2).click();
      await expect(dialog(page).locator('[data-name="Edit this"]').first()).toBeVisible();
      await look("a frame large");
      await page.keyboard.press("?");
      await expect(dialog(page)).toHaveCount(2);
      await look("its keys");
      await page.keyboard.press("Escape");
      await expect(dialog(page)).toHaveCount(1);
      await page.keyboard.press("c");
      await expect(page.locator('[data-name="Swap"]').first()).toBeVisible();
      await look("compared with its photograph");
      await page.keyboard.press("Escape");
      await dialog(page).locator('[data-name="Edit this"]:visible').first().click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await look("where a frame goes");
      await closed(page);
      await page.goto(`${studio.url}/studio/${sessionId}?frame=99-1`);
      await expect(dialog(page)).toContainText(t("lightbox.gone", { frame: "99-1" }));
      await look("a frame that is gone");
      await page.goto(`${studio.url}/studio/${sessionId}?marked=1`);
      await expect(page.locator('[data-sign="marked"]').first()).toBeVisible();
      await look("marked frames");

      await runcomfy.restart({ queue: NEVER });
      await page.locator("#prompt").fill("Generate 2 images of the cups");
      await named(page, "Generate").click();
      await page.goto(`${studio.url}/studio/${sessionId}`);
      await expect(named(page, `Take ${TAKES + 1}`)).toHaveAttribute("data-status", "in_queue");
      await look("a take in the queue");
      await named(page, `Take ${TAKES + 1}`).locator('[data-name="Cancel"]').click();
      await expect(named(page, `Take ${TAKES + 1}`)).toHaveAttribute("data-status", "cancelled");
      await look("a cancelled take");

      await page.locator("header").getByRole("button", { name: /12 takes/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await look("the session's menu");
      await closed(page);
      await page.goto(`${studio.url}/library`);
      await expect(page.locator("[data-name=Storage]")).toBeVisible();
      await look("the library");
      await page.getByRole("button", { name: t("sessions.storage.free") }).click();
      await expect(dialog(page)).toBeVisible();
      await look("what can be freed");
      await closed(page);
      await page.goto(`${studio.url}/studio/ses_none`);
      await look("nothing here");
      end();
    });

    test("axe finds nothing against the door, and where a code is refused", async ({ page }) => {
      const { look, end } = looker(page);
      const studio = await createStudio(withCodes);
      try {
        await studio.start();
        await page.goto(studio.url);
        await look("the door");
        await page.getByLabel(t("enter.code")).fill("guess-number-1");
        await page.keyboard.press("Enter");
        await expect(page.locator("form")).toContainText(t("enter.wrongCode"));
        await look("a wrong code");
      } finally {
        await studio.remove();
      }
      end();
    });
  });
}
