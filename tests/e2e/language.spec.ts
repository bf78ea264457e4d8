import type { Page } from "playwright/test";
import { en } from "@/lib/messages/en";
import { codes, withCodes } from "@/tests/support/entry";
import { expect, StudioPage, test } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

const inSession = (page: Page) => page.waitForURL(/\/studio\/ses_/);
/** Wherever the page is, and whatever language it is in. */
const named = (page: Page, name: string) => page.locator(`[data-name="${name}"]`);

test.describe("a browser that asks for Korean", () => {
  test.use({ locale: "ko-KR" });

  test("enters in Korean, is refused in Korean, and finds the studio's header in Korean", async ({ page }) => {
    const studio = await createStudio(withCodes);
    try {
      await studio.start();
      await page.goto(studio.url);
      await expect(page.locator("html")).toHaveAttribute("lang", "ko");
      await expect(page).toHaveTitle("들어가기 · Contact Sheet");
      await page.getByLabel("접속 코드").fill("guess-number-1");
      await page.getByRole("button", { name: "들어가기" }).click();
      await expect(page.getByText("이 스튜디오의 접속 코드가 아닙니다.")).toBeVisible();
      await page.getByLabel("접속 코드").fill(codes.ann);
      await page.getByRole("button", { name: "들어가기" }).click();
      await inSession(page);
      await expect(page.locator("html")).toHaveAttribute("lang", "ko");
      await expect(page.getByRole("group", { name: "엔진" })).toHaveText("데모 엔진");
      await expect(page.getByRole("button", { name: "나가기" })).toBeVisible();
      await expect(page.getByRole("combobox", { name: "테마" })).toHaveText("시스템 설정에 맞춤밝게어둡게");
    } finally {
      await studio.remove();
    }
  });

  test("is told in Korean that nothing is at an address", async ({ person, studio }) => {
    await person.open();
    await person.page.goto(`${studio.url}/studio/ses_none`);
    await expect(person.page.getByRole("heading", { name: "여기에는 아무것도 없습니다" })).toBeVisible();
  });

  test.use({ expectedErrors: [/404 \(Not Found\)/] });
});

test("the switch changes the page where it stands: what is typed stays, nothing is loaded again, and the choice is kept", async ({ person }) => {
  await person.open();
  await expect(person.page.locator("html")).toHaveAttribute("lang", "en");
  await person.prompt.fill("Two cups, colder light");
  await person.page.evaluate(() => { document.body.dataset.drawn = "before"; });
  await named(person.page, "Language").selectOption("ko");
  await expect(person.page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(named(person.page, "Engine")).toHaveAttribute("aria-label", "엔진");
  await expect(person.page.locator("#prompt")).toHaveValue("Two cups, colder light");
  await expect(person.page.locator("body")).toHaveAttribute("data-drawn", "before");

  await person.reload();
  await expect(person.page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(person.page.locator("#prompt")).toHaveValue("Two cups, colder light");
  await named(person.page, "Language").selectOption("en");
  await expect(person.page.getByRole("group", { name: "Engine" })).toBeVisible();
  await expect(person.page.locator("html")).toHaveAttribute("lang", "en");
});

test("a page brings the texts of its own language alone, as data and not as code", async ({ person }) => {
  const scripts: Promise<string>[] = [];
  person.page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.text());
  });
  await person.open();
  await person.page.waitForLoadState("networkidle");
  const html = await person.page.content();
  const code = (await Promise.all(scripts)).join("\n");
  const [english, korean] = [en["sheet.failure.balance_empty"], "RunComfy의 잔액을 다 썼습니다."];
  expect({ html: html.includes(english), code: code.includes(english) }).toEqual({ html: true, code: false });
  expect({ html: html.includes(korean), code: code.includes(korean) }).toEqual({ html: false, code: false });
});

test("on a telephone the switch is there too, and the page does not become wider by it", async ({ browser, studio }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: "ko-KR" });
  const person = await new StudioPage(await context.newPage(), studio).open();
  await expect(named(person.page, "Language")).toBeVisible();
  const widths = await person.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(widths[0]).toBe(widths[1]);
  await named(person.page, "Language").selectOption("en");
  await expect(person.page.locator("html")).toHaveAttribute("lang", "en");
  await context.close();
});
