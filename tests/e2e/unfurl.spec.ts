import sharp from "sharp";
import { z } from "zod";
import { expect, test } from "@/tests/support/story";
import { seedShare } from "@/tests/support/seed-share";
import { seedSheet } from "@/tests/support/seed-sheet";
import { fileInDataDir } from "@/tests/support/story-database";

test("a link unfolds in a messenger with its frames and its title, behind a passphrase with neither, and revoked not at all", async ({ studio, browser }) => {
  const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 1, framesOfTake: 4 });
  const open = seedShare({ dataDir: studio.dataDir, sessionId, title: "봄빛, Cups", message: "Four readings of one table.", sender: "Ann" });
  const locked = seedShare({ dataDir: studio.dataDir, sessionId, title: "Nobody's business", passphrase: "first light" });
  const page = await (await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" })).newPage();
  const told = async (name: string) => z.string().nullable().parse(await page.locator(`head > meta[property="${name}"], head > meta[name="${name}"]`).first().getAttribute("content", { timeout: 5000 }).catch(() => null));

  await page.goto(`${studio.url}/share/${open}`);
  expect(await told("og:title")).toBe("봄빛, Cups");
  expect(await told("og:description")).toBe("Four readings of one table.");
  expect(await told("og:url")).toBe(`${studio.url}/share/${open}`);
  expect(await told("twitter:card")).toBe("summary_large_image");
  const address = (await told("og:image")) ?? "";
  expect(address).toMatch(new RegExp(`^${studio.url}/share/${open}/unfurl\\?v=[0-9a-f]{8}$`));
  const picture = await fetch(address);
  expect(picture.headers.get("cache-control")).toBe("private, no-cache");
  const bytes = Buffer.from(await picture.arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 1200, height: 630 });
  expect(bytes.length).toBeLessThan(300_000);
  const etag = picture.headers.get("etag") ?? "";
  expect((await fetch(address, { headers: { "if-none-match": etag } })).status).toBe(304);

  const answer = await page.goto(`${studio.url}/share/${locked}`);
  expect(await page.title()).toContain("Shared pictures");
  expect(await answer?.text()).not.toMatch(/Nobody's business|og:image|og:title/);
  expect((await fetch(`${studio.url}/share/${locked}/unfurl`)).status).toBe(404);

  await fileInDataDir.change(`update shares set revoked_at = 1 where id = '${open}'`, studio.dataDir);
  const revoked = await fetch(address, { headers: { "if-none-match": etag } });
  const never = await fetch(`${studio.url}/share/${"0".repeat(32)}/unfurl`);
  expect([revoked.status, await revoked.text(), [...revoked.headers.keys()]]).toEqual([never.status, await never.text(), [...never.headers.keys()]]);
  expect(revoked.status).toBe(404);
  await page.context().close();
});
