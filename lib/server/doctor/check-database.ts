import "server-only";
import { sql, type Kysely } from "kysely";
import { z } from "zod";
import type { Database, Tables } from "@/lib/server/db/database";
import type { Finding } from "@/lib/server/doctor/finding";

type Deps = {
  /** "SQLite" or "Postgres". */
  kind: string;
  /** false where the first start makes it: looking would make it too. */
  exists: () => Promise<boolean>;
  open: () => Promise<Database>;
  /** The migrations that this version ships, in order. */
  shipped: readonly string[];
};

const namesSchema = z.array(z.object({ name: z.string() }));
const versionSchema = z.object({ rows: z.array(z.object({ version: z.string() })).length(1) });
const probeSchema = z.array(z.object({ number: z.number() })).length(1);

class RolledBack extends Error {}

/** Opens, compares the migrations, and writes in a transaction that is taken back. Nothing is migrated here. */
export async function checkDatabase({ kind, exists, open, shipped }: Deps): Promise<Finding> {
  if (!(await exists())) return { state: "good", says: `${kind}: made at the first start` };
  let db: Database;
  try {
    db = await open();
  } catch (error) {
    return unopened(kind, error);
  }
  try {
    const version = await versionOf(db, kind);
    await writeAndTakeBack(db);
    return stateOf(`${kind} ${version}`, shipped, await appliedIn(db));
  } catch (error) {
    return unopened(kind, error);
  } finally {
    await db.destroy();
  }
}

function unopened(kind: string, error: unknown): Finding {
  const says = `${kind}: ${error instanceof Error ? error.message || error.name : String(error)}`;
  const todo = kind === "Postgres"
    ? "Is the server up, and does DATABASE_URL name its host, user and database? The user has to own the database's tables."
    : "Is the file whole, on a local disk, and not held by another program? Keep a copy of DATA_DIR before you change anything.";
  return { state: "mend", says, todo };
}

async function versionOf(db: Database, kind: string): Promise<string> {
  const query = kind === "Postgres" ? sql`select current_setting('server_version') as version` : sql`select sqlite_version() as version`;
  return versionSchema.parse(await query.execute(db)).rows[0]?.version ?? "";
}

/** A table of its own: both databases take the making of a table back with the rest. */
async function writeAndTakeBack(db: Database): Promise<void> {
  try {
    await db.transaction().execute(async (tx) => {
      await sql`create table doctor_probe (number integer not null)`.execute(tx);
      await sql`insert into doctor_probe (number) values (1)`.execute(tx);
      probeSchema.parse((await sql`select number from doctor_probe`.execute(tx)).rows);
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
}

async function appliedIn(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return [];
  return namesSchema.parse((await sql`select name from kysely_migration order by name`.execute(db)).rows).map(({ name }) => name);
}

function stateOf(database: string, shipped: readonly string[], applied: readonly string[]): Finding {
  const unknown = applied.filter((name) => !shipped.includes(name));
  if (unknown.length > 0) {
    return { state: "mend", says: `${database}: a later version of the studio has used it (${unknown.join(", ")})`, todo: "Run that version or a newer one; this one would not know what is stored." };
  }
  const waiting = shipped.filter((name) => !applied.includes(name));
  const migrations = waiting.length === 0 ? `${shipped.length} of ${shipped.length} migrations` : `the next start brings ${waiting.join(", ")}`;
  return { state: "good", says: `${database}: ${migrations}; written and taken back` };
}
