import { beforeEach, expect, test, vi } from "vitest";
import { takenBack } from "@/components/composer/taken-back";
import { offerUndo } from "@/components/composer/undo-offer";
import { storedTile, type Tile } from "@/components/references/tile";
import { takeToasts } from "@/components/ui/toast-queue";

const tile = (id: string, reference = id): Tile =>
  ({ ...storedTile({ id: reference, name: id, format: "jpeg", width: 1, height: 1, bytes: 1, thumbUrl: "/t", madeFrom: null, source: null }), id });
const idsOf = (tiles: readonly Tile[]) => tiles.map(({ id }) => id).join("");
const all = (ids: string) => Array.from(ids, (id) => tile(id));

beforeEach(() => void takeToasts());

test.each([
  { before: "ab", after: "f", now: "f", back: "ab" },
  { before: "ab", after: "f", now: "fx", back: "abx" },
  { before: "ab", after: "f", now: "xy", back: "abxy" },
  { before: "ab", after: "a", now: "", back: "b" },
  { before: "ab", after: "f", now: "fb", back: "ab" },
  { before: "abcde", after: "f", now: "fvwx", back: "abvwx" },
])("of $before, replaced by $after and now $now, $back is had back", ({ before, after, now, back }) => {
  expect(idsOf(takenBack({ before: all(before), after: all(after), now: all(now), most: 5 }))).toBe(back);
});

test("a picture that was added anew since is not had twice, and what a put tile was made into stays", () => {
  expect(idsOf(takenBack({ before: all("ab"), after: all("f"), now: [tile("f"), tile("x", "a")], most: 5 }))).toBe("bx");
  expect(idsOf(takenBack({ before: all("a"), after: all("f"), now: [tile("f", "other")], most: 5 }))).toBe("af");
});

test("what is on its way is not taken back with a change that left it alone", () => {
  const coming: Tile = { id: "x", name: "x", state: "fetching", address: "https://example.org/x" };
  expect(idsOf(takenBack({ before: [tile("a"), coming], after: [tile("a"), coming], now: [tile("a"), coming], most: 5 }))).toBe("ax");
});

test("only the newest Undo is open, and it works once", async () => {
  const [older, newer] = [vi.fn(), vi.fn()];
  offerUndo("first", [{ label: "Undo", run: older }]);
  offerUndo("second", [{ label: "Undo", run: newer }]);
  const [first, second] = takeToasts();
  await expect(first?.until).resolves.toBeUndefined();
  for (const toast of [first, second, second]) toast?.actions[0]?.run();
  expect([older.mock.calls.length, newer.mock.calls.length]).toEqual([0, 1]);
});
