import { expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import type { MediaRule } from "@/lib/models/field";
import type { ImageFacts } from "@/lib/references/image-facts";
import { changesOf } from "@/lib/references/source-changes";
import { judge, sourceOf } from "@/lib/references/verdict";
import { unchosen, type Way } from "@/lib/references/way";

const facts: ImageFacts = {
  format: "jpeg", width: 1200, height: 900, orientation: 1, colour: { kind: "untagged" }, bitsPerChannel: 8, isLossless: false,
  pictures: 1, metadata: [], isWhole: true, isWidelyRead: true, cutBytes: 500_000,
};
const FILE_BYTES = 500_000;
const judged = (change: Partial<ImageFacts>, { rules = defaultModel.referenceRules, fileBytes = FILE_BYTES, ...way }: Partial<Way> & { rules?: readonly MediaRule[]; fileBytes?: number } = {}) =>
  judge({ kind: "picture", facts: { ...facts, ...change } }, { rules, fileBytes, ...unchosen, ...way });

test.each([
  ["fits", {}, "as_it_is"],
  ["sRGB by its profile", { colour: { kind: "srgb" } }, "as_it_is"],
  ["tells where it was", { metadata: ["place"] }, "strip"],
  ["moves", { format: "png", pictures: 3 }, "strip"],
  ["lies on its side", { orientation: 6 }, "fix"],
  ["has a space of its own", { colour: { kind: "other", name: "Display P3", matrix: null } }, "fix"],
  ["is another format", { format: "webp", cutBytes: null }, "fix"],
  ["is coded as few read it", { isWidelyRead: false }, "fix"],
  ["has a side too long", { width: 6000, height: 4000 }, "fix"],
  ["has too many bytes", { cutBytes: 10_000_000 }, "fix"],
  ["is too long and narrow", { width: 3000, height: 1000 }, "needs_fit"],
  ["breaks off", { isWhole: false }, "refused"],
] satisfies readonly (readonly [string, Partial<ImageFacts>, string])[])("one that %s", (_name, change, kind) => expect(judged(change).kind).toBe(kind));

test("bytes behind the picture do not make it too big: it is judged without them", () => {
  expect(judged({ metadata: ["trailing"], cutBytes: 9_999_999 }, { fileBytes: 40_000_000 }).kind).toBe("strip");
});

test("too small is refused with its numbers, before anything is asked about its shape", () => {
  expect(judged({ width: 14, height: 9000 })).toEqual({ kind: "refused", problem: { code: "too_small", width: 14, height: 9000, limit: 14 } });
});

test("a size is seen upright: the side that counts is the one that is shown", () => {
  expect(judged({ width: 400, height: 100, orientation: 8 })).toMatchObject({ kind: "needs_fit" });
  expect(judged({ width: 3000, height: 1001, orientation: 8 })).toMatchObject({ kind: "fix", fixing: { canvas: { width: 1001, height: 3000 } } });
});

test("what a file was is told as it is written in it, also where it lies on its side", () => {
  expect(sourceOf({ ...facts, width: 1500, height: 1000, orientation: 6 }, 9)).toMatchObject({ width: 1500, height: 1000, bytes: 9 });
});

test("a file without a byte is empty, not another kind of file", () => {
  expect(judge({ kind: "unknown" }, { rules: [], fileBytes: 0, ...unchosen })).toEqual({ kind: "refused", problem: { code: "empty" } });
  expect(judge({ kind: "unknown" }, { rules: [], fileBytes: 1, ...unchosen })).toEqual({ kind: "refused", problem: { code: "not_an_image" } });
});

test("a bomb is stopped by what it claims", () => {
  const side = Math.ceil(Math.sqrt(limits.fixPixels)) + 1;
  expect(judged({ width: side, height: side })).toMatchObject({ kind: "refused", problem: { code: "too_many_pixels", limitPixels: limits.fixPixels } });
});

test("another model brings its own limits", () => {
  const rules: MediaRule[] = [{ dimension: "width_pixels", op: "<", value: 1025, message: "" }, { dimension: "width/height", op: "<", value: 1.5, message: "" }];
  expect(judged({}, { rules })).toMatchObject({ kind: "fix", fixing: { canvas: { width: 1024, height: 768 } } });
  expect(judged({ width: 1500, height: 1000 }, { rules }).kind).toBe("needs_fit");
  expect(judged({ width: 90_000, height: 1 }, { rules: [] }).kind).toBe("as_it_is");
});

test("where a side would come out too short, no fitting helps and it is said", () => {
  const rules: MediaRule[] = [{ dimension: "width_pixels", op: "<", value: 1000, message: "" }, { dimension: "height_pixels", op: ">", value: 14, message: "" }];
  expect(judged({ width: 60_000, height: 20 }, { rules })).toMatchObject({ kind: "refused", problem: { code: "too_small" } });
});

test("what was done is told in the order in which it was done", () => {
  const wide = { ...facts, format: "heic", width: 20_000, height: 3000, metadata: ["place"], orientation: 1, colour: { kind: "other", name: "Display P3", matrix: null }, cutBytes: null, pictures: null } satisfies ImageFacts;
  const verdict = judged(wide, { fit: { kind: "crop", position: 0.2 } });
  if (verdict.kind !== "fix") throw new Error(verdict.kind);
  expect(changesOf(wide, { fixing: verdict.fixing, quality: 0.9, isShrunkForBytes: false })).toEqual([
    { kind: "stripped", what: ["place"] }, { kind: "recoloured", from: "Display P3" }, { kind: "first_of", pictures: null },
    { kind: "fitted", fit: { kind: "crop", position: 0.2 } }, { kind: "shrunk", why: "sides" }, { kind: "encoded", quality: 0.9 },
  ]);
});

test("a file that needs nothing stays bit for bit until something is chosen for it", () => {
  expect(judged({}, { format: "jpeg" }).kind).toBe("as_it_is");
  expect(judged({}, { format: "png" })).toMatchObject({ kind: "fix", fixing: { png: "always" } });
  expect(judged({}, { turns: 1 })).toMatchObject({ kind: "fix", fixing: { canvas: { width: 900, height: 1200 } } });
  expect(judged({ format: "png", isLossless: true }, { format: "jpeg" })).toMatchObject({ kind: "fix", fixing: { png: "if_transparent" } });
});

test("who turns a picture back against its flag gets its own pixels, bit for bit", () => {
  expect(judged({ orientation: 6, metadata: ["other"] }, { turns: 3 }).kind).toBe("strip");
  expect(changesOf({ ...facts, orientation: 6 }, null, 3)).toEqual([{ kind: "turned", orientation: 6 }, { kind: "turned_by_hand", turns: 3 }]);
});

test("a picture that fits lying may need fitting once it stands", () => {
  const rules: MediaRule[] = [{ dimension: "width/height", op: ">", value: 1, message: "" }];
  expect(judged({}, { rules }).kind).toBe("as_it_is");
  expect(judged({}, { rules, turns: 1 }).kind).toBe("needs_fit");
});
