import { readdirSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import { expect } from "playwright/test";
import { z } from "zod";
import type { StoryDatabase } from "@/tests/support/story-database";

/** Longer than what was deleted can be brought back, and than a file counts as young. */
const MINUTE_MS = 60_000;
/** Longer than what is in no draft and no take is kept. */
const DAY_MS = 25 * 60 * MINUTE_MS;

/** What the sweeper goes by, beside the age of a file. */
const TIMES = [["sessions", "deleted_at"], ["generations", "deleted_at"], ["outputs", "deleted_at"], ["session_references", "left_at"], ["references", "given_at"], ["references", "used_at"], ["uploads", "created_at"]] as const;
const countSchema = z.tuple([z.object({ count: z.coerce.number() })]);

/** Where a story happens. */
type Ground = { database: Pick<StoryDatabase, "rows" | "change">; dataDir: string };

/** Later, without the wait: all that was noted was noted so much earlier, and every file written so much earlier. */
async function letPass(passedMs: number, { database, dataDir }: Ground): Promise<void> {
  for (const [table, column] of TIMES) await database.change(`update "${table}" set ${column} = ${column} - ${passedMs} where ${column} is not null`, dataDir);
  const files = readdirSync(path.join(dataDir, "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const file = path.join(parentPath, name);
    const written = new Date(statSync(file).mtimeMs - passedMs);
    utimesSync(file, written, written);
  }
}

export async function aMinuteAfterTheDelete(ground: Ground): Promise<void> {
  const { database, dataDir } = ground;
  // The page goes on before its click is answered.
  await expect.poll(async () => countSchema.parse(await database.rows("select count(*) as count from sessions where deleted_at is not null and purging = 0", dataDir))[0].count).toBe(1);
  await letPass(MINUTE_MS, ground);
}

export const aMinutePasses = (ground: Ground): Promise<void> => letPass(MINUTE_MS, ground);

export const aDayPasses = (ground: Ground): Promise<void> => letPass(DAY_MS, ground);
