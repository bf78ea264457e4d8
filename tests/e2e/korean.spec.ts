import { readFileSync } from "node:fs";
import type { Page } from "playwright/test";
import { leftInEnglish } from "@/tests/support/left-in-english";
import { expect, samples, type StudioPage } from "@/tests/support/story";
import { pictureOf } from "@/tests/support/frames";
import { test } from "@/tests/support/shared-story";

test.use({ locale: "ko-KR", viewport: { width: 1440, height: 900 } });

/** As outside scripts find it, whatever the page is in. */
const named = (page: Page, name: string) => page.locator(`[data-name="${name}"]`);
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const [cups = ""] = samples("cups");

async function add({ page, files }: StudioPage, name: string): Promise<void> {
  const before = await page.locator('[data-state="stored"]').count();
  await files.setInputFiles({ name, mimeType: "image/jpeg", buffer: readFileSync(cups) });
  await expect(page.locator('[data-state="stored"]')).toHaveCount(before + 1);
}

/** Nothing of ours is in English, wherever the story is. */
const allKorean = (page: Page, where: string) => expect.poll(() => leftInEnglish(page), { message: where }).toEqual([]);

test("the whole chain in Korean: a photograph, a prompt that says 4장, four frames, one of them large and edited further", async ({ person }) => {
  await person.open();
  const { page } = person;
  await allKorean(page, "an empty studio");
  await expect(button(page, "참고 사진 추가")).toHaveAttribute("data-name", "Add references");
  await add(person, "찻잔.jpg");
  await expect(page.getByRole("group", { name: /^이미지 1: 찻잔\.jpg/ })).toBeVisible();

  const prompt = page.getByRole("textbox", { name: "프롬프트", exact: true });
  await prompt.fill("이미지 1의 찻잔을 3장");
  await expect(page.getByRole("radio", { name: "이미지 3장", exact: true })).toBeChecked();
  await prompt.fill("이미지 1의 찻잔을 아침부터 밤까지 4장으로");
  await expect(named(page, "4 images")).toBeChecked();
  await expect(named(page, "4 images")).toHaveAccessibleName("이미지 4장");
  await expect(page.getByText("이미지 4장 + 참고 사진 1장, 최대 15장")).toBeVisible();
  await allKorean(page, "a draft that is ready");

  await button(page, /^최대 4장 만들기/).click();
  const take = page.getByRole("article", { name: "테이크 1", exact: true });
  await expect(take).toHaveAttribute("data-status", "completed", { timeout: 60_000 });
  await expect(named(page, "Take 1")).toHaveAttribute("aria-label", "테이크 1");
  await expect(take.locator('[data-name^="Frame 1-"] img')).toHaveCount(4);
  await expect(page.getByRole("status").filter({ hasText: "테이크 1 완성" })).toHaveCount(1);
  await allKorean(page, "a take that came");

  await page.getByLabel("컷 1-2", { exact: true }).getByRole("img").first().click();
  const lightbox = page.getByRole("dialog", { name: "컷 1-2 크게 보기" });
  await expect(lightbox).toBeVisible();
  await expect(lightbox.getByText("프롬프트", { exact: true }).first()).toBeVisible();
  await allKorean(page, "a frame, large");
  await lightbox.locator('[data-name="Edit this"]:visible').click();

  await expect(page.getByRole("alertdialog", { name: "컷을 어디에 넣을까요?" })).toBeVisible();
  await allKorean(page, "the question where it goes");
  await button(page, "모두 바꾸기").click();
  await expect(page.getByRole("group", { name: /^이미지 1: 1-2/ })).toBeVisible();
  await expect(prompt).toHaveValue("이미지 1의 찻잔을 아침부터 밤까지 4장으로");
  await allKorean(page, "a frame as the reference");
});

test("what is missing is said in Korean, and reworded by the switch without being asked again", async ({ person }) => {
  await person.open();
  const { page } = person;
  await button(page, /만들기/).first().click();
  await expect(page.getByRole("alert").filter({ hasText: "먼저 사진을 추가하세요." })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "이미지에 무엇이 보여야 하는지 쓰세요." })).toBeVisible();
  await named(page, "Language").selectOption("en");
  await expect(page.getByRole("alert").filter({ hasText: "Add a photograph first." })).toBeVisible();
  await expect(named(page, "Add references")).toHaveAccessibleName("Add references");
});

test("a frame's verbs, menus, lists of keys, earlier pictures and the library have no English left", async ({ person }) => {
  await person.open();
  const { page } = person;
  await add(person, "찻잔.jpg");
  await page.getByRole("textbox", { name: "프롬프트", exact: true }).fill("찻잔 두 장");
  await named(page, "Generate").click();
  await expect(named(page, "Take 1")).toHaveAttribute("data-status", "completed", { timeout: 60_000 });

  await page.getByRole("group", { name: /^이미지 1: 찻잔/ }).getByRole("button").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await allKorean(page, "a reference's details");
  await page.keyboard.press("Escape");

  await named(page, "Engine").getByRole("button").click();
  await expect(page.getByRole("dialog")).toContainText("모델로 이미지를 만듭니다");
  await allKorean(page, "the engine");
  await page.keyboard.press("Escape");

  await button(page, /^이전 사진/).click();
  await expect(page.getByRole("dialog", { name: "이전 사진" })).toBeVisible();
  await page.getByRole("tab", { name: "컷" }).click();
  await expect(page.getByRole("dialog").locator("img").first()).toBeVisible();
  await allKorean(page, "the shelf");
  await page.keyboard.press("Escape");

  await pictureOf(person, "1-1").focus();
  await page.keyboard.press("p");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "단축키" })).toBeVisible();
  await allKorean(page, "the keys");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("m");
  await expect(page.getByRole("menu")).toBeVisible();
  await allKorean(page, "the take's menu");
  await page.keyboard.press("Escape");

  await button(page, /^세션: /).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await allKorean(page, "the session's menu");
  await page.getByRole("menuitem", { name: "모든 세션" }).click();
  await page.waitForURL(/\/library/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/모든 세션/);
  await allKorean(page, "the library");
});
