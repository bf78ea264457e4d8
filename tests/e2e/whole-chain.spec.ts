import type { Locator, Page } from "playwright/test";
import { expectFocus, marked, pictureOf, selected, shown } from "@/tests/support/frames";
import { test } from "@/tests/support/shared-story";
import { expect, NEVER, QUICK, samples, type StudioPage } from "@/tests/support/story";

/** More stops than a page has. */
const MOST_STOPS = 80;

/** As a person goes there who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target.first()).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not come to ${target.toString()}`);
}

const named = (page: Page, name: string): Locator => page.locator(`[data-name="${name}"]:visible`);
const largeOf = (page: Page): Locator => page.locator('[data-name$=" large"]');

/** Written over what stands there, and sent without leaving the prompt. */
async function generateByKeys(person: StudioPage, prompt: string, take: number): Promise<void> {
  const { page } = person;
  await tabTo(page, person.prompt);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(prompt);
  await page.keyboard.press("ControlOrMeta+Enter");
  await person.expectTake(take, "completed");
}

test("the whole chain by keyboard alone: a photograph, a take, marked, compared, edited further, saved, deleted and brought back", async ({ person }) => {
  const { page } = await person.open();
  await tabTo(page, page.getByRole("button", { name: "Add references" }));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(samples("cups"));
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
  await generateByKeys(person, "Generate 3 images of the cups, colder light each time", 1);

  await tabTo(page, page.locator('[id^="frame-"][tabindex="0"]'));
  await page.keyboard.press("ArrowRight");
  await expectFocus(person, "1-2");
  await page.keyboard.press("p");
  await expect.poll(() => marked(person)).toEqual(["1-2"]);
  await page.keyboard.press("Enter");
  await expect(largeOf(page)).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.locator("[data-compare]")).toBeVisible();
  for (const closed of ["[data-compare]", '[data-name$=" large"]']) {
    await page.keyboard.press("Escape");
    await expect(page.locator(closed)).toHaveCount(0);
  }
  await expectFocus(person, "1-2");

  await page.keyboard.press("e");
  await tabTo(page, page.getByRole("button", { name: "Replace all" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "image 1: 1-2" })).toBeVisible();
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
  await generateByKeys(person, "Generate 2 images of image 1, later in the day", 2);

  await tabTo(page, page.getByRole("button", { name: /^Marked/ }));
  await page.keyboard.press("Space");
  await expect.poll(() => shown(person)).toEqual(["1-2"]);
  await page.keyboard.press("Space");
  await expect.poll(() => shown(person)).toHaveLength(5);
  await tabTo(page, page.locator('[id^="frame-"][tabindex="0"]'));
  await page.keyboard.press("ControlOrMeta+Home");
  await expectFocus(person, "2-1");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("d")]);
  expect(download.suggestedFilename()).toMatch(/-2-1-.*\.jpg$/);
  await page.keyboard.press("Delete");
  await expect.poll(() => shown(person)).toEqual(["2-2", "1-1", "1-2", "1-3"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => shown(person)).toHaveLength(5);
  await expectFocus(person, "2-1");
});

test.describe("in Korean", () => {
  test.use({ locale: "ko-KR", viewport: { width: 1440, height: 900 } });

  /** By the names that outside scripts rely on, whatever the page is in. */
  async function generate(page: Page, prompt: string, take: number, status: string): Promise<void> {
    await page.getByRole("textbox", { name: "프롬프트", exact: true }).fill(prompt);
    await named(page, "Generate").click();
    await expect(named(page, `Take ${take}`)).toHaveAttribute("data-status", status, { timeout: 60_000 });
  }

  test("edits and their lineage, a short group made up, marks and the zip, deletion and its undo, several takes and one press that cancels them", async ({ person, runcomfy }) => {
    const { page } = await person.open();
    await person.files.setInputFiles(samples("cups"));
    await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
    await page.getByRole("textbox", { name: "프롬프트", exact: true }).fill("찻잔 두 장");
    await named(page, "2 images").check();
    await generate(page, "찻잔 사진 2장, 점점 어둡게", 1, "completed");

    await pictureOf(person, "1-1").press("e");
    await page.getByRole("button", { name: "모두 바꾸기" }).click();
    await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
    await expect(page.getByRole("group", { name: /^이미지 1: 1-1/ })).toBeVisible();
    await named(page, "3 images").check();
    await generate(page, "이미지 1의 찻잔 2장, 저녁", 2, "completed");
    await expect(named(page, "Take 2")).toContainText("2-3 받지 못함");
    await named(page, "Make the missing").click();
    await expect(named(page, "Take 3")).toHaveAttribute("data-status", "completed", { timeout: 60_000 });

    await person.reload();
    await pictureOf(person, "2-1").press("Enter");
    await expect(page.locator("[data-lineage]").getByRole("button")).toHaveCount(3);
    await page.keyboard.press("c");
    await expect(page.locator("[data-compare]")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    await page.keyboard.press("Escape");
    await expect.poll(() => marked(person)).toEqual(["2-1"]);

    await pictureOf(person, "2-1").press("x");
    await pictureOf(person, "1-2").press("x");
    expect(await selected(person)).toEqual(["2-1", "1-2"]);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^2컷 저장/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    await page.keyboard.press("Escape");
    await pictureOf(person, "1-2").press("Delete");
    await expect.poll(() => shown(person)).toEqual(["3-1", "2-1", "2-2", "1-1"]);
    await page.getByRole("button", { name: "되돌리기", exact: true }).click();
    await expect.poll(() => shown(person)).toHaveLength(5);

    await runcomfy.restart({ queue: NEVER });
    await generate(page, "찻잔 2장, 봄", 4, "in_queue");
    await generate(page, "찻잔 2장, 가을", 5, "in_queue");
    await person.reload();
    await page.getByRole("button", { name: /^대기 중인 2개 모두 취소/ }).click();
    for (const take of [4, 5]) await expect(named(page, `Take ${take}`)).toHaveAttribute("data-status", "cancelled", { timeout: 30_000 });
    await runcomfy.restart(QUICK);
  });
});
