import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import type { Database } from "@/lib/server/db/database";
import { migrate } from "@/lib/server/db/migrate";
import { openPostgres } from "@/lib/server/db/postgres";
import { openSqlite } from "@/lib/server/db/sqlite";
import { startPostgres, whyNoPostgres, type TestPostgres } from "@/tests/contracts/support/postgres";

const folder = mkdtempSync(path.join(tmpdir(), "sheet-migrations-"));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

describe("an older database on SQLite", () => {
  test("comes to the newest version with what was in it", () => keepsAll(openSqlite(path.join(folder, "older.db"))));
});
const missing = whyNoPostgres();
describe.skipIf(missing !== null)(missing === null ? "an older database on Postgres" : `an older database on Postgres: SKIPPED, ${missing}`, () => {
  let server: TestPostgres;
  beforeAll(async () => { server = await startPostgres(); }, 60_000);
  afterAll(() => server.close());
  test("comes to the newest version with what was in it", () => keepsAll(openPostgres(server.urlOf("postgres"))));
});

/** As the first version left it. */
async function keepsAll(db: Database): Promise<void> {
  try {
    await migrate(db, "0001-first");
    const [session, other, generation, known] = [newId("ses"), newId("ses"), newId("gen"), newId("ref")];
    const draft = JSON.stringify({ prompt: "ÄPFEL at dusk", referenceIds: [known, newId("ref")] });
    for (const [id, json] of [[session, draft], [other, "{broken"]]) {
      await sql`insert into sessions (id, owner_id, title, draft_json, draft_revision, takes, version, created_at, updated_at) values (${id}, 'local', 'Tassen', ${json}, 3, 1, 5, 1, 2)`.execute(db);
    }
    await sql`insert into "references" (id, owner_id, name, storage, stored_key, sha256, format, width, height, bytes, thumb_key, created_at)
      values (${known}, 'local', 'a.jpg', 'local', 'r/a.jpg', 'x', 'jpeg', 1, 1, 1, 't/x', 1)`.execute(db);
    await sql`insert into generations (id, session_id, owner_id, take, version, idempotency_key, model_id, engine, base_url, draft_json, status, waiting, cancel, reserved_micro_usd, charge, charged_micro_usd, budget_day, created_at, lease_until, due_at, attempts, lost_strikes)
      values (${generation}, ${session}, 'local', 1, 5, 'k', 'm', 'demo', 'http://127.0.0.1', ${draft}, 'completed', 'none', 'none', 0, 'charged', 0, '2026-11-21', 1, 0, 0, 0, 0)`.execute(db);

    await migrate(db);
    expect(await db.selectFrom("sessions").select(["id", "title_folded", "prompt_folded", "deleted_at", "purging", "draft_revision"]).orderBy("id").execute()).toEqual([
      { id: session, title_folded: "tassen", prompt_folded: "äpfel at dusk", deleted_at: null, purging: 0, draft_revision: 3 },
      { id: other, title_folded: "tassen", prompt_folded: "", deleted_at: null, purging: 0, draft_revision: 3 },
    ]);
    expect(await db.selectFrom("generations").select(["id", "prompt_folded"]).execute()).toEqual([{ id: generation, prompt_folded: "äpfel at dusk" }]);
    expect(await db.selectFrom("session_references").selectAll().execute()).toEqual([{ session_id: session, reference_id: known }]);
  } finally {
    await db.destroy();
  }
}
