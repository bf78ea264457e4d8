import { test } from "@/tests/support/shared-story";
import { expect, NEVER } from "@/tests/support/story";

test("a take that waits is cancelled at the provider, and costs nothing", async ({ person, runcomfy }) => {
  await runcomfy.restart({ queue: NEVER });
  await person.open();
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
});

test("a take that has begun says so instead of offering cancel, and goes on", async ({ person, runcomfy }) => {
  await runcomfy.restart({ start: NEVER });
  await person.open();
  await person.compose({ count: 1 });
  await person.generate.click();
  await person.expectTake(1, "in_progress");
  await expect(person.take(1).getByText("Already begun")).toBeVisible();
  await runcomfy.restart({});
  await person.expectTake(1, "completed");
});

test("of several takes that wait all are cancelled at once, also after a reload", async ({ person, runcomfy }) => {
  await runcomfy.restart({ queue: NEVER });
  await person.open();
  await person.compose({ count: 1, prompt: "Generate 1 image of the cups" });
  for (const take of [1, 2, 3]) {
    await person.generate.click();
    await person.expectTake(take, "in_queue");
    // Two clicks so close are one.
    await person.prompt.fill(`Generate 1 image of the cups, ${take}`);
  }
  await person.reload();
  await person.page.getByRole("button", { name: "Cancel all queued (3)" }).click();
  for (const take of [1, 2, 3]) await person.expectTake(take, "cancelled");
  await expect(person.page.getByRole("button", { name: /^Cancel all queued/ })).toHaveCount(0);
  expect((await runcomfy.ledger()).posts.map(({ status }) => status)).toEqual(["cancelled", "cancelled", "cancelled"]);
});
