import { readdirSync, statSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";
import { gate } from "@/tests/support/gate";
import { sendInHalves } from "@/tests/support/halves";
import { createRunComfy, envOf, expect, LOST_SERVER, samples, StudioPage, test, type RunComfy } from "@/tests/support/story";
import { createStudio, type Studio } from "@/tests/support/studio";

const CLOSE_MS = 10_000;
const FILES = /\/files\//;

type Ground = { studio: Studio; runcomfy: RunComfy; proxy: FaultProxy; person: StudioPage };
const story = test.extend<{ ground: Ground }>({
  ground: async ({ context }, use) => {
    const runcomfy = await createRunComfy();
    const proxy = await startFaultProxy({ target: runcomfy.url });
    const studio = await createStudio({ ...envOf(runcomfy, proxy.url), PRICE_USD_PER_OUTPUT: "0.03" });
    await studio.start();
    await use({ studio, runcomfy, proxy, person: await new StudioPage(await context.newPage(), studio).open() });
    await studio.remove();
    await proxy.close();
    await runcomfy.remove();
  },
});

story.use({ expectedErrors: [LOST_SERVER] });

/** Like SIGTERM from whoever runs it: it may take ten seconds, and says that all is well. */
async function expectCleanStop(studio: Studio, what: string): Promise<number> {
  const startedMs = performance.now();
  const code = await studio.stop();
  const tookMs = performance.now() - startedMs;
  console.log(`SIGTERM with ${what}: ended after ${(tookMs / 1000).toFixed(1)} s, exit code ${code}`);
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(CLOSE_MS);
  return tookMs;
}
const closing = (studio: Studio) => expect.poll(() => studio.output()).toContain("studio.closing");

story("an action that is half here at SIGTERM is done and answered, and its take finishes after the start", async ({ ground: { studio, runcomfy, person } }) => {
  await person.compose({ count: 1 });
  const [begun, rest] = [gate(), gate()];
  let answered = Promise.resolve(0);
  await person.page.route("**/studio/**", async (route) => {
    if (!route.request().postData()?.includes("idempotencyKey")) return route.fallback();
    answered = sendInHalves(route, rest.passed, begun.open);
    // Looked at below; a failure before that is no stray one.
    answered.catch(() => 0);
  });
  await person.generate.click();
  await begun.passed;
  const stopped = expectCleanStop(studio, "an action half here");
  await closing(studio);
  rest.open();
  expect(await answered).toBe(200);
  await stopped;
  await expect(person.take(1)).toBeVisible();

  await person.page.unrouteAll({ behavior: "ignoreErrors" });
  await studio.start();
  await person.expectTake(1, "completed");
  expect((await runcomfy.ledger()).posts).toHaveLength(1);
});

story("an upload that is under way at SIGTERM comes to its end", async ({ ground: { studio, person } }) => {
  // Three seconds for the photograph.
  const line = await person.page.context().newCDPSession(person.page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 40_000 });
  const brought = person.page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.url().includes("/api/ingest/"));
  await person.files.setInputFiles(samples("cups"));
  const folder = path.join(studio.dataDir, "ingest");
  await expect.poll(() => readdirSync(folder).some((name) => statSync(path.join(folder, name)).size > 10_000), { intervals: [20] }).toBe(true);
  await expectCleanStop(studio, "an upload under way");
  expect((await brought).status()).toBe(200);
  expect(readdirSync(folder)).toEqual([]);

  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await studio.start();
  await expect(person.page.locator('[data-state="stored"]')).toHaveCount(1, { timeout: 30_000 });
});

story("a picture that is being saved at SIGTERM is saved, and not fetched again after the start", async ({ ground: { studio, proxy, person } }) => {
  proxy.faults.plant({ path: FILES, fault: { kind: "hold", at: "answer", release: closing(studio) } });
  await person.compose({ count: 1 });
  await person.generate.click();
  await expect.poll(() => proxy.requests.filter(({ path: asked }) => FILES.test(asked)).length).toBe(1);
  await expectCleanStop(studio, "a picture on its way");
  proxy.faults.clear();
  await studio.start();
  await person.expectTake(1, "completed");
  await expect(person.frame(1, 1).getByRole("img")).toBeVisible();
  expect(proxy.requests.filter(({ path: asked }) => FILES.test(asked))).toHaveLength(1);
});

story("what never comes to its end holds nothing up: a picture that stalls, and an upload that stopped half way", async ({ ground: { studio, runcomfy, proxy, person } }) => {
  const released = gate();
  proxy.faults.plant({ path: FILES, fault: { kind: "hold", at: "answer", release: released.passed } });
  await person.compose({ count: 1 });
  await person.generate.click();
  await expect.poll(() => proxy.requests.filter(({ path: asked }) => FILES.test(asked)).length).toBe(1);
  const { hostname, port, host } = new URL(studio.url);
  const stalled = connect(Number(port), hostname);
  stalled.on("error", () => {
    // Cut off in the end: that is the point.
  });
  await new Promise<void>((resolve) => stalled.write(`POST /api/uploadthing?slug=reference&actionType=upload HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${studio.url}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`, () => { resolve(); }));
  await expectCleanStop(studio, "a picture that stalls and an upload that stopped half way");
  released.open();
  proxy.faults.clear();
  await studio.start();
  await person.expectTake(1, "completed");
  expect((await runcomfy.ledger()).posts).toHaveLength(1);
});
