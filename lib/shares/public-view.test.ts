import { describe, expect, test } from "vitest";
import { isEmptyShare, publicShareOf, type SharedSlot, type SharedTake, type ShareSource } from "@/lib/shares/public-view";
import { publicShareSchema } from "@/lib/shares/public-share";
import { shareParts, usualParts, type ShareKind, type ShownParts } from "@/lib/shares/share";

const nothing: ShownParts = { prompt: false, settings: false, references: false, lineage: false, originals: false, price: false };
const everything: ShownParts = { prompt: true, settings: true, references: true, lineage: true, originals: true, price: true };
const kinds: readonly ShareKind[] = ["frames", "takes", "session"];

type Row = NonNullable<SharedSlot["output"]>;
const slot = (number: number, state: Row["state"], changes: Partial<Row> = {}): SharedSlot => ({
  number, output: { state, isDeleted: false, media: "image", width: 640, height: 360, hasPreviews: true, hasOriginal: true, tint: "rgb(1 2 3)", ...changes },
});
const delivered = (number: number, changes: Partial<Row> = {}): SharedSlot => slot(number, "delivered", changes);
const take = (changes: Partial<SharedTake> = {}): SharedTake => ({
  status: "completed", prompt: "PROMPT-SENTINEL", modelId: "MODEL-ID-SENTINEL", size: "SIZE-SENTINEL", engine: "runcomfy", priceMicroUsd: 7_100_022, delivered: 2,
  settings: { model: "MODEL-SENTINEL", count: 13, width: 7001, height: 7002, ratio: "RATIO-SENTINEL", optimize: "standard", seed: 7_100_011 },
  slots: [delivered(1), delivered(2)],
  references: [{ position: 0, width: 7101, height: 7102 }],
  line: [{ kind: "photograph", isThere: true, width: 7201, height: 7202 }, { kind: "picture", isThere: true, width: 7301, height: 7302 }],
  ...changes,
});
const source = (shows: ShownParts, kind: ShareKind = "takes", takes: readonly SharedTake[] = [take()]): ShareSource => ({
  id: "5".repeat(32), kind, title: "Cups", message: "Four readings", sender: "Ann", sharedAt: 1, shows, isIndexable: false, takes,
});

/** What stands in the answer only where its part is shown. */
const SENTINELS: Record<keyof ShownParts, readonly RegExp[]> = {
  prompt: [/PROMPT-SENTINEL/],
  settings: [/"MODEL-SENTINEL"/, /RATIO-SENTINEL/, /7001/, /7002/, /7100011/, /standard/],
  references: [/7101/, /7102/, /image1-/],
  lineage: [/7301/, /7302/, /step2-640/],
  originals: [/files\/1"/, /\/zip"/],
  price: [/"priceMicroUsd":7100022/],
};
/** Nobody's business whatever is shown. */
const NEVER = [/MODEL-ID-SENTINEL/, /SIZE-SENTINEL/, /runcomfy/, /HIDDEN/];

/** As if a later version knew more: what is not named in the view must not come along. */
function withMore(known: ShareSource): ShareSource {
  const more = { ownerId: "HIDDEN-owner", sessionId: "HIDDEN-session", requestId: "HIDDEN-request", inputJson: "HIDDEN-input", fileKey: "HIDDEN-key", name: "HIDDEN-name" };
  return {
    ...more, ...known,
    takes: known.takes.map((one) => ({
      ...more, ...one,
      settings: one.settings && { ...more, ...one.settings },
      slots: one.slots.map((own) => ({ ...more, ...own, output: own.output && { ...more, ...own.output } })),
      references: one.references.map((reference) => ({ ...more, ...reference })),
      line: one.line.map((step) => ({ ...more, ...step })),
    })),
  };
}

/** Every choice that an owner can make. */
const choices: ShownParts[] = Array.from({ length: 2 ** shareParts.length }, (_, at) => {
  const on = (index: number) => (at & (1 << index)) !== 0;
  return { prompt: on(0), settings: on(1), references: on(2), lineage: on(3), originals: on(4), price: on(5) };
});

