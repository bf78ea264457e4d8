import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Download } from "playwright/test";
import { readRecipe } from "@/lib/generations/recipe";
import { expectFocus, makeTakes, marked, pictureOf, selected, shown } from "@/tests/support/frames";
import { test } from "@/tests/support/shared-story";
import { expect, StudioPage } from "@/tests/support/story";
import { unzip } from "@/tests/support/unzip";

const PHONE = { width: 390, height: 844 };
const filterOf = (person: StudioPage) => person.page.getByRole("button", { name: /^Marked/ });
const bar = (person: StudioPage) => person.page.getByRole("toolbar", { name: /selected$/ });
const read = async (download: Download): Promise<Buffer> => readFileSync(await download.path());

test("a frame is marked by its key, at once and in every tab, and the sheet shown by its marks, which a reload keeps", async ({ person, studio, context }) => {
  await person.open();
  await makeTakes(person, [2, 2]);
  const second = new StudioPage(await context.newPage(), studio);
  await second.page.goto(person.page.url());
  await expect.poll(() => shown(second)).toHaveLength(4);

  await pictureOf(person, "2-1").focus();
  await person.page.keyboard.press("p");
  await expect.poll(() => marked(person)).toEqual(["2-1"]);
  await person.page.keyboard.press("ArrowDown");
  await expectFocus(person, "1-1");
  await person.page.keyboard.press("p");
  await expect.poll(() => marked(second)).toEqual(["2-1", "1-1"]);

  await filterOf(person).click();
  await expect.poll(() => shown(person)).toEqual(["2-1", "1-1"]);
  await expect(person.page.getByRole("status")).toHaveText("Only marked frames: 2 are shown.");
  expect(new URL(person.page.url()).searchParams.get("marked")).toBe("1");
  await person.reload();
  await expect.poll(() => shown(person)).toEqual(["2-1", "1-1"]);

  await pictureOf(person, "2-1").focus();
  await person.page.keyboard.press("p");
  await expect.poll(() => shown(person)).toEqual(["1-1"]);
  await expectFocus(person, "1-1");
  await person.page.keyboard.press("p");
  await expect(person.page.getByText("No frame is marked.")).toBeVisible();
  await person.page.getByRole("button", { name: "Show all frames" }).click();
  await expect.poll(() => shown(person)).toHaveLength(4);
  expect(new URL(person.page.url()).searchParams.has("marked")).toBe(false);
});

test.describe("without a server", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });
  test("a mark that did not come to be is taken back, and said", async ({ person }) => {
    await person.open();
    await makeTakes(person, [2]);
    const { page } = person;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => { letGo = resolve; });
    await page.route(/\/studio\//, async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await held;
      return route.abort();
    });
    await pictureOf(person, "1-2").focus();
    await page.keyboard.press("p");
    await expect.poll(() => marked(person)).toEqual(["1-2"]);
    letGo();
    await expect(page.getByText("What is marked shows here once it does.").first()).toBeVisible();
    await expect.poll(() => marked(person)).toEqual([]);
  });
});

test("frames are selected by click, range and keys, and saved as one zip with their recipe", async ({ person }) => {
  await person.open();
  await makeTakes(person, [2, 4]);
  const { page } = person;
  await pictureOf(person, "2-2").click({ modifiers: ["ControlOrMeta"] });
  await pictureOf(person, "1-1").click({ modifiers: ["Shift"] });
  expect(await selected(person)).toEqual(["2-2", "2-3", "2-4", "1-1"]);
  await pictureOf(person, "2-3").click({ modifiers: ["Shift"] });
  expect(await selected(person)).toEqual(["2-2", "2-3"]);
  await page.keyboard.press("Escape");
  expect(await selected(person)).toEqual([]);

  await pictureOf(person, "2-3").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  expect(await selected(person)).toEqual(["2-3", "2-4", "1-1"]);
  await page.keyboard.press("ControlOrMeta+a");
  expect(await selected(person)).toEqual(["2-1", "2-2", "2-3", "2-4", "1-1", "1-2"]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("x");
  expect(await selected(person)).toEqual(["2-4", "1-1"]);

  const [download] = await Promise.all([page.waitForEvent("download"), bar(person).getByRole("button", { name: "Save 2" }).click()]);
  const files = unzip(await read(download));
  const recipe = readRecipe(files.get("recipe.json")?.toString("utf8") ?? "");
  if (!recipe.ok) throw new Error("no recipe");
  const frames = recipe.value.takes.flatMap((take) => take.frames);
  expect(frames.map(({ name }) => name)).toEqual(["2-4", "1-1"]);
  for (const { file, sha256 } of frames) expect(createHash("sha256").update(files.get(file) ?? "").digest("hex")).toBe(sha256);

  await page.keyboard.press("Escape");
  await pictureOf(person, "2-4").focus();
  const [single] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("d")]);
  const inZip = frames.find(({ name }) => name === "2-4");
  expect(single.suggestedFilename()).toBe(inZip?.file);
  expect(createHash("sha256").update(await read(single)).digest("hex")).toBe(inZip?.sha256);
});

