import { gate } from "@/tests/support/gate";
import { test } from "@/tests/support/shared-story";
import { expect, samples } from "@/tests/support/story";

test("photographs on their way, and the click that waits for them, go on when another session is opened", async ({ person, studio }) => {
  const { page } = await person.open();
  const first = person.address;
  const released = gate();
  await page.route("**/api/ingest/**", async (route) => {
    await released.passed;
    await route.continue();
  });
  await person.prompt.fill("Generate 1 image of the cups, later");
  await page.getByRole("radio", { name: "1 image", exact: true }).check({ force: true });
  await person.files.setInputFiles(samples("cups", "oranges"));
  await expect(person.tiles).toHaveCount(2);
  await person.generate.click();
  await expect(page.getByText(/Goes out when every reference is in/)).toBeVisible();

  await person.choose("New session");
  await person.leftSession(first);
  await expect(person.tiles).toHaveCount(0);
  // Back in the middle of it: as it was left.
  await page.goBack();
  await page.waitForURL(`**${first}`);
  await expect(person.tiles).toHaveCount(2);
  await expect(page.getByText(/Goes out when every reference is in/)).toBeVisible();

  await page.goForward();
  await person.leftSession(first);
  released.open();
  // Nobody looks at it while it is sent.
  await expect.poll(async () => (await page.request.get(`${studio.url}/api/sessions/${first.split("/").at(-1)}/generations?since=0`)).text()).toContain('"take":1');
  await page.goBack();
  await page.waitForURL(`**${first}`);
  await person.expectTake(1, "completed");
  await expect(page.locator('[data-state="stored"]')).toHaveCount(2);
  await expect(person.prompt).toHaveValue("Generate 1 image of the cups, later");
});
