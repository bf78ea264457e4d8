import { z } from "zod";
import { startPostgres, whyNoPostgres, type TestPostgres } from "@/tests/contracts/support/postgres";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";
import { envOf, expect, test as base } from "@/tests/support/story";
import { databaseOnPostgres, fileInDataDir, type DatabaseKind, type StoryDatabase } from "@/tests/support/story-database";
import { createStudio } from "@/tests/support/studio";
import { startUploadThing, type UploadThing } from "@/tests/support/uploadthing-process";

const uploadRowSchema = z.object({ name: z.string(), ingest_key: z.string().nullable(), stored_key: z.string().nullable(), reference_id: z.string().nullable() });

/** Started once for the stories of a worker; each has a database of its own, and a service that remembers nothing. */
type Peers = { uploadThing: UploadThing; postgres: () => Promise<TestPostgres> };

type Fixtures = {
  databaseKind: DatabaseKind;
  database: StoryDatabase;
  /** UploadThing, in another process. */
  service: UploadThing;
  /** Stands in front of it: studio, browser and engine reach it through here alone. */
  front: FaultProxy;
  /** What the studio has noted of each upload. */
  uploads: () => Promise<z.infer<typeof uploadRowSchema>[]>;
  /** The sessions of which there still are rows. */
  sessionIds: () => Promise<string[]>;
};

/** The studio with UPLOADTHING_TOKEN and every host of UploadThing at the emulator. */
export const test = base.extend<Fixtures, Peers>({
  uploadThing: [async ({}, use) => {
    const service = await startUploadThing();
    await use(service);
    await service.close();
  }, { scope: "worker" }],
  postgres: [async ({}, use) => {
    const servers: Promise<TestPostgres>[] = [];
    await use(() => {
      const [server = startPostgres()] = servers;
      servers[0] = server;
      return server;
    });
    for (const server of servers) await (await server).close();
  }, { scope: "worker" }],
  databaseKind: ["SQLite", { option: true }],
  database: async ({ databaseKind, postgres }, use) => {
    const missing = databaseKind === "Postgres" ? whyNoPostgres() : null;
    base.skip(missing !== null, `not on Postgres: ${missing}; the same story runs on SQLite`);
    const database = databaseKind === "Postgres" ? await databaseOnPostgres(await postgres()) : fileInDataDir;
    await use(database);
    await database.close();
  },
  service: async ({ uploadThing }, use) => {
    await uploadThing.forget();
    await use(uploadThing);
  },
  front: async ({ service }, use) => {
    const front = await startFaultProxy({ target: service.url, oneCallPerConnection: true });
    await use(front);
    await front.close();
  },
  cold: async ({ runcomfy, service, front, database }, use) => {
    const studio = await createStudio({ ...envOf(runcomfy), ...service.envAt(front.url), ...database.env });
    await use(studio);
    await studio.remove();
    // Whoever has a presigned address may write; whoever has the key may do everything.
    expect(studio.output(), "what the studio printed").not.toMatch(/signature=|sk_test_emulator/);
    expect(studio.output()).not.toContain(service.envAt().UPLOADTHING_TOKEN);
  },
  uploads: async ({ studio, database }, use) => {
    await use(async () => z.array(uploadRowSchema).parse(await database.rows("select name, ingest_key, stored_key, reference_id from uploads order by name", studio.dataDir)));
  },
  sessionIds: async ({ studio, database }, use) => {
    await use(async () => z.array(z.object({ id: z.string() })).parse(await database.rows("select id from sessions", studio.dataDir)).map(({ id }) => id));
  },
});
