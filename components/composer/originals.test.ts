import { afterEach, expect, test, vi } from "vitest";
import { createOriginals, type Stood } from "@/components/composer/originals";
import { limits } from "@/lib/limits";
import type { Reference } from "@/lib/references/reference";
import { unchosen } from "@/lib/references/way";

afterEach(() => { vi.restoreAllMocks(); });

const reference = (nth: number): Reference => ({
  id: `ref_${String(nth).padStart(32, "0")}`, name: "a.jpg", format: "jpeg", width: 8, height: 8, bytes: 1, thumbUrl: "/t", madeFrom: null, source: null,
});
const stood = (nth: number): Stood => ({ way: unchosen, atMs: 0, reference: reference(nth), otherFormat: null, unfitted: { width: 90, height: 10, previewUrl: `blob:${nth}` } });
const file = new File(["x"], "a.jpg");

test("only the newest files are kept, and the pictures of the others are let go", () => {
  const revoked = vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => undefined);
  const originals = createOriginals();
  for (let nth = 0; nth <= limits.originalFiles; nth += 1) originals.keep(`tile-${nth}`, file, stood(nth));
  expect(originals.of("tile-0", reference(0))).toBeNull();
  expect(originals.of("tile-1", reference(1))).not.toBeNull();
  expect(revoked.mock.calls).toEqual([["blob:0"]]);
});

test("so many choices are undone and no more, each picture goes when its choice does", () => {
  const revoked = vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => undefined);
  const originals = createOriginals();
  for (let nth = 0; nth <= limits.waysBack; nth += 1) originals.keep("tile", file, stood(nth));
  expect(revoked.mock.calls).toEqual([["blob:0"]]);
  const back = Array.from({ length: limits.waysBack + 1 }, () => originals.undo("tile")?.reference.id);
  expect(back.filter((id) => id !== undefined)).toHaveLength(limits.waysBack - 1);
  expect(originals.of("tile", reference(1))).toMatchObject({ isUndoable: false });
  expect(revoked).toHaveBeenCalledTimes(limits.waysBack);
});

test("a tile that has a reference from elsewhere has no file here", () => {
  const originals = createOriginals();
  originals.keep("tile", file, stood(1));
  expect(originals.of("tile", reference(2))).toBeNull();
  expect(originals.of("another", reference(1))).toBeNull();
});

test("a choice that gives the same reference is no step to be undone; its newer picture is the one that is kept", () => {
  const revoked = vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => undefined);
  const originals = createOriginals();
  originals.keep("tile", file, stood(1));
  originals.keep("tile", file, { ...stood(1), unfitted: { width: 90, height: 10, previewUrl: "blob:again" } });
  expect(originals.of("tile", reference(1))).toMatchObject({ isUndoable: false, now: { unfitted: { previewUrl: "blob:again" } } });
  originals.keep("tile", file, stood(2));
  originals.keep("tile", file, stood(2));
  expect(originals.undo("tile")?.reference.id).toBe(reference(1).id);
  expect(originals.undo("tile")).toBeNull();
  expect(revoked.mock.calls).toEqual([["blob:1"], ["blob:2"], ["blob:2"]]);
});
