import { z } from "zod";
import { openStatuses } from "@/lib/generations/generation";
import { createRunComfy, envOf, expect, QUICK, visit, type Place, type RunComfy } from "@/tests/support/story";
import { fileInDataDir } from "@/tests/support/story-database";
import { createStudio, type Studio } from "@/tests/support/studio";
import { startUploadThing } from "@/tests/support/uploadthing-process";

export const storages = ["embedded", "UploadThing"] as const;
type Storage = (typeof storages)[number];

/** A studio that goes on from story to story, with its peers. */
type House = {
  studio: Studio;
  runcomfy: RunComfy;
  /** Takes that are on their way. */
  openTakes(): Promise<number>;
  close(): Promise<void>;
};

type Fixtures = {
  storage: Storage;
  house: House;
  /** Its ledger begins with the story, and its times end with it. */
  runcomfy: Pick<RunComfy, "ledger" | "restart">;
  studio: Place;
};

/** The emulator's answer holds no more. */
const LEDGER_ROWS = 1000;
const countSchema = z.tuple([z.object({ count: z.number() })]);
const OPEN_TAKES = `select count(*) as count from generations where status in (${openStatuses.map((status) => `'${status}'`).join(", ")})`;

/**
 * For stories that only need a page. The studio is open, so each browser has an owner of its own, and no story sees
 * what another has made: by the studio's own walls. Whoever stops it, tells it otherwise or looks at its rows has to have
 * a studio of the story's own.
 */
export const test = visit.extend<Fixtures, { houseFor: (storage: Storage) => Promise<House> }>({
  storage: ["embedded", { option: true }],
  houseFor: [async ({}, use) => {
    const opened = new Map<Storage, Promise<House>>();
    await use((storage) => {
      const house = opened.get(storage) ?? openHouse(storage);
      opened.set(storage, house);
      return house;
    });
    for (const house of await Promise.allSettled(opened.values())) if (house.status === "fulfilled") await house.value.close();
  }, { scope: "worker" }],
  house: async ({ houseFor, storage }, use) => {
    const house = await houseFor(storage);
    await use(house);
    // What is still made is this story's, and goes to the ledger before the next one looks at it.
    await expect.poll(() => house.openTakes(), { timeout: 60_000, message: "takes that the story has left open" }).toBe(0);
    // Whoever has a presigned address may write; whoever has the key may do everything.
    expect(house.studio.output(), "what the studio printed").not.toMatch(/signature=|sk_test_emulator/);
  },
  runcomfy: async ({ house }, use) => {
    const before = (await house.runcomfy.ledger()).posts.length;
    let isRestarted = false;
    await use({
      async restart(stageMs) {
        isRestarted = true;
        await house.runcomfy.restart(stageMs);
      },
      async ledger() {
        const { posts } = await house.runcomfy.ledger();
        if (posts.length >= LEDGER_ROWS) throw new Error("the ledger does not reach back to the beginning of the story");
        return { posts: posts.slice(0, posts.length - before) };
      },
    });
    if (isRestarted) await house.runcomfy.restart(QUICK);
  },
  studio: async ({ house }, use) => use({ url: house.studio.url }),
  place: async ({ studio }, use) => use(studio),
});

async function openHouse(storage: Storage): Promise<House> {
  const runcomfy = await createRunComfy();
  const service = storage === "UploadThing" ? await startUploadThing() : null;
  // A worker's stories together cost more than one person may spend.
  const studio = await createStudio({ ...envOf(runcomfy), ...service?.envAt(), STUDIO_ACCESS: "open", CAP_USD_PER_DAY: "1000" });
  const close = async () => {
    await studio.remove();
    await service?.close();
    await runcomfy.remove();
  };
  try {
    await studio.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    studio, runcomfy, close,
    openTakes: async () => countSchema.parse(await fileInDataDir.rows(OPEN_TAKES, studio.dataDir))[0].count,
  };
}
