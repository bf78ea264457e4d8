import { createHash } from "node:crypto";
import type { Page } from "playwright/test";
import { z } from "zod";
import { makeTakes } from "@/tests/support/frames";
import { seedShare } from "@/tests/support/seed-share";
import { expect, test } from "@/tests/support/story";
import { fileInDataDir } from "@/tests/support/story-database";
import { unzip } from "@/tests/support/unzip";

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
const drawn = (page: Page) => page.locator('[data-name^="Picture "] img').evaluateAll((images) => images.map((image) => image instanceof HTMLImageElement && image.naturalWidth > 0));
const kinds = [["the session", {}], ["one frame of it", { frames: 1 }]] as const;

test("with the engine gone and its files deleted every share shows and gives all it did", async ({ person, runcomfy, studio, browser }) => {
  await person.open();
  await makeTakes(person, [2, 1]);
  await person.editFrame(1, 2);
  await person.generate.click();
  await person.expectTake(3, "completed");
  const shows = { prompt: true, settings: true, references: true, lineage: true, originals: true, price: true };
  const shares = kinds.map(([kind, what]) => ({ kind, id: seedShare({ dataDir: studio.dataDir, sessionId: person.sessionId, shows, ...what }) }));
  const given = z.array(z.object({ sha256: z.string() })).parse(await fileInDataDir.rows("select outputs.sha256 from outputs join generations on generations.id = generation_id order by take, frame", studio.dataDir));
  await person.page.close();

  await studio.kill();
  await runcomfy.remove();
  await studio.start();
  for (const { kind, id } of shares) {
    const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    const wanted = kind === "the session" ? given.length : 1;
    await page.goto(`${studio.url}/share/${id}`);
    await expect(page.locator('[data-name^="Picture "]')).toHaveCount(wanted);
    for (const one of await page.locator('[data-name^="Picture "]').all()) await one.scrollIntoViewIfNeeded();
    await expect.poll(() => drawn(page)).toEqual(Array.from({ length: wanted }, () => true));
    const named = await page.locator("img").evaluateAll((images) => images.flatMap((image) => (image instanceof HTMLImageElement ? [image.src, ...image.srcset.split(",").map((one) => new URL(one.trim().split(" ")[0] ?? "", location.href).href)] : [])));
    const linked = await page.locator("a[href*='/files/'], a[href$='/zip']").evaluateAll((links) => links.flatMap((link) => (link instanceof HTMLAnchorElement ? [link.href] : [])));
    expect(linked.length).toBeGreaterThan(0);
    for (const url of new Set([...named, ...linked])) expect({ url, status: (await fetch(url)).status }).toEqual({ url, status: 200 });
    const zip = unzip(Buffer.from(await (await fetch(`${studio.url}/share/${id}/zip`)).arrayBuffer()));
    const pictures = [...zip.values()].map(sha256);
    // What came carries nothing beside the picture: the bytes are those that came.
    for (const frame of given.slice(0, wanted)) expect(pictures).toContain(frame.sha256);
    await page.close();
  }
});
