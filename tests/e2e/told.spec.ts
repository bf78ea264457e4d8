import { expectFocus, makeTakes } from "@/tests/support/frames";
import { setHidden } from "@/tests/support/hidden-page";
import { test } from "@/tests/support/shared-story";
import { expect, NEVER, QUICK, type StudioPage } from "@/tests/support/story";

const MINUTE_MS = 61_000;
const icons = (person: StudioPage) => person.page.locator("link[rel~=icon]").evaluateAll((links) => links.map((link) => link.getAttribute("href")?.startsWith("data:")));
/** What is seen; the live region says the same. */
const told = (person: StudioPage) => person.page.getByRole("region", { name: "Notifications" }).getByText(/^Since you left/);

/** A minute passes for a page that nobody looks at, and again, until its poll has the news. */
async function minutesPass(person: StudioPage, until: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await person.page.clock.fastForward(MINUTE_MS);
    await until();
  }).toPass({ timeout: 60_000 });
}

test("takes that end unseen mark title and icon, and are told once on return: how they ended, what they cost, with the newest frame in focus", async ({ person, runcomfy }) => {
  const { page } = person;
  await page.clock.install();
  await person.open();
  await makeTakes(person, [1]);
  await runcomfy.restart({ queue: NEVER });
  await person.prompt.fill("Generate 2 images of the cups, warmer light each time");
  await page.getByRole("radio", { name: "2 images", exact: true }).check({ force: true });
  await person.generate.click();
  await person.expectTake(2, "in_queue");
  const title = await page.title();

  await setHidden(page, true);
  await runcomfy.restart(QUICK);
  await minutesPass(person, () => expect(page).toHaveTitle(`(1) ${title}`, { timeout: 2000 }));
  expect(new Set(await icons(person))).toEqual(new Set([true]));
  await expect(told(person)).toHaveCount(0);

  await setHidden(page, false);
  await expect(told(person)).toHaveText("Since you left: 1 finished, $0.06");
  await expect(page).toHaveTitle(title);
  expect(new Set(await icons(person))).toEqual(new Set([false]));
  await expectFocus(person, "2-1");

  // Out of the accessible tree until the toast is pointed at or focused.
  await page.getByRole("button", { name: "Dismiss", includeHidden: true }).click();
  await setHidden(page, true);
  await setHidden(page, false);
  await person.reload();
  await person.expectTake(2, "completed");
  await expect(page.locator("[data-frame]").first()).toBeVisible();
  await expect(told(person)).toHaveCount(0);
});

test("what the hidden page had not heard of yet is told on return too", async ({ person, runcomfy, studio, context }) => {
  const { page } = await person.open();
  await runcomfy.restart({ queue: NEVER });
  await person.compose();
  await person.generate.click();
  await person.expectTake(1, "in_queue");
  await setHidden(page, true);
  const title = await page.title();
  await runcomfy.restart(QUICK);
  await expect.poll(async () => (await context.request.get(`${studio.url}/api/sessions/${person.sessionId}/generations`)).text()).toContain('"completed"');
  await expect(page).toHaveTitle(title);
  await setHidden(page, false);
  await expect(told(person)).toHaveText("Since you left: 1 finished, $0.06");
});

test("who was typing keeps the focus, and is shown the way to the frame", async ({ person, runcomfy }) => {
  const { page } = person;
  await page.clock.install();
  await person.open();
  await runcomfy.restart({ queue: NEVER });
  await person.compose();
  await person.generate.click();
  await person.expectTake(1, "in_queue");
  await person.prompt.focus();
  await setHidden(page, true);
  await runcomfy.restart(QUICK);
  await minutesPass(person, () => expect(page).toHaveTitle(/^\(1\) /, { timeout: 2000 }));
  await setHidden(page, false);
  await expect(told(person)).toBeVisible();
  await expect(person.prompt).toBeFocused();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expectFocus(person, "1-1");
});

test("what ended while the studio was closed is told at the next visit, once", async ({ person, runcomfy, studio, context }) => {
  await person.open();
  await runcomfy.restart({ queue: NEVER });
  await person.compose();
  await person.generate.click();
  await person.expectTake(1, "in_queue");
  const { address, sessionId } = person;
  await person.page.goto("about:blank");
  await runcomfy.restart(QUICK);
  await expect.poll(async () => (await context.request.get(`${studio.url}/api/sessions/${sessionId}/generations`)).text()).toContain('"completed"');
  await person.open(address);
  await expect(told(person)).toHaveText("Since you left: 1 finished, $0.06");
  await expectFocus(person, "1-1");
  await person.reload();
  await person.expectTake(1, "completed");
  await expect(told(person)).toHaveCount(0);
});

test("the browser is asked for notifications at the switch alone; then a take that ends unseen gives one, and none in plain sight", async ({ person, runcomfy, context }) => {
  const { page } = person;
  await context.addInitScript(() => {
    const kept = { asked: 0, shown: new Array<string>() };
    class Stub extends EventTarget {
      static permission = localStorage.getItem("stub-permission") ?? "default";
      static async requestPermission(): Promise<string> {
        kept.asked += 1;
        Stub.permission = "granted";
        localStorage.setItem("stub-permission", "granted");
        return Promise.resolve("granted");
      }
      constructor(title: string) {
        super();
        kept.shown.push(title);
      }
    }
    Object.assign(window, { Notification: Stub, notificationsKept: kept });
  });
  const kept = () => page.evaluate<unknown>("({ asked: notificationsKept.asked, shown: notificationsKept.shown.length })");
  await page.clock.install();
  await person.open();
  await makeTakes(person, [1]);
  expect(await kept()).toEqual({ asked: 0, shown: 0 });

  await page.locator("[data-name=Engine] button").click();
  const wish = page.getByRole("switch", { name: "Tell me when a take is done" });
  await expect(wish).not.toBeChecked();
  await wish.click();
  await expect(wish).toBeChecked();
  await page.keyboard.press("Escape");
  await person.generate.click();
  await person.expectTake(2, "completed");
  expect(await kept()).toEqual({ asked: 1, shown: 0 });

  await runcomfy.restart({ queue: NEVER });
  await person.generate.click();
  await person.expectTake(3, "in_queue");
  await setHidden(page, true);
  await runcomfy.restart(QUICK);
  await minutesPass(person, () => expect(page).toHaveTitle(/^\(1\) /, { timeout: 2000 }));
  expect(await kept()).toEqual({ asked: 1, shown: 1 });
});

test("one live region speaks for the whole page", async ({ person }) => {
  const { page } = await person.open();
  await makeTakes(person, [1]);
  await person.prompt.fill("");
  await page.locator("[data-name=Engine] button").click();
  await page.keyboard.press("Escape");
  expect(await page.locator("[aria-live=polite], [role=status], [role=log]").count()).toBe(1);
});
