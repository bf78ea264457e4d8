import sharp from "sharp";
import { expectFocus, focused, makeTakes, marked, pictureOf, selected } from "@/tests/support/frames";
import { test } from "@/tests/support/shared-story";
import { expect, NEVER, StudioPage } from "@/tests/support/story";

test.use({ viewport: { width: 1440, height: 900 } });

test("the sheet is one stop for Tab, the keys go through its frames as the eye does, and every verb has one", async ({ person }) => {
  await person.open();
  await makeTakes(person, [2, 4]);
  const { page } = person;
  await person.reload();
  await expect(pictureOf(person, "2-1")).toHaveAttribute("tabindex", "0");
  await expect(page.locator('[id^="frame-"][tabindex="0"]')).toHaveCount(1);

  await pictureOf(person, "2-1").focus();
  const steps = [["ArrowRight", "2-2"], ["End", "2-4"], ["ArrowRight", "1-1"], ["ArrowUp", "2-1"], ["PageDown", "1-1"], ["ControlOrMeta+End", "1-2"], ["ControlOrMeta+Home", "2-1"], ["ArrowDown", "1-1"]] as const;
  for (const [key, frame] of steps) {
    await page.keyboard.press(key);
    await expectFocus(person, frame);
  }
  await expect(page.locator('[id^="frame-"][tabindex="0"]')).toHaveCount(1);

  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Frame 1-1 large" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expectFocus(person, "1-1");

  await page.keyboard.press("m");
  await expect(page.getByRole("menuitem", { name: "Mark all" })).toBeVisible();
  await page.getByRole("menuitem", { name: "Mark all" }).press("Enter");
  await expect.poll(() => marked(person)).toEqual(["1-1", "1-2"]);
  await pictureOf(person, "1-2").focus();
  await page.keyboard.press("Shift+P");
  await expect.poll(() => marked(person)).toEqual([]);

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectFocus(person, "1-2");

  await page.keyboard.press("e");
  await page.getByRole("button", { name: /replace/i }).click();
  await expect(page.getByRole("group", { name: "image 1: 1-2" })).toBeVisible();
});

test("a frame's focus ring is whole although its verbs stand right below it, in both themes", async ({ person }) => {
  await person.open();
  await makeTakes(person, [2]);
  const { page } = person;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await pictureOf(person, "1-1").focus();
    await page.keyboard.press("ArrowRight");
    await expectFocus(person, "1-2");
    const box = await pictureOf(person, "1-2").boundingBox();
    if (!box) throw new Error("no picture");
    // Offset 2, width 2: the third pixel below the picture is the ring's own.
    const clip = { x: Math.ceil(box.x) + 8, y: Math.round(box.y + box.height) + 2, width: Math.floor(box.width) - 16, height: 1 };
    const { channels } = await sharp(await page.screenshot({ clip })).stats();
    expect(channels.slice(0, 3).map(({ min, max }) => max - min), colorScheme).toEqual([0, 0, 0]);
    const mean = channels[0]?.mean ?? 128;
    expect(colorScheme === "light" ? mean < 80 : mean > 180, "ink, not paper").toBe(true);
    await page.keyboard.press("ArrowLeft");
  }
});

test("letters that are typed are no commands, and a control keeps its own keys", async ({ person }) => {
  await person.open();
  await makeTakes(person, [2]);
  const { page } = person;
  await person.prompt.fill("");
  await person.prompt.pressSequentially("xpd?");
  await page.keyboard.press("Delete");
  await expect(person.prompt).toHaveValue("xpd?");
  await page.getByRole("button", { name: "More for take 1" }).focus();
  for (const key of ["p", "x", "Delete"]) await page.keyboard.press(key);
  await pictureOf(person, "1-1").focus();
  await page.keyboard.press("Alt+p");
  await page.keyboard.press("p");
  await expect.poll(() => marked(person)).toEqual(["1-1"]);
  expect(await selected(person)).toEqual([]);
  await expect(page.locator("[data-frame]")).toHaveCount(2);
});

test("focus stays while results arrive, and while takes become old enough to fold", async ({ person, runcomfy, studio, context }) => {
  test.slow();
  await person.open();
  await makeTakes(person, [1]);
  const { page } = person;
  await runcomfy.restart({ queue: NEVER });
  await pictureOf(person, "1-1").focus();
  await page.keyboard.press("Home");
  const elsewhere = await new StudioPage(await context.newPage(), studio).open(person.address);
  for (let take = 2; take <= 11; take += 1) {
    await elsewhere.prompt.fill(`Generate 1 image of the cups, ${take}`);
    await elsewhere.generate.click();
    await person.expectTake(take, "in_queue");
    expect(await focused(person)).toBe("1-1");
  }
  await runcomfy.restart({});
  await person.expectTake(11, "completed");
  await expectFocus(person, "1-1");
  await expect(page.getByRole("button", { name: "Open take 1", exact: true })).toHaveCount(0);
  await person.reload();
  await expect(page.getByRole("button", { name: "Open take 1", exact: true })).toBeVisible();
  await pictureOf(person, "2-1").focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("button", { name: "Open take 1", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectFocus(person, "1-1");
});
