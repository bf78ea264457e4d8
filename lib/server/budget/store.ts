import "server-only";
import { sql, type Transaction } from "kysely";
import type { MicroUsd } from "@/lib/budget/money";
import type { Database, Tables } from "@/lib/server/db/database";

export type Caps = { perTakeMicroUsd: MicroUsd; perDayMicroUsd: MicroUsd; perOwnerDayMicroUsd: MicroUsd };
/** What a day still has: for everyone together, or for one owner where that is less. */
export type DayBudget = { heldMicroUsd: MicroUsd; capMicroUsd: MicroUsd };

const EVERYONE = "";

const openDay = async (tx: Transaction<Tables>, day: string, ownerId: string) =>
  void (await tx.insertInto("budget_days").values({ day, owner_id: ownerId, held_micro_usd: 0 }).onConflict((c) => c.doNothing()).execute());

/** One statement checks and holds: a read before the write would let two takes through one gap. */
async function hold(tx: Transaction<Tables>, day: string, ownerId: string, amount: MicroUsd, cap: MicroUsd): Promise<boolean> {
  await openDay(tx, day, ownerId);
  const held = await tx.updateTable("budget_days")
    .set({ held_micro_usd: sql`held_micro_usd + ${amount}` })
    .where("day", "=", day).where("owner_id", "=", ownerId)
    .where(sql<boolean>`held_micro_usd + ${amount} <= ${cap}`)
    .executeTakeFirst();
  return held.numUpdatedRows === 1n;
}

/**
 * Holds an amount against the day of everyone and of the owner.
 * @returns false where either is used up; the transaction is then to be undone, for one of them may have been held.
 */
export async function holdOfDay(tx: Transaction<Tables>, day: string, ownerId: string, amount: MicroUsd, caps: Caps): Promise<boolean> {
  return (await hold(tx, day, EVERYONE, amount, caps.perDayMicroUsd)) && hold(tx, day, ownerId, amount, caps.perOwnerDayMicroUsd);
}

/** What a take cost in the end differs from what was held for it. */
export async function correctDay(tx: Transaction<Tables>, day: string, ownerId: string, difference: MicroUsd): Promise<void> {
  if (difference === 0) return;
  // Everyone's row first, as when it was held: in another order two transactions could wait for each other.
  for (const counted of [EVERYONE, ownerId]) {
    // A take that was free to begin with held nothing: there may be no row yet.
    await openDay(tx, day, counted);
    await tx.updateTable("budget_days").set({ held_micro_usd: sql`held_micro_usd + ${difference}` }).where("day", "=", day).where("owner_id", "=", counted).execute();
  }
}

/** What the day holds for everyone, or for one owner. */
export async function heldOn(db: Database, day: string, ownerId = EVERYONE): Promise<MicroUsd> {
  const row = await db.selectFrom("budget_days").select("held_micro_usd").where("day", "=", day).where("owner_id", "=", ownerId).executeTakeFirst();
  return row?.held_micro_usd ?? 0;
}

/** The tighter of the two caps, as it stands for an owner. */
export async function dayBudget(db: Database, day: string, ownerId: string, caps: Caps): Promise<DayBudget> {
  const everyone = { heldMicroUsd: await heldOn(db, day), capMicroUsd: caps.perDayMicroUsd };
  const own = { heldMicroUsd: await heldOn(db, day, ownerId), capMicroUsd: caps.perOwnerDayMicroUsd };
  return own.capMicroUsd - own.heldMicroUsd < everyone.capMicroUsd - everyone.heldMicroUsd ? own : everyone;
}
