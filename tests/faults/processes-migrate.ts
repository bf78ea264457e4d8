import { once } from "node:events";
import { migrate } from "@/lib/server/db/migrate";
import { openPostgres } from "@/lib/server/db/postgres";
import { openSqlite } from "@/lib/server/db/sqlite";

/** A process of its own that brings a database up to date as the app does at its start, once it is told to. */
const [place = ""] = process.argv.slice(2);
console.log("ready");
await once(process.stdin, "data");
process.stdin.destroy();
const db = place.startsWith("postgres") ? openPostgres(place) : openSqlite(place);
await migrate(db);
await db.destroy();
console.log("migrated");
