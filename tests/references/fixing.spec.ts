import { expect, test as base, type Page } from "playwright/test";
import { z } from "zod";
import { referenceFault } from "@/lib/emulator/check-reference";
import { defaultModel } from "@/lib/models/catalog";
import { referenceProblemSchema } from "@/lib/references/reference";
import { changeSchema, type RatioFit } from "@/lib/references/source";
import { stripImage } from "@/lib/references/strip";
import { bmpPixels, byProfile, fullPixels, heicPixels, samePixels, smallPixels, withGamma, worstMeanError, type Pixels } from "@/tests/references/compare-pixels";
import { adobeRgb } from "@/tests/references/corpus-bytes";
import { makeFile } from "@/tests/references/corpus";
import { verdicts, type Expected } from "@/tests/references/corpus-verdicts";
import { serveFixingPage } from "@/tests/references/fixing-page";
import { LONG_PROOF } from "@/tests/support/long-proof";
import { metadataLeft } from "@/tests/support/metadata-left";

const rules = [...defaultModel.referenceRules];
/** Of 255, in the worst channel. */
const MOST_ERROR = 2;
/** Ink has no one conversion: browsers keep a profile's black as grey as it prints, sharp makes it black, and where no profile is each has its own. */
const MOST_INK_ERROR = 20;

const gotSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), mime: z.string(), width: z.int(), height: z.int(), changes: z.array(changeSchema), base64: z.string(), wasAsked: z.boolean() }),
  z.object({ kind: z.literal("refused"), problem: referenceProblemSchema }),
  z.object({ kind: z.literal("unavailable") }),
]);
type Got = z.infer<typeof gotSchema>;

const test = base.extend<{ fixing: Page }>({
  fixing: async ({ page }, use) => {
    const served = await serveFixingPage();
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await page.goto(served.url);
    await page.waitForFunction(() => "prepareFile" in window);
    await use(page);
    await served.close();
    expect(errors).toEqual([]);
  },
});

/** As a person does it: the file, and where it is asked for, how it is to fit. */
async function prepare(page: Page, name: string, bytes: Buffer, fit: RatioFit | null): Promise<Got> {
  await page.evaluate(() => { document.body.innerHTML = "<input type=file>"; });
  await page.setInputFiles("input", { name: "file", mimeType: "", buffer: bytes });
  return gotSchema.parse(await page.evaluate(async ({ name, fit, rules }) => {
    const [picked] = document.querySelector("input")?.files ?? [];
    const { prepareFile } = window;
    if (!picked || !prepareFile) throw new Error("No file, or no page.");
    const file = new File([picked], name);
    const first = await prepareFile(file, { rules, way: { fit: null, format: null, turns: 0 } });
    const last = first.kind === "needs_fit" ? await prepareFile(file, { rules, way: { fit, format: null, turns: 0 } }) : first;
    if (last.kind !== "ready") return last;
    const url = await new Promise<unknown>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => { resolve(reader.result); };
      reader.readAsDataURL(last.file);
    });
    return { ...last, file: null, changes: last.source.changes, base64: String(url).split(",")[1] ?? "", wasAsked: first.kind === "needs_fit" };
  }, { name, fit, rules }));
}

/** What the file looks like to a decoder that is not ours. */
async function referenceOf(name: string, bytes: Buffer): Promise<Pixels> {
  if (name.startsWith("bmp")) return bmpPixels(bytes);
  if (name === "png-gamma-1.png") return withGamma(await fullPixels(bytes), 1);
  return name === "png-adobe-rgb-16-bit.png" ? byProfile(bytes, adobeRgb()) : fullPixels(bytes);
}

async function expectSameLook(name: string, made: Buffer, original: Buffer, isScaled: boolean): Promise<void> {
  const heic = name.startsWith("heic") ? (name.includes("place") ? "place" : name.includes("p3") ? "p3" : "plain") : null;
  const [own, wanted] = heic ? [await smallPixels(made), await heicPixels(heic)]
    : isScaled ? [await smallPixels(made), await smallPixels(original)] : [await fullPixels(made), await referenceOf(name, original)];
  expect(worstMeanError(own, wanted), name).toBeLessThan(name.includes("cmyk") ? MOST_INK_ERROR : MOST_ERROR);
}

