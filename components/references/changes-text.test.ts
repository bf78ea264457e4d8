import { expect, test } from "vitest";
import { changeMark, markText, shortMarkText } from "@/components/references/change-mark";
import { changesText } from "@/components/references/changes-text";
import { defaultModel } from "@/lib/models/catalog";
import { limitsOf } from "@/lib/models/image-rules";
import type { Reference } from "@/lib/references/reference";
import type { Change, Source } from "@/lib/references/source";
import { english, korean } from "@/tests/support/languages";

const reference = (source: Source | null): Reference => ({
  id: `ref_${"0".repeat(32)}`, name: "IMG_1.HEIC", format: "jpeg", width: 4032, height: 3024, bytes: 3_100_000, thumbUrl: "/t", madeFrom: null, source,
});
const heic = (changes: Change[]): Source => ({ format: "heic", width: 4032, height: 3024, bytes: 11_200_000, changes });
const jpeg = (changes: Change[]): Source => ({ ...heic(changes), format: "jpeg" });
const bounds = limitsOf(defaultModel.referenceRules);
const textOf = (of: Reference) => changesText(english, of, { bounds, isOnlyFormat: false });
const telephone: Change[] = [{ kind: "stripped", what: ["place", "camera"] }, { kind: "encoded", quality: 0.92 }];

test("a telephone's photograph tells what it was, what it is, and that its place is gone", () => {
  expect(textOf(reference(heic(telephone)))).toEqual({
    was: "4032×3024 HEIC, 11.2 MB, place removed",
    is: "4032×3024 JPEG, 3.1 MB",
    done: ["Removed: the place, the camera. None of it leaves the browser.", "Written anew as JPEG, quality 92 of 100."],
  });
});

test("a file whose pixels were kept says that they were", () => {
  expect(textOf(reference(jpeg([{ kind: "stripped", what: ["camera"] }]))).done).toEqual(["Removed, without touching the picture itself: the camera. None of it leaves the browser."]);
  expect(textOf(reference(jpeg([]))).done).toEqual(["As it is: every byte is the file's own."]);
});

test("what nobody told is not told either", () => {
  expect(textOf(reference(null))).toEqual({ was: null, is: "4032×3024 JPEG, 3.1 MB", done: [] });
  expect(changeMark(reference(null))).toBeNull();
});

test.each<[Change, RegExp]>([
  [{ kind: "turned", orientation: 6 }, /^Turned upright/],
  [{ kind: "recoloured", from: "Display P3" }, /sRGB from Display P3/],
  [{ kind: "first_of", pictures: 12 }, /first of 12 pictures/],
  [{ kind: "first_of", pictures: null }, /first of several/],
  [{ kind: "fitted", fit: { kind: "pad", fill: "blur" } }, /blur of itself/],
  [{ kind: "fitted", fit: { kind: "crop", position: 0 } }, /^Cropped/],
  [{ kind: "turned_by_hand", turns: 3 }, /by hand, a quarter to the left/],
  [{ kind: "shrunk", why: "sides" }, /^Made smaller: the model takes less than 6000 pixels a side\.$/],
  [{ kind: "shrunk", why: "bytes" }, /^Made smaller: the model takes less than 10 MB\.$/],
  [{ kind: "encoded", quality: null }, /PNG, without loss/],
])("%o has its sentence", (change, sentence) => {
  expect(textOf(reference(jpeg([change]))).done).toEqual([expect.stringMatching(sentence)]);
});

test("what cannot be otherwise says why, by the limits of the model itself", () => {
  const other = { ...bounds, widthBelow: 1025, heightBelow: 769 };
  expect(changesText(english, reference(jpeg([{ kind: "shrunk", why: "sides" }])), { bounds: other, isOnlyFormat: false }).done).toEqual(["Made smaller: the model takes less than 1025 pixels of width and 769 of height."]);
  expect(changesText(english, reference(jpeg([{ kind: "encoded", quality: null }])), { bounds, isOnlyFormat: true }).done).toEqual(["Written anew as PNG, without loss: a JPEG cannot keep what shines through."]);
  expect(changesText(english, reference({ ...jpeg([{ kind: "encoded", quality: 0.9 }]), format: "png" }), { bounds, isOnlyFormat: true }).done).toEqual(["Written anew as JPEG, quality 90 of 100: as PNG it could have too many bytes."]);
  expect(changesText(english, reference(jpeg([{ kind: "encoded", quality: 0.9 }])), { bounds, isOnlyFormat: true }).done).toEqual(["Written anew as JPEG, quality 90 of 100."]);
});

test("what the server made fit is not said to have stayed in a browser", () => {
  expect(textOf({ ...reference(jpeg([{ kind: "stripped", what: ["text"] }])), madeFrom: "6-2" }).done).toEqual(["Removed, without touching the picture itself: hidden text."]);
});

test("in Korean nothing of it is left in English", () => {
  const { was, done } = changesText(korean, reference(heic(telephone)), { bounds, isOnlyFormat: false });
  expect(was).toBe("4032×3024 HEIC, 11.2 MB, 위치 지움");
  expect(done).toEqual(["지운 정보: 촬영 위치, 카메라 정보. 이 정보는 브라우저 밖으로 나가지 않습니다.", "JPEG로 다시 저장했습니다. 품질은 100 중 92입니다."]);
});

test("a small file has kilobytes", () => {
  expect(textOf({ ...reference(null), bytes: 4_200 }).is).toBe("4032×3024 JPEG, 4 KB");
});

test.each<[Source, string | null, string | null]>([
  [heic(telephone), "HEIC to JPEG", "was HEIC"],
  [heic([...telephone, { kind: "fitted", fit: { kind: "crop", position: 0.5 } }]), "cropped", "cropped"],
  [jpeg([{ kind: "shrunk", why: "bytes" }, ...telephone]), "made smaller", "smaller"],
  [jpeg([{ kind: "stripped", what: ["place"] }]), "place removed", "no place"],
  [jpeg([{ kind: "stripped", what: ["camera"] }]), "cleaned", "cleaned"],
  [jpeg([]), null, null],
])("the change that is seen most stands on the tile", (source, text, short) => {
  const mark = changeMark(reference(source));
  expect([mark && markText(english, mark), mark && shortMarkText(english, mark)]).toEqual([text, short]);
});
