import { startFaultProxy } from "@/tests/support/fault-proxy";
import { test } from "@/tests/support/shared-story";
import { LONG_PROOF } from "@/tests/support/long-proof";
import { createRunComfy, envOf, expect, NEVER, StudioPage, test as alone } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

test("a double click is one take", async ({ person, runcomfy }) => {
  await person.open();
  await person.compose({ count: 1 });
  await person.generate.dblclick();
  await person.expectTake(1, "completed");
  await expect(person.page.getByRole("article")).toHaveCount(1);
  expect((await runcomfy.ledger()).posts).toHaveLength(1);
});

test("a reload in the middle of a submit is one take, and it shows", async ({ person, runcomfy }) => {
  await person.open();
  await person.compose({ count: 1 });
  // The server has it; the page goes before it hears so.
  let isThrough = () => {};
  const through = new Promise<void>((resolve) => { isThrough = resolve; });
  await person.page.route("**/studio/**", async (route) => {
    if (route.request().method() !== "POST" || !(route.request().postData() ?? "").includes("idempotencyKey")) return route.continue();
    await route.fetch();
    isThrough();
  });
  await person.generate.click();
  await through;
  await person.page.unrouteAll({ behavior: "ignoreErrors" });
  await person.reload();
  await person.expectTake(1, "completed");
  await expect(person.page.getByRole("article")).toHaveCount(1);
  expect((await runcomfy.ledger()).posts).toHaveLength(1);
});

test("the same click from two tabs is one take", async ({ person, runcomfy }) => {
  await person.open();
  await person.compose({ count: 1 });
  let body = "";
  let headers: Record<string, string> = {};
  person.page.on("request", (request) => {
    if (request.method() !== "POST" || !(request.postData() ?? "").includes("idempotencyKey")) return;
    body = request.postData() ?? "";
    headers = request.headers();
  });
  await person.generate.click();
  await expect(person.take(1)).toBeVisible();
  const second = await person.page.context().newPage();
  await second.goto(person.page.url());
  const answers = await second.evaluate(async ({ url, sent, names }) => {
    const send = () => fetch(url, { method: "POST", body: sent, headers: names }).then((answer) => answer.status);
    return Promise.all([send(), send(), send()]);
  }, { url: person.page.url(), sent: body, names: { "next-action": headers["next-action"] ?? "", "content-type": headers["content-type"] ?? "", accept: "text/x-component" } });
  expect(answers).toEqual([200, 200, 200]);
  await person.expectTake(1, "completed");
  await second.reload();
  await expect(second.getByRole("article")).toHaveCount(1);
  expect((await runcomfy.ledger()).posts).toHaveLength(1);
});

alone("ten tabs cost the provider no more than one", { tag: LONG_PROOF }, async ({ context }) => {
  test.slow();
  const runcomfy = await createRunComfy({ stageMs: { queue: NEVER } });
  const proxy = await startFaultProxy({ target: runcomfy.url });
  const studio = await createStudio({ ...envOf(runcomfy, proxy.url), RUNCOMFY_POLL_MS: "500" });
  try {
    await studio.start();
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 1 });
    await person.generate.click();
    await person.expectTake(1, "in_queue");

    const polls = () => proxy.requests.filter(({ path }) => path.endsWith("/status")).length;
    /** Calls a second, over 12 polls of the sheet. */
    const rate = async () => {
      const [before, startedMs] = [polls(), performance.now()];
      for (let seen = 0; seen < 12; seen += 1) await person.page.waitForResponse((answer) => answer.url().includes("/generations?since="));
      return ((polls() - before) * 1000) / (performance.now() - startedMs);
    };
    const alone = await rate();
    const tabs: StudioPage[] = [];
    for (let tab = 0; tab < 9; tab += 1) tabs.push(await new StudioPage(await context.newPage(), studio).open(person.address));
    await Promise.all(tabs.map((tab) => tab.expectTake(1, "in_queue")));
    const together = await rate();
    console.log(`provider calls a second: one tab ${alone.toFixed(2)}, ten tabs ${together.toFixed(2)}`);
    // One poll each 500 ms whoever looks; ten times that would be ten tabs.
    expect(together).toBeLessThanOrEqual(2.2);
    expect(together).toBeGreaterThan(0);
  } finally {
    await studio.remove();
    await proxy.close();
    await runcomfy.remove();
  }
});
