import { expect, test } from "vitest";
import { changeMark } from "@/components/references/change-mark";
import { changesText } from "@/components/references/changes-text";
import type { Reference } from "@/lib/references/reference";
import type { Change, Source } from "@/lib/references/source";

const reference = (source: Source | null): Reference => ({
  id: `ref_${"0".repeat(32)}`, name: "IMG_1.HEIC", format: "jpeg", width: 4032, height: 3024, bytes: 3_100_000, thumbUrl: "/t", madeFrom: null, source,
});
const heic = (changes: Change[]): Source => ({ format: "heic", width: 4032, height: 3024, bytes: 11_200_000, changes });
const jpeg = (changes: Change[]): Source => ({ ...heic(changes), format: "jpeg" });
const telephone: Change[] = [{ kind: "stripped", what: ["place", "camera"] }, { kind: "encoded", quality: 0.92 }];

test("a telephone's photograph tells what it was, what it is, and that its place is gone", () => {
  expect(changesText(reference(heic(telephone)))).toEqual({
    was: "4032×3024 HEIC, 11.2 MB, place removed",
    is: "4032×3024 JPEG, 3.1 MB",
    done: ["Removed: the place, the camera.", "Written anew as JPEG, quality 92 of 100."],
  });
});

test("a file whose pixels were kept says that they were", () => {
  expect(changesText(reference(jpeg([{ kind: "stripped", what: ["camera"] }]))).done).toEqual(["Removed, without touching the picture itself: the camera."]);
  expect(changesText(reference(jpeg([]))).done).toEqual(["As it is: every byte is the file's own."]);
});

test("what nobody told is not told either", () => {
  expect(changesText(reference(null))).toEqual({ was: null, is: "4032×3024 JPEG, 3.1 MB", done: [] });
  expect(changeMark(reference(null))).toBeNull();
});

test.each<[Change, RegExp]>([
  [{ kind: "turned", orientation: 6 }, /^Turned upright/],
  [{ kind: "recoloured", from: "Display P3" }, /sRGB from Display P3/],
  [{ kind: "first_of", pictures: 12 }, /first of 12 pictures/],
  [{ kind: "first_of", pictures: null }, /first of several/],
  [{ kind: "fitted", fit: { kind: "pad", fill: "blur" } }, /blur of itself/],
  [{ kind: "fitted", fit: { kind: "crop", position: 0 } }, /^Cropped/],
  [{ kind: "shrunk", why: "sides" }, /too long/],
  [{ kind: "shrunk", why: "bytes" }, /too many bytes/],
  [{ kind: "encoded", quality: null }, /PNG, without loss/],
])("%o has its sentence", (change, sentence) => {
  expect(changesText(reference(jpeg([change]))).done).toEqual([expect.stringMatching(sentence)]);
});

test("a small file has kilobytes", () => {
  expect(changesText({ ...reference(null), bytes: 4_200 }).is).toBe("4032×3024 JPEG, 4 KB");
});

test.each<[Source, string | undefined, string | undefined]>([
  [heic(telephone), "HEIC to JPEG", "was HEIC"],
  [heic([...telephone, { kind: "fitted", fit: { kind: "crop", position: 0.5 } }]), "cropped", "cropped"],
  [jpeg([{ kind: "shrunk", why: "bytes" }, ...telephone]), "made smaller", "smaller"],
  [jpeg([{ kind: "stripped", what: ["place"] }]), "place removed", "no place"],
  [jpeg([{ kind: "stripped", what: ["camera"] }]), "cleaned", "cleaned"],
  [jpeg([]), undefined, undefined],
])("the change that is seen most stands on the tile", (source, text, short) => {
  expect([changeMark(reference(source))?.text, changeMark(reference(source))?.short]).toEqual([text, short]);
});
