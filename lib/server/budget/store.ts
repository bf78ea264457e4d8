import "server-only";
import { sql, type Transaction } from "kysely";
import type { MicroUsd } from "@/lib/budget/money";
import type { Database, Tables } from "@/lib/server/db/database";

export type Caps = { perTakeMicroUsd: MicroUsd; perDayMicroUsd: MicroUsd };

const EVERYONE = "";

/** One statement checks and holds: a read before the write would let two takes through one gap. */
export async function holdOfDay(tx: Transaction<Tables>, day: string, amount: MicroUsd, cap: MicroUsd): Promise<boolean> {
  await tx.insertInto("budget_days").values({ day, owner_id: EVERYONE, held_micro_usd: 0 }).onConflict((c) => c.doNothing()).execute();
  const held = await tx.updateTable("budget_days")
    .set({ held_micro_usd: sql`held_micro_usd + ${amount}` })
    .where("day", "=", day).where("owner_id", "=", EVERYONE)
    .where(sql<boolean>`held_micro_usd + ${amount} <= ${cap}`)
    .executeTakeFirst();
  return held.numUpdatedRows === 1n;
}

/** What a take cost in the end differs from what was held for it. */
export async function correctDay(tx: Transaction<Tables>, day: string, difference: MicroUsd): Promise<void> {
  if (difference === 0) return;
  // A take that was free to begin with held nothing: there may be no row yet.
  await tx.insertInto("budget_days").values({ day, owner_id: EVERYONE, held_micro_usd: 0 }).onConflict((c) => c.doNothing()).execute();
  await tx.updateTable("budget_days")
    .set({ held_micro_usd: sql`held_micro_usd + ${difference}` })
    .where("day", "=", day).where("owner_id", "=", EVERYONE)
    .execute();
}

export async function heldOn(db: Database, day: string): Promise<MicroUsd> {
  const row = await db.selectFrom("budget_days").select("held_micro_usd").where("day", "=", day).where("owner_id", "=", EVERYONE).executeTakeFirst();
  return row?.held_micro_usd ?? 0;
}
