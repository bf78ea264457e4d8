import { expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import { catalogPrice } from "@/lib/server/provider/price";
import type { Provider, ReadError } from "@/lib/server/provider/provider";
import { handProvider } from "@/tests/contracts/support/hand-provider";
import { handClock, listeningLog } from "@/tests/contracts/support/take-fixture";

function reader(answers: Result<number | null, ReadError>[]) {
  const clock = handClock();
  const { log, of } = listeningLog();
  let asked = 0;
  const provider: Provider = {
    ...handProvider().provider,
    pricePerOutput: async () => {
      asked += 1;
      return answers.shift() ?? ok(1);
    },
  };
  const price = catalogPrice({ provider, modelId: "m", now: clock.now, log });
  return { price, clock, asked: () => asked, of };
}

test("nobody waits for it: unknown at first, known once the catalog told", async () => {
  const { price } = reader([ok(30_000)]);
  expect(price()).toBeNull();
  await expect.poll(price).toBe(30_000);
});

test("a failed question is asked again soon, and a known price not before it is old", async () => {
  const { price, clock, asked, of } = reader([err({ code: "not_found" }), ok(30_000), ok(40_000)]);
  price();
  price();
  await expect.poll(() => of("price.not_told").length).toBe(1);
  clock.pass(limits.priceRetryMs);
  price();
  await expect.poll(price).toBe(30_000);
  clock.pass(limits.priceFreshMs - 1);
  price();
  expect(asked()).toBe(2);
  clock.pass(1);
  price();
  await expect.poll(price).toBe(40_000);
});

test("a catalog that fails later does not take a known price away", async () => {
  const { price, clock, of } = reader([ok(30_000), err({ code: "token_refused" })]);
  price();
  await expect.poll(price).toBe(30_000);
  clock.pass(limits.priceFreshMs);
  price();
  await expect.poll(() => of("price.not_told").length).toBe(1);
  expect(price()).toBe(30_000);
});
