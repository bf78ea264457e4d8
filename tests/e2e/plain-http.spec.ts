import { browserArgs } from "@/scripts/browser.mjs";
import { codes, enter, withCodes } from "@/tests/support/entry";
import { envOf, expect, StudioPage, test } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

const NAME = "studio.test";
test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: [...browserArgs, `--host-resolver-rules=MAP ${NAME} 127.0.0.1`] }) });

// Of that, too: without a certificate there is nothing to isolate.
test.use({ expectedErrors: [/Cross-Origin-Opener-Policy header has been ignored/] });

// Browsers withhold much of their own from such a page: a home network has no certificate.
test("called by a name, over plain http, the studio lets in, uploads and generates", async ({ page, runcomfy }) => {
  const studio = await createStudio({ ...withCodes, ...envOf(runcomfy), HOST: "0.0.0.0" });
  try {
    await studio.start();
    const named = { ...studio, url: studio.url.replace("127.0.0.1", NAME) };
    await enter(page, named, codes.ann);
    await page.waitForURL(new RegExp(`^http://${NAME}:\\d+/studio/ses_`));
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    const person = new StudioPage(page, named);
    await person.compose({ count: 1 });
    await person.generate.click();
    await person.expectTake(1, "completed");
    await expect(person.frame(1, 1).getByRole("img")).toBeVisible();
  } finally {
    await studio.remove();
  }
});
