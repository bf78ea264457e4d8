import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/ids";
import type { Database } from "@/lib/server/db/database";
import { migrate } from "@/lib/server/db/migrate";
import { openPostgres } from "@/lib/server/db/postgres";
import { openSqlite } from "@/lib/server/db/sqlite";
import { onPostgres } from "@/tests/contracts/support/place";
import { startPostgres, type TestPostgres } from "@/tests/contracts/support/postgres";

/** Of each version there was: what it is called, and what is kept from it. */
const VERSIONS = ["0001-first", "0002-sessions", "0003-references", "0004-sheet", "0005-ways-of-frames", "0006-shares", "0007-imported"] as const;
const PROCESSES = 3;
const folder = mkdtempSync(path.join(tmpdir(), "sheet-migrations-"));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

describe("migrations on SQLite", () => {
  test("which SQLite", async () => {
    const db = openSqlite(path.join(folder, "version.db"));
    const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db);
    console.log(`SQLite ${rows[0]?.version ?? ""}`);
    expect(rows[0]?.version).toMatch(/^3\./);
    await db.destroy();
  });
  guarantees({ addressOf: async (name) => path.join(folder, `${name}.db`), open: openSqlite });
});

onPostgres("migrations", () => {
  let server: TestPostgres;
  beforeAll(async () => { server = await startPostgres(); }, 60_000);
  afterAll(() => server.close());
  test("which Postgres", async () => {
    const db = openPostgres(server.urlOf("postgres"));
    const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
    console.log(`Postgres ${rows[0]?.version ?? ""}`);
    expect(rows[0]?.version).toMatch(/^\d+/);
    await db.destroy();
  });
  guarantees({
    async addressOf(name) {
      await server.run(`create database "${name}"`);
      return server.urlOf(name);
    },
    open: openPostgres,
  });
});

type Place = { addressOf: (name: string) => Promise<string>; open: (address: string) => Database };

function guarantees({ addressOf, open }: Place): void {
  test.each(VERSIONS)("a database of %s comes to the newest version with what was in it", async (version) => {
    const db = open(await addressOf(`from-${version}`));
    try {
      await migrate(db, version);
      const kept = await oldRows(db, version);
      await migrate(db);
      await migrate(db);
      await expectKept(db, kept, version);
      expect(await stepsOf(db)).toEqual(VERSIONS);
    } finally {
      await db.destroy();
    }
  });

  // Chance decides who meets whom: several empty databases in a row.
  test.each([1, 2, 3])("three processes that start at once on one empty database all come up, and each step is done once (%i)", { timeout: 90_000 }, async (round) => {
    const address = await addressOf(`at-once-${round}`);
    const processes = Array.from({ length: PROCESSES }, () => startMigrating(address));
    await Promise.all(processes.map(({ ready }) => ready));
    for (const { go } of processes) go();
    const ended = await Promise.all(processes.map((one) => one.ended));
    expect(ended).toEqual(ended.map(() => ({ code: 0, output: "ready\nmigrated\n" })));
    const db = open(address);
    expect(await stepsOf(db)).toEqual(VERSIONS);
    await db.destroy();
  });
}

const nameRows = z.array(z.object({ name: z.string() }));

/** In order; the table's key keeps a step from being noted twice. */
async function stepsOf(db: Database): Promise<string[]> {
  const { rows } = await sql`select name from kysely_migration order by name`.execute(db);
  return nameRows.parse(rows).map(({ name }) => name);
}

function startMigrating(address: string) {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "tests/faults/processes-migrate.ts", address], { stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => { isReady = resolve; });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      output += part.toString();
      if (output.includes("ready")) isReady();
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once("close", (code) => {
      isReady();
      resolve({ code, output });
    });
  });
  return { ready, ended, go: () => void child.stdin.write("go\n") };
}

type Kept = { session: string; other: string; unnamed: string; generation: string; reference: string; twin: string };

/** Rows as the first version had them; later ones filled their columns with what a row has by default. */
async function oldRows(db: Database, version: (typeof VERSIONS)[number]): Promise<Kept> {
  const [session, other, unnamed, generation, reference, twin] = [newId("ses"), newId("ses"), newId("ses"), newId("gen"), newId("ref"), newId("ref")];
  const draft = JSON.stringify({ prompt: "ÄPFEL at dusk", count: 2, referenceIds: [reference, newId("ref")] });
  for (const [id, json] of [[session, draft], [other, "{broken"]]) {
    await sql`insert into sessions (id, owner_id, title, draft_json, draft_revision, takes, version, created_at, updated_at) values (${id}, 'local', 'Tassen', ${json}, 3, 1, 5, 1, 2)`.execute(db);
  }
  await sql`insert into sessions (id, owner_id, title, draft_json, draft_revision, takes, version, created_at, updated_at) values (${unnamed}, 'local', 'Untitled', '{}', 0, 0, 0, 1, 2)`.execute(db);
  // The same bytes twice.
  for (const id of [reference, twin]) {
    await sql`insert into "references" (id, owner_id, name, storage, stored_key, sha256, format, width, height, bytes, thumb_key, created_at)
      values (${id}, 'local', 'a.jpg', 'local', 'r/a.jpg', 'x', 'jpeg', 1, 1, 1, 't/x', 1)`.execute(db);
  }
  await sql`update "references" set output_id = 'out', made_from = '1-1' where id = ${twin}`.execute(db);
  // From the fifth version on the app itself notes which output a frame's other ways are from, with the frame's own.
  if (version === "0005-ways-of-frames" || version === "0006-shares" || version === "0007-imported") await sql`update "references" set made_from_output_id = output_id`.execute(db);
  await sql`insert into uploads (tile_id, owner_id, session_id, name, reference_id, created_at) values ('tile', 'local', ${session}, 'a.jpg', ${reference}, 1)`.execute(db);
  await sql`insert into generations (id, session_id, owner_id, take, version, idempotency_key, model_id, engine, base_url, draft_json, status, waiting, cancel, reserved_micro_usd, charge, charged_micro_usd, budget_day, created_at, lease_until, due_at, attempts, lost_strikes)
    values (${generation}, ${session}, 'local', 1, 5, 'k', 'm', 'demo', 'http://127.0.0.1', ${draft}, 'completed', 'none', 'none', 60000, 'charged', 60000, '2026-11-21', 1795255200000, 0, 0, 0, 0)`.execute(db);
  await sql`insert into generation_references (generation_id, position, reference_id) values (${generation}, 0, ${reference})`.execute(db);
  await sql`insert into outputs (id, generation_id, frame, state, attempts, pending_since, bytes, width, height) values (${newId("out")}, ${generation}, 1, 'lost', 1, 1, 0, 0, 0)`.execute(db);
  await sql`insert into budget_days (day, owner_id, held_micro_usd) values ('2026-11-21', '', 60000)`.execute(db);
  // From the second version on the app notes what a draft names; the twin was taken out of it again.
  if (version !== "0001-first") for (const id of [reference, twin]) await sql`insert into session_references (session_id, reference_id) values (${session}, ${id})`.execute(db);
  return { session, other, unnamed, generation, reference, twin };
}

