import { createRunComfy, envOf, expect, NEVER, StudioPage, test } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

test("a take that waits is cancelled at the provider, and costs nothing", async ({ context }) => {
  const runcomfy = await createRunComfy({ stageMs: { queue: NEVER } });
  const studio = await createStudio(envOf(runcomfy));
  try {
    await studio.start();
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 2 });
    await person.generate.click();
    await person.expectTake(1, "in_queue");
    await expect(person.page.getByText("$0.06 of $10.00 today")).toBeVisible();
    await person.take(1).getByRole("button", { name: "Cancel" }).click();
    await person.expectTake(1, "cancelled");
    await expect(person.take(1)).toContainText("You were not charged.");
    await expect(person.page.getByText("$0.00 of $10.00 today")).toBeVisible();
    const { posts } = await runcomfy.ledger();
    expect(posts).toMatchObject([{ status: "cancelled" }]);
  } finally {
    await studio.remove();
    await runcomfy.remove();
  }
});

test("a take that has begun says so instead of offering cancel, and goes on", async ({ context }) => {
  const runcomfy = await createRunComfy({ stageMs: { start: NEVER } });
  const studio = await createStudio(envOf(runcomfy));
  try {
    await studio.start();
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 1 });
    await person.generate.click();
    await person.expectTake(1, "in_progress");
    await expect(person.take(1).getByText("Already begun")).toBeVisible();
    await runcomfy.restart({});
    await person.expectTake(1, "completed");
  } finally {
    await studio.remove();
    await runcomfy.remove();
  }
});
