import { test as shared } from "@/tests/support/shared-story";
import { createRunComfy, envOf, expect, NEVER, StudioPage, test } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

test("a take finishes and is archived although its browser was closed, and everything typed is there again", async ({ browser }) => {
  const runcomfy = await createRunComfy({ stageMs: { queue: NEVER } });
  const studio = await createStudio(envOf(runcomfy));
  try {
    await studio.start();
    const first = await browser.newContext();
    const person = await new StudioPage(await first.newPage(), studio).open();
    await person.compose({ count: 2 });
    await person.generate.click();
    await expect(person.take(1)).toBeVisible();
    const { address } = person;
    await person.prompt.fill("Generate 2 images, at night, with snow");
    await expect.poll(() => savedPrompt(studio.url, address)).toContain("with snow");
    await first.close();

    await runcomfy.restart({});
    const second = await browser.newContext();
    const later = await new StudioPage(await second.newPage(), studio).open();
    expect(later.address).toBe(address);
    await later.expectTake(1, "completed");
    await expect(later.frame(1, 2).getByRole("img")).toBeVisible();
    await expect(later.prompt).toHaveValue("Generate 2 images, at night, with snow");
    await expect(later.page.locator('[data-state="stored"]')).toHaveCount(1);
    await second.close();
  } finally {
    await studio.remove();
    await runcomfy.remove();
  }
});

/** As the server draws it, for a browser that knows nothing yet. */
async function savedPrompt(url: string, address: string): Promise<string> {
  return (await fetch(`${url}${address}`)).text();
}

shared("a strange session and a broken address give the same page: not there", async ({ person }) => {
  await person.open();
  const strange = `/studio/ses_${"0".repeat(32)}`;
  for (const address of [strange, "/studio/nothing"]) {
    const answer = await person.page.request.get(new URL(address, person.page.url()).href);
    expect(answer.status()).toBe(404);
  }
});