async function expectKept(db: Database, { session, other, unnamed, generation, reference, twin }: Kept, from: (typeof VERSIONS)[number]): Promise<void> {
  const isFrom = (earliest: (typeof VERSIONS)[number]): boolean => VERSIONS.indexOf(from) >= VERSIONS.indexOf(earliest);
  // From the second version on the app itself writes what is searched.
  const folded = from === "0001-first" ? { title: "tassen", prompt: "äpfel at dusk" } : { title: "", prompt: "" };
  expect(await db.selectFrom("sessions").select(["id", "title", "title_folded", "prompt_folded", "deleted_at", "purging", "draft_revision"]).orderBy("id").execute()).toEqual([
    { id: session, title: "Tassen", title_folded: folded.title, prompt_folded: folded.prompt, deleted_at: null, purging: 0, draft_revision: 3 },
    { id: other, title: "Tassen", title_folded: folded.title, prompt_folded: "", deleted_at: null, purging: 0, draft_revision: 3 },
    // From the fourth version on no name is kept as none.
    { id: unnamed, title: isFrom("0004-sheet") ? "Untitled" : "", title_folded: "", prompt_folded: "", deleted_at: null, purging: 0, draft_revision: 0 },
  ]);
  // From the fourth version on the app itself writes how many images were asked for.
  const sheet = { images_asked: isFrom("0004-sheet") ? 0 : 2, deleted_at: null, erased: 0, made_for: null, result_json: null };
  expect(await db.selectFrom("generations").select(["id", "prompt_folded", "status", "charged_micro_usd", "created_at", "images_asked", "deleted_at", "erased", "made_for", "result_json"]).execute())
    .toEqual([{ id: generation, prompt_folded: folded.prompt, status: "completed", charged_micro_usd: 60_000, created_at: 1_795_255_200_000, ...sheet }]);
  // From the fourth version on the app itself notes when a draft lets go of one; before it, the last save tells.
  const left = { "0001-first": [], "0002-sessions": [{ reference_id: twin, left_at: 2 }], "0003-references": [{ reference_id: twin, left_at: null }], "0004-sheet": [{ reference_id: twin, left_at: null }], "0005-ways-of-frames": [{ reference_id: twin, left_at: null }], "0006-shares": [{ reference_id: twin, left_at: null }], "0007-imported": [{ reference_id: twin, left_at: null }] }[from];
  expect(await db.selectFrom("session_references").selectAll().orderBy("reference_id").execute()).toEqual([{ reference_id: reference, left_at: null }, ...left].map((row) => ({ session_id: session, ...row })));
  const once = isFrom("0003-references") ? { sha256_once: null, used_at: null, given_at: 0 } : { sha256_once: "x", used_at: 1_795_255_200_000, given_at: 1 };
  expect(await db.selectFrom("references").select(["id", "sha256", "sha256_once", "used_at", "given_at", "source_json", "proved_at", "proved_origin", "made_from_output_id"]).orderBy("id").execute()).toEqual([
    { id: reference, sha256: "x", ...once, source_json: null, proved_at: null, proved_origin: null, made_from_output_id: null },
    { id: twin, sha256: "x", ...once, sha256_once: null, used_at: null, source_json: null, proved_at: null, proved_origin: null, made_from_output_id: "out" },
  ]);
  expect(await db.selectFrom("uploads").select(["tile_id", "reference_id", "source_json"]).execute()).toEqual([{ tile_id: "tile", reference_id: reference, source_json: null }]);
  expect(await db.selectFrom("generation_references").select("reference_id").execute()).toEqual([{ reference_id: reference }]);
  expect(await db.selectFrom("outputs").select(["frame", "state", "marked_at", "deleted_at", "erased", "thumb_bytes"]).execute()).toEqual([{ frame: 1, state: "lost", marked_at: null, deleted_at: null, erased: 0, thumb_bytes: null }]);
  expect(await db.selectFrom("sessions").select(["from_share_id", "from_share_title"]).distinct().execute()).toEqual([{ from_share_id: null, from_share_title: null }]);
  for (const table of ["shares", "share_frames", "picks"] as const) expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
  expect(await db.selectFrom("budget_days").selectAll().execute()).toEqual([{ day: "2026-11-21", owner_id: "", held_micro_usd: 60_000 }]);
}
