import { expect, test } from "vitest";
import { inspectFile } from "@/components/references/inspect-file";
import { defaultModel } from "@/lib/models/catalog";

const JPEG = [0xff, 0xd8, 0xff, 0xe0];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const text = (words: string): number[] => [...words].map((char) => char.charCodeAt(0));
const fileOf = (head: readonly number[], bytes = 100, name = "a.jpg") => {
  const content = new Uint8Array(bytes);
  content.set(head);
  return new File([content], name, { type: "image/jpeg" });
};
const sized = (width: number, height: number) => () => Promise.resolve({ width, height });
const inspect = (file: File, measure: () => Promise<{ width: number; height: number } | null> = sized(800, 600)) =>
  inspectFile(file, defaultModel.referenceRules, measure);

test("a photograph passes, whatever its name and type say", async () => {
  expect(await inspect(fileOf(PNG, 100, "a.txt"))).toEqual({ ok: true, mime: "image/png" });
  expect(await inspect(fileOf(JPEG))).toEqual({ ok: true, mime: "image/jpeg" });
});

test.each([
  ["gif", text("GIF89a")],
  ["webp", [...text("RIFF"), 0, 0, 0, 0, ...text("WEBP")]],
  ["heic", [0, 0, 0, 24, ...text("ftypheic")]],
  ["avif", [0, 0, 0, 24, ...text("ftypavif")]],
])("a %s that is called .jpg is told from its bytes", async (format, head) => {
  expect(await inspect(fileOf(head))).toEqual({ ok: false, problem: { code: "wrong_format", format } });
});

test("what is no picture is said to be none", async () => {
  expect(await inspect(fileOf(text("hello")))).toEqual({ ok: false, problem: { code: "not_an_image" } });
  expect(await inspect(fileOf([], 0))).toEqual({ ok: false, problem: { code: "not_an_image" } });
});

test("a file that is too big is not decoded to find out", async () => {
  const never = () => Promise.reject(new Error("decoded"));
  expect(await inspect(fileOf(JPEG, 10_000_000), never)).toEqual({ ok: false, problem: { code: "too_many_bytes", bytes: 10_000_000, limitBytes: 10_000_000 } });
});

test("pixels and ratio are held, strictly", async () => {
  expect(await inspect(fileOf(JPEG), sized(6000, 4000))).toMatchObject({ problem: { code: "too_large" } });
  expect(await inspect(fileOf(JPEG), sized(14, 20))).toMatchObject({ problem: { code: "too_small" } });
  expect(await inspect(fileOf(JPEG), sized(3000, 1000))).toMatchObject({ problem: { code: "ratio_out_of_range" } });
  expect(await inspect(fileOf(JPEG), sized(2999, 1000))).toMatchObject({ ok: true });
});

test("what the browser cannot decode is damaged", async () => {
  expect(await inspect(fileOf(JPEG), () => Promise.resolve(null))).toEqual({ ok: false, problem: { code: "damaged" } });
});