describe.each(kinds)("a share of %s", (kind) => {
  test("nothing that is not shown is in what everybody gets, whatever is chosen", () => {
    expect(choices).toHaveLength(64);
    for (const shows of choices) {
      const json = JSON.stringify(publicShareOf(withMore(source(shows, kind))));
      for (const part of shareParts) {
        for (const sentinel of SENTINELS[part]) expect({ part, shows, sentinel, found: sentinel.test(json) }).toEqual({ part, shows, sentinel, found: shows[part] });
      }
      for (const sentinel of NEVER) expect({ shows, sentinel, found: sentinel.test(json) }).toEqual({ shows, sentinel, found: false });
      // The photograph at the beginning of the line is one of the pictures it was made from.
      expect(/7201/.test(json)).toBe(shows.lineage && shows.references);
    }
  });

  test("what everybody gets is what the page's own door answers", () => {
    for (const shows of choices) {
      const view = publicShareOf(source(shows, kind));
      expect(publicShareSchema.parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
    }
  });
});

test("pictures are there whatever is chosen, with their numbers, and nothing of their making where nothing is", () => {
  const view = publicShareOf(source(nothing));
  expect(view.pictures.map(({ number, state }) => ({ number, state }))).toEqual([{ number: 1, state: "delivered" }, { number: 2, state: "delivered" }]);
  expect({ makings: view.makings, zip: view.zipUrl, files: view.pictures.map((one) => one.state === "delivered" && one.fileUrl) }).toEqual({ makings: [], zip: null, files: [null, null] });
});

test("what the demo engine made is not said to be a model's work", () => {
  const [making] = publicShareOf(source(everything, "takes", [take({ engine: "demo" })])).makings;
  expect(making?.settings?.model).toBeNull();
});

test("of single frames neither how many were made beside them nor what those cost is told", () => {
  const [making] = publicShareOf(source(everything, "frames", [take({ slots: [delivered(1)], delivered: 4, priceMicroUsd: 120_000 })])).makings;
  expect({ count: making?.settings?.count, price: making?.priceMicroUsd }).toEqual({ count: 1, price: 30_000 });
  const [whole] = publicShareOf(source(everything, "takes", [take({ slots: [delivered(1)], delivered: 4, priceMicroUsd: 120_000 })])).makings;
  expect({ count: whole?.settings?.count, price: whole?.priceMicroUsd }).toEqual({ count: 13, price: 120_000 });
});

test("a deleted frame leaves its number empty, and those behind it keep theirs", () => {
  const view = publicShareOf(source(everything, "takes", [take({ slots: [delivered(1), delivered(2, { isDeleted: true }), delivered(3)] })]));
  expect(view.pictures.map(({ number }) => number)).toEqual([1, 3]);
  expect(view.makings[0]?.numbers).toEqual([1, 3]);
});

test("what a take is made from is addressed by a picture that is there, and not at all before one is", () => {
  const running = (slots: SharedSlot[]) => JSON.stringify(publicShareOf(source(everything, "takes", [take({ status: "in_progress", slots })])).makings);
  expect(running([{ number: 1, output: null }, { number: 2, output: null }])).not.toContain("/files/");
  expect(running([{ number: 1, output: null }, delivered(2)])).toMatch(/files\/2-image1-640/);
});

test("a take that is running shows what is awaited; one that has ended awaits nothing", () => {
  const slots: SharedSlot[] = [delivered(1), { number: 2, output: null }, slot(3, "pending"), slot(4, "missing")];
  const running = publicShareOf(source(usualParts, "takes", [take({ status: "saving", slots })]));
  expect(running.pictures.map(({ number, state }) => `${number} ${state}`)).toEqual(["1 delivered", "2 awaited", "3 awaited"]);
  expect(running.isOpen).toBe(true);
  const ended = publicShareOf(source(usualParts, "takes", [take({ status: "completed", slots })]));
  expect(ended.pictures.map(({ number, state }) => `${number} ${state}`)).toEqual(["1 delivered"]);
  expect(ended.isOpen).toBe(false);
  expect(isEmptyShare(publicShareOf(source(usualParts, "takes", [take({ status: "failed", slots: [{ number: 1, output: null }] })])))).toBe(true);
});

test("what has no preview is shown by its file; what could tell more than its picture is not given", () => {
  const [film] = publicShareOf(source(nothing, "takes", [take({ slots: [delivered(1, { media: "video", hasPreviews: false })] })])).pictures;
  expect(film).toMatchObject({ previews: null, fileUrl: `/share/${"5".repeat(32)}/files/1` });
  const [drawn] = publicShareOf(source(everything, "takes", [take({ slots: [delivered(1, { hasOriginal: false })] })])).pictures;
  expect(drawn).toMatchObject({ fileUrl: null, previews: { small: `/share/${"5".repeat(32)}/files/1-640` } });
});
