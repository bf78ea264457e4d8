import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { parseSessionsPage, readCursor, writeCursor } from "@/lib/sessions/summary";

const row = { id: newId("ses"), title: "Cups", takes: 2, frames: 7, openTakes: 0, usedAt: 1, coverUrl: null };

test("a cursor comes back as it went; anything else begins at the beginning", () => {
  const cursor = { usedAt: 1_795_255_200_000, id: row.id };
  expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  for (const other of [null, "", "1", `1.${row.id}'`, `-1.${row.id}`, "1.gen_00"]) expect(readCursor(other)).toBeNull();
});
test("one bad row never empties the list", () => {
  expect(parseSessionsPage({ sessions: [{ id: "x" }, row], nextCursor: null, now: 1, build: "b" }).sessions).toEqual([row]);
});
test("what is no list throws", () => {
  expect(() => parseSessionsPage({ error: "not_found" })).toThrow();
});
