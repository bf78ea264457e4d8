import { expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { pickCommandSchema } from "@/lib/shares/pick";
import { plainLine, plainLines } from "@/lib/shares/plain-text";
import { createShareSchema, shareStateOf, usualParts, type CreateShare } from "@/lib/shares/share";

const command = (changes: Partial<CreateShare> = {}): CreateShare => ({
  shareId: "5e".repeat(16), sessionId: `ses_${"0".repeat(32)}`, shared: { kind: "session" }, title: "Cups", message: "", sender: "", shows: usualParts, isIndexable: false, expiresAt: null, passphrase: null, ...changes,
});

test("a prompt and a price are shown only by choice", () => {
  expect(usualParts).toMatchObject({ prompt: false, price: false });
});

test("texts are kept plain: no control characters, nothing that turns what stands behind it", () => {
  expect(plainLine("  Cups\u0000\n\u202eonly  ")).toBe("Cups only");
  expect(plainLines("a\r\n\r\n\r\n\r\nb\u2066 c\t d ")).toBe("a\n\nb c d");
  expect(createShareSchema.parse(command({ title: " Cups \n cold ", message: "one\r\ntwo" }))).toMatchObject({ title: "Cups cold", message: "one\ntwo" });
});

test("a text is held to its length in characters as a person counts them", () => {
  const most = "👍".repeat(limits.shareTitleChars);
  expect(createShareSchema.safeParse(command({ title: most })).success).toBe(true);
  expect(createShareSchema.safeParse(command({ title: `${most}!` })).success).toBe(false);
  expect(createShareSchema.safeParse(command({ passphrase: "abc" })).success).toBe(false);
  expect(createShareSchema.safeParse(command({ shared: { kind: "frames", outputIds: [] } })).success).toBe(false);
});

test("what a visitor writes is cut and never refused, and what is left out is not emptied", () => {
  const long = pickCommandSchema.parse({ number: "3", picked: "1", note: "n".repeat(5000), name: " Kim\u0007 " });
  expect({ ...long, note: long.note?.length }).toEqual({ number: 3, picked: true, name: "Kim", note: limits.pickNoteChars });
  expect(pickCommandSchema.parse({ number: "0", picked: "0" })).toEqual({ number: 0, picked: false, name: undefined, note: undefined });
  for (const wrong of [{ number: "-1", picked: "1" }, { number: "1", picked: "yes" }, { picked: "1" }]) expect(pickCommandSchema.safeParse(wrong).success).toBe(false);
});

test("revoked, expired and withdrawn are told apart to the owner alone, and revoked comes first", () => {
  const at = { revokedAt: null, expiresAt: null, isEmpty: false };
  expect(shareStateOf(at, 10)).toBe("shown");
  expect(shareStateOf({ ...at, expiresAt: 10 }, 10)).toBe("expired");
  expect(shareStateOf({ ...at, expiresAt: 11 }, 10)).toBe("shown");
  expect(shareStateOf({ ...at, isEmpty: true }, 10)).toBe("withdrawn");
  expect(shareStateOf({ revokedAt: 1, expiresAt: 5, isEmpty: true }, 10)).toBe("revoked");
});