test("a band drawn over the sheet's empty space selects what it touches, and a click there nothing", async ({ person }) => {
  await person.page.setViewportSize({ width: 1440, height: 900 });
  await person.open();
  await makeTakes(person, [2, 4]);
  const { page } = person;
  const [above, below] = [await pictureOf(person, "2-1").boundingBox(), await pictureOf(person, "1-1").boundingBox()];
  if (!above || !below) throw new Error("no frames");
  // Beside the lower take, where the sheet's edge is empty.
  const [x, y] = [below.x - 10, below.y + 40];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(above.x + above.width / 2, above.y + above.height / 2, { steps: 5 });
  await expect(page.locator("[data-band]")).toBeVisible();
  await expect.poll(() => selected(person)).toEqual(["2-1", "1-1"]);
  await page.mouse.up();
  await expect(page.locator("[data-band]")).toHaveCount(0);
  await page.keyboard.press("p");
  await expect.poll(() => marked(person)).toEqual(["2-1", "1-1"]);
  await page.mouse.click(x, y);
  expect(await selected(person)).toEqual([]);
});

test.describe("on a telephone", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: PHONE });
  test("taps select, the dock has the verbs, and a tap elsewhere gives the Generate bar back", async ({ person }) => {
    await person.open();
    await makeTakes(person, [2]);
    // The composer was opened by the prompt.
    await person.page.keyboard.press("Escape");
    await pictureOf(person, "1-1").tap();
    await expect(bar(person)).toBeVisible();
    await pictureOf(person, "1-2").tap();
    expect(await selected(person)).toEqual(["1-1", "1-2"]);
    await bar(person).getByRole("button", { name: "Mark" }).tap();
    await expect.poll(() => marked(person)).toEqual(["1-1", "1-2"]);
    const dock = await bar(person).boundingBox();
    expect(dock?.height).toBeGreaterThanOrEqual(56);
    expect(dock?.height).toBeLessThanOrEqual(60);
    await person.take(1).getByText("from", { exact: false }).first().tap();
    await expect(bar(person)).toHaveCount(0);
    await expect(person.generate).toBeVisible();
  });
});

test("the same in Korean", async ({ person, context, studio }) => {
  await person.open();
  await makeTakes(person, [2]);
  await context.addCookies([{ name: "language", value: "ko", url: studio.url }]);
  await person.reload();
  await pictureOf(person, "1-2").focus();
  await person.page.keyboard.press("p");
  await expect.poll(() => marked(person)).toEqual(["1-2"]);
  await expect(person.page.getByRole("status")).toHaveText("컷 1-2 골랐습니다.");
  await person.page.getByRole("button", { name: "고른 컷 1" }).click();
  await expect.poll(() => shown(person)).toEqual(["1-2"]);
  await person.page.keyboard.press("Tab");
  await pictureOf(person, "1-2").focus();
  await person.page.keyboard.press("Delete");
  await expect(person.page.getByText("컷 1-2 삭제했습니다.").first()).toBeVisible();
  await person.page.getByRole("button", { name: "되돌리기" }).click();
  await expect.poll(() => shown(person)).toEqual(["1-2"]);
});
