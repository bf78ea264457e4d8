import { expect, test } from "vitest";
import { isRetryable, promoteWaiting } from "@/components/references/file-tile";
import { isOnItsWay, isUnderWay, numberOf, placedCount, type Tile } from "@/components/references/tile";
import type { FetchFailure } from "@/lib/references/fetched-picture";
import { unchosen } from "@/lib/references/way";

const file = new File(["x"], "a.jpg");
const tile = (id: string, state: "waiting" | "uploading" | "confirming" | "failed"): Tile => {
  const base = { id, name: id, original: file, previewUrl: null, way: unchosen, instead: null };
  const fixed = { file, source: { format: "jpeg", width: 800, height: 600, bytes: 1, changes: [] }, otherFormat: null, unfitted: null };
  if (state === "uploading") return { ...base, state, percent: 10, fixed };
  return state === "failed" ? { ...base, state, failure: { code: "cut_off" }, fixed } : { ...base, state, fixed };
};

test("a failed tile takes no number: the next one has it", () => {
  const tiles = [tile("a", "waiting"), tile("b", "failed"), tile("c", "waiting")];
  expect([numberOf(tiles, "a"), numberOf(tiles, "b"), numberOf(tiles, "c")]).toEqual([1, null, 2]);
  expect(placedCount(tiles)).toBe(2);
});

test("no more than so many tiles upload at once, in their order", () => {
  const tiles = [tile("a", "uploading"), tile("b", "confirming"), tile("c", "waiting"), tile("d", "waiting")];
  expect(promoteWaiting(tiles, 3).map(({ state }) => state)).toEqual(["uploading", "confirming", "uploading", "waiting"]);
});

test("promoting with no room or nothing waiting changes nothing at all", () => {
  const full = [tile("a", "uploading"), tile("b", "waiting")];
  const idle = [tile("a", "failed")];
  expect(promoteWaiting(full, 1)).toBe(full);
  expect(promoteWaiting(idle, 3)).toBe(idle);
});

test("a page is not left unasked while a file is on its way, and else it is", () => {
  const unfit: Tile = { id: "a", name: "a", original: file, previewUrl: null, way: unchosen, instead: null, state: "needs_fit", isPutOff: false, unfitted: { width: 1, height: 9, previewUrl: "" } };
  expect([tile("a", "waiting"), tile("a", "uploading"), tile("a", "confirming")].map(isOnItsWay)).toEqual([true, true, true]);
  expect([tile("a", "failed"), unfit].map(isOnItsWay)).toEqual([false, false]);
});

test("a failed tile is not waited for", () => {
  expect(isUnderWay(tile("a", "failed"))).toBe(false);
  expect(isUnderWay(tile("a", "confirming"))).toBe(true);
});

test.each<[FetchFailure, boolean]>([
  [{ code: "unreachable", status: null }, true],
  [{ code: "too_many_tries", waitMs: 1 }, true],
  [{ code: "not_an_image" }, false],
  [{ code: "private_address" }, false],
])("an address is tried again where that may help: %o", (failure, isTriedAgain) => {
  expect(isRetryable({ id: "a", name: "a", state: "failed", address: "https://example.org/a", failure: { code: "not_fetched", host: "example.org", failure } })).toBe(isTriedAgain);
});

test("a file that was moved or changed is added again by hand: trying again finds nothing", () => {
  const { id, name } = tile("a", "failed");
  expect(isRetryable({ id, name, original: file, previewUrl: null, way: unchosen, instead: null, state: "failed", failure: { code: "moved" }, fixed: null })).toBe(false);
});
