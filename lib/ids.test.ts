import { expect, test } from "vitest";
import { idPattern, newId } from "@/lib/ids";

test("an id fits its own pattern and no other", () => {
  const id = newId("gen");
  expect(id).toMatch(idPattern("gen"));
  expect(id).not.toMatch(idPattern("ses"));
  for (const strange of [`${id} `, `x${id}`, id.toUpperCase(), id.slice(0, -1), `${id}\n`]) expect(strange).not.toMatch(idPattern("gen"));
});

test("ids differ, and sort in the order they were made, within one millisecond too", () => {
  const ids = Array.from({ length: 2000 }, () => newId("out"));
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});
