import type { DeliveredOutput, Generation } from "@/lib/generations/generation";
import type { SheetData } from "@/lib/generations/sheet-state";

/** Takes for unit tests: everything but what the test speaks of. */

const hex = (n: number) => n.toString(16).padStart(32, "0");
export const fixtureSessionId = `ses_${hex(1)}`;
/** 2026-11-21T10:00:00Z */
export const fixtureTime = 1_795_255_200_000;

export const fixtureIdentity = (take: number) => ({
  id: `gen_${hex(take)}`,
  sessionId: fixtureSessionId,
  take,
  version: take,
  modelId: "bytedance/seedream-4-0/edit-sequential",
  engine: "runcomfy" as const,
  prompt: "Generate 4 images of the cups in image 1, colder light each time",
  count: 4,
  width: 2560,
  height: 1440,
  optimize: "fast" as const,
  seed: null,
  references: [{ id: `ref_${hex(1)}`, name: "cups.jpg", thumbUrl: "/samples/cups.jpg", madeFrom: null }],
  madeFor: null,
  charge: "reserved" as const,
  amountMicroUsd: 120_000,
  createdAt: fixtureTime,
  requestId: null,
  isImported: false,
});

export const fixtureOutput = (take: number, index: number): DeliveredOutput => ({
  state: "delivered",
  id: `out_${hex(take * 100 + index)}`,
  index,
  media: "image",
  url: "/samples/cups.jpg",
  width: 2560,
  height: 1440,
  bytes: 900_000,
  mime: "image/jpeg",
  thumbs: { tiny: "/samples/cups.jpg", small: "/samples/cups.jpg", large: "/samples/cups.jpg" },
  placeholder: null,
  markedAt: null,
});

export const inQueue = (take: number): Extract<Generation, { status: "in_queue" }> => ({
  ...fixtureIdentity(take), status: "in_queue", cancel: "none", waiting: "none", queuePosition: 2,
});

export const completed = (take: number, tookMs = 19_000): Extract<Generation, { status: "completed" }> => ({
  ...fixtureIdentity(take),
  status: "completed",
  charge: "charged",
  settledAt: fixtureTime + tookMs,
  outputs: [1, 2, 3, 4].map((index) => fixtureOutput(take, index)),
});

export const sheetOf = (...generations: Generation[]): SheetData => ({
  version: Math.max(0, ...generations.map(({ version }) => version)),
  generations,
  engine: { engine: "runcomfy", pricePerOutputMicroUsd: 30_000, spentTodayMicroUsd: 0, capPerDayMicroUsd: 10_000_000 },
  title: "Cups, spring",
  older: false,
  counts: null,
  usual: [],
  build: "build-1",
  now: fixtureTime + 7000,
});