async function check(page: Page, name: string, expected: Expected): Promise<void> {
  const bytes = await makeFile(name);
  const got = await prepare(page, name, bytes, expected.verdict === "fixed" ? expected.fit : null);
  if (expected.verdict === "refused" || got.kind !== "ready") {
    expect(got, name).toMatchObject(expected.verdict === "refused" ? { kind: "refused", problem: { code: expected.code } } : { kind: "ready" });
    return;
  }
  const made = Buffer.from(got.base64, "base64");
  expect(metadataLeft(made), name).toEqual([]);
  expect(stripImage(made)?.bytes.length, name).toBe(made.length);
  expect(await referenceFault(rules, made), name).toBeNull();
  switch (expected.verdict) {
    case "as it is":
      expect(made.equals(bytes), name).toBe(true);
      expect(got.changes, name).toEqual([]);
      return;
    case "stripped":
      expect(await samePixels(made, bytes), name).toBe(true);
      expect(got.changes, name).toEqual([
        ...(expected.what.length > 0 ? [{ kind: "stripped", what: expected.what }] : []),
        ...(expected.firstOf === null ? [] : [{ kind: "first_of", pictures: expected.firstOf }]),
      ]);
      return;
    case "fixed": {
      expect(`${got.mime.slice("image/".length)} ${got.width}x${got.height}`, name).toContain(expected.to);
      expect(got.changes.map(({ kind }) => kind), name).toEqual(expected.by);
      expect(got.wasAsked, name).toBe(expected.fit !== null);
      if (expected.fit === null) await expectSameLook(name, made, bytes, expected.by.includes("shrunk"));
      return;
    }
    default: return expected satisfies never;
  }
}

const isLarge = (name: string): boolean => /size-\d{4}|bytes-|\d{5}|bomb|12-mb|11-mb/.test(name);
/** They take the longest: two stories may run at the same time. */
const isOfOneHalf = (name: string): boolean => Object.keys(verdicts).filter(isLarge).indexOf(name) % 2 === 0;
const groups = [
  ["what fits stays byte for byte", (name, { verdict }) => verdict === "as it is" && !isLarge(name)],
  ["metadata goes and every pixel stays", (name, { verdict }) => verdict === "stripped" && !isLarge(name)],
  ["what is turned, coloured or coded otherwise is fixed, and looks as it did", (name, { verdict }) => verdict === "fixed" && !isLarge(name)],
  ["large ones are fixed or stay, one half", (name, { verdict }) => verdict !== "refused" && isLarge(name) && isOfOneHalf(name)],
  ["large ones are fixed or stay, the other half", (name, { verdict }) => verdict !== "refused" && isLarge(name) && !isOfOneHalf(name)],
  ["what cannot become a reference is refused with its reason", (_name, { verdict }) => verdict === "refused"],
] satisfies readonly (readonly [string, (name: string, expected: Expected) => boolean])[];

for (const [title, belongs] of groups) {
  test(`the corpus: ${title}`, { tag: title.startsWith("large ones") ? LONG_PROOF : [] }, async ({ fixing }) => {
    test.setTimeout(300_000);
    const failures: string[] = [];
    for (const [name, expected] of Object.entries(verdicts)) {
      if (belongs(name, expected)) await check(fixing, name, expected).catch((error: unknown) => failures.push(`${name}: ${String(error)}`));
    }
    expect(failures).toEqual([]);
  });
}

test("the corpus is as large as it is said to be, and most of it becomes a reference", () => {
  const all = Object.values(verdicts);
  expect(all.length).toBeGreaterThanOrEqual(120);
  expect(all.filter(({ verdict }) => verdict !== "refused").length).toBeGreaterThanOrEqual(70);
});
