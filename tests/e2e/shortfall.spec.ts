import { test } from "@/tests/support/shared-story";
import { expect, NEVER } from "@/tests/support/story";

test("a short group says what came of it and what was paid, and one press makes the missing one, once, through a reload", async ({ person, runcomfy }) => {
  await person.open();
  await person.compose({ count: 4, prompt: "the cups" });
  // Typed after the choice: a count that is chosen later would be written into it.
  await person.prompt.fill("Generate 3 images of the cups, colder light each time");
  await person.generate.click();
  await person.expectTake(1, "completed");
  await expect(person.take(1)).toContainText("1-4 did not come");
  await expect(person.take(1)).toContainText("The prompt says 3, so 3 came. You were charged $0.12.");

  await runcomfy.restart({ queue: NEVER });
  const draft = await person.prompt.inputValue();
  const missing = person.take(1).getByRole("button", { name: "Make the missing one, $0.03" });
  await missing.dblclick();
  await person.expectTake(2, "in_queue");
  await expect(person.take(2)).toContainText("for what take 1 is missing");
  await expect(person.take(2)).toContainText("Generate 1 image of the cups");
  await expect(person.take(1)).toContainText("Take 2 makes it up.");
  await person.reload();
  await expect(person.take(1)).toContainText("Take 2 makes it up.");
  await expect(missing).toHaveCount(0);
  await expect(person.prompt).toHaveValue(draft);

  await runcomfy.restart({});
  await person.expectTake(2, "completed");
  await expect(person.take(2)).toContainText("1 of 1");
  const { posts } = await runcomfy.ledger();
  expect(posts.map(({ images_asked }) => images_asked)).toEqual([1, 4]);
});

test("a frame that the filter dropped is told apart from one that the prompt did not ask for", async ({ person }) => {
  await person.open();
  await person.compose({ count: 4, prompt: "Generate 4 images of the cups beside a gun" });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await expect(person.take(1)).toContainText("drops one that its filter refuses. You were charged $0.12.");
  await expect(person.take(1)).toContainText("1-4 did not come");
  await expect(person.take(1).getByRole("button", { name: "Make the missing one, $0.03" })).toBeVisible();
});

test("a collage is told as one, and made again with the number in the prompt", async ({ person }) => {
  await person.open();
  await person.compose({ count: 4, prompt: "the cups at night" });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await expect(person.take(1)).toContainText("The prompt names no number, so one came. You were charged $0.12.");
  await person.reload();
  await person.take(1).getByRole("button", { name: "Make 4 with the number in the prompt, $0.12" }).click();
  await person.expectTake(2, "completed");
  await expect(person.take(2)).toContainText("Generate 4 images: the cups at night");
  await expect(person.take(2)).toContainText("4 of 4");
});

test("a take is made once more at its price, and the composer keeps what is written in it", async ({ person, runcomfy }) => {
  await person.open();
  await person.compose({ count: 2 });
  await person.generate.click();
  await person.expectTake(1, "completed");
  await person.prompt.fill("Generate 3 images, still being written");
  await person.page.getByRole("button", { name: "More for take 1" }).click();
  await expect(person.page.getByRole("menuitem", { name: "Again" })).toContainText("$0.06");
  await person.page.getByRole("menuitem", { name: "Again" }).click();
  await person.expectTake(2, "completed");
  await expect(person.take(2)).toContainText("Generate 2 images of the cups");
  await expect(person.prompt).toHaveValue("Generate 3 images, still being written");
  expect((await runcomfy.ledger()).posts.map(({ images_asked }) => images_asked)).toEqual([2, 2]);
});
