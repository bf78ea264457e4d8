import { startFaultProxy } from "@/tests/support/fault-proxy";
import { createStudio, withStudio } from "@/tests/support/studio";
import { createRunComfy, envOf, expect, killedInTheMiddle, LOST_SERVER, NEVER, StudioPage, test } from "@/tests/support/story";

test.use({ expectedErrors: [LOST_SERVER] });

test("a clean stop takes no more than ten seconds, and what was open goes on after the start", async ({ context }) => {
  const runcomfy = await createRunComfy({ stageMs: { queue: NEVER } });
  const studio = await createStudio(envOf(runcomfy));
  try {
    await studio.start();
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 1 });
    await person.generate.click();
    await person.expectTake(1, "in_queue");
    expect(await studio.stop()).toBe(0);
    await runcomfy.restart({});
    await studio.start();
    // The tab was open all the while: it finds back by itself.
    await person.expectTake(1, "completed");
    expect((await runcomfy.ledger()).posts).toHaveLength(1);
  } finally {
    await studio.remove();
    await runcomfy.remove();
  }
});

test("killed with the demo engine inside, the studio finishes the take after the start", async ({ context }) => {
  await withStudio({}, async (studio) => {
    const person = await killedInTheMiddle(studio, context);
    await studio.start();
    await person.expectTake(1, "completed", 60_000);
    await expect(person.frame(1, 3).getByRole("img")).toBeVisible();
  });
});

test("a token that came later is for what is sent from then on: a demo take stays with the demo engine", async ({ context }) => {
  const runcomfy = await createRunComfy();
  const proxy = await startFaultProxy({ target: runcomfy.url });
  const studio = await createStudio({});
  try {
    await studio.start();
    const person = await killedInTheMiddle(studio, context);
    await studio.start({ ...envOf(runcomfy, proxy.url), PRICE_USD_PER_OUTPUT: "0.03" });
    await person.expectTake(1, "completed", 60_000);
    await expect(person.frame(1, 3).getByRole("img")).toBeVisible();
    expect(proxy.requests).toEqual([]);

    await person.reload();
    await person.prompt.fill("Generate 3 images of the cups, warmer each time");
    await person.generate.click();
    await person.expectTake(2, "completed");
    const { posts } = await runcomfy.ledger();
    expect(posts).toHaveLength(1);
    expect(proxy.requests.filter(({ path }) => path.includes("/requests/") && !path.includes(`/${posts[0]?.request_id}/`))).toEqual([]);
  } finally {
    await studio.remove();
    await proxy.close();
    await runcomfy.remove();
  }
});
