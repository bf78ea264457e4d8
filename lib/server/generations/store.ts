import "server-only";
import { sql, type Transaction } from "kysely";
import { newId } from "@/lib/ids";
import { canMove, openStatuses, type Charge, type Failure, type GenerationStatus } from "@/lib/generations/generation";
import { generationStatusSchema } from "@/lib/generations/generation-schema";
import { limits } from "@/lib/limits";
import { correctDay } from "@/lib/server/budget/store";
import type { Database, GenerationRow, OutputRow, Tables } from "@/lib/server/db/database";
import { nextVersion } from "@/lib/server/sessions/store";

/** What a step may change beside the status; money only through `settle`. */
export type Changes = Partial<Pick<GenerationRow,
  "waiting" | "cancel" | "queue_position" | "request_id" | "accepted_at" | "started_at" | "due_at" | "attempts" | "lost_strikes" | "lost_since" | "result_json">>;

export type Settlement = { charge: Charge; chargedMicroUsd: number; failure?: Failure };

export const statusOfRow = (row: GenerationRow): GenerationStatus => generationStatusSchema.parse(row.status);

/** `holder` is this process: only who holds a row's lease moves it on. */
export function generationStore(db: Database, holder: string) {
  const held = (tx: Transaction<Tables> | Database, id: string) =>
    tx.updateTable("generations").where("id", "=", id).where("lease_holder", "=", holder);

  /** One change and its version, together. @throws where the life cycle does not know the step. */
  async function move(row: GenerationRow, to: GenerationStatus, changes: Changes, now: number, settlement?: Settlement): Promise<boolean> {
    const from = statusOfRow(row);
    if (from !== to && !canMove(from, to)) throw new Error(`no way from ${from} to ${to}`);
    return db.transaction().execute(async (tx) => {
      const version = await nextVersion(tx, row.session_id);
      const settled = settlement === undefined ? {} : {
        charge: settlement.charge, charged_micro_usd: settlement.chargedMicroUsd, settled_at: now,
        failure_json: settlement.failure === undefined ? null : JSON.stringify(settlement.failure),
      };
      const moved = await held(tx, row.id).where("status", "=", from).set({ ...changes, ...settled, status: to, version }).executeTakeFirst();
      if (moved.numUpdatedRows !== 1n) return false;
      if (settlement) await correctDay(tx, row.budget_day, row.owner_id, settlement.chargedMicroUsd - row.charged_micro_usd);
      return true;
    });
  }

  return {
    move,

    /** Rows whose time has come and that nobody holds; this process holds them for a while. */
    async claimDue(now: number, limit: number): Promise<string[]> {
      // due_at leaves 0 here, so that `release` can tell a cancel that came while the row was held.
      const due = db.selectFrom("generations").select("id").where("status", "in", [...openStatuses]).where("due_at", "<=", now).where("lease_until", "<", now).orderBy("due_at").limit(limit);
      const claimed = await db.updateTable("generations").set({ lease_holder: holder, lease_until: now + limits.leaseMs, due_at: now })
        .where("id", "in", due).where("lease_until", "<", now).returning("id").execute();
      return claimed.map(({ id }) => id);
    },
    async renew(ids: readonly string[], now: number): Promise<void> {
      await db.updateTable("generations").set({ lease_until: now + limits.leaseMs }).where("id", "in", [...ids]).where("lease_holder", "=", holder).execute();
    },
    holders: async (): Promise<string[]> =>
      (await db.selectFrom("generations").select("lease_holder").distinct().where("lease_holder", "is not", null).execute()).flatMap((row) => row.lease_holder ?? []),
    releaseAllOf: async (dead: string) =>
      void (await db.updateTable("generations").set({ lease_holder: null, lease_until: 0 }).where("lease_holder", "=", dead).execute()),
    /** Lets go of the lease; `dueAt` says when it is looked at again. A cancel that came meanwhile is looked at now. */
    async release(id: string, dueAt: number): Promise<void> {
      await held(db, id).set({ lease_holder: null, lease_until: 0, due_at: sql`case when due_at = 0 then due_at else ${dueAt} end` }).executeTakeFirst();
    },
    async nextDueAt(): Promise<number | null> {
      const row = await db.selectFrom("generations").select(sql<number | null>`min(case when due_at > lease_until then due_at else lease_until end)`.as("at"))
        .where("status", "in", [...openStatuses]).executeTakeFirst();
      return row?.at ?? null;
    },
    /** Where open generations were sent: they are followed there whatever is configured now. */
    openBases: async (): Promise<{ engine: GenerationRow["engine"]; base_url: string }[]> =>
      db.selectFrom("generations").select(["engine", "base_url"]).distinct().where("status", "in", [...openStatuses]).execute(),
    find: (id: string) => db.selectFrom("generations").selectAll().where("id", "=", id).executeTakeFirst(),
    findOwned: (ownerId: string, id: string) => db.selectFrom("generations").innerJoin("sessions", "sessions.id", "generations.session_id").selectAll("generations")
      .where("generations.id", "=", id).where("generations.owner_id", "=", ownerId).where("generations.deleted_at", "is", null).where("sessions.deleted_at", "is", null).executeTakeFirst(),

    /** The last act before the request is whole. @returns false where it was stamped before, or a cancel came first. */
    async stampPost(id: string, inputJson: string, now: number): Promise<boolean> {
      const stamped = await held(db, id).where("status", "=", "submitting").where("post_started_at", "is", null).where("cancel", "=", "none")
        .set({ post_started_at: now, input_json: inputJson }).executeTakeFirst();
      return stamped.numUpdatedRows === 1n;
    },
    /** The provider turned it away at the door: it may be sent again. */
    clearPost: async (id: string) => void (await held(db, id).set({ post_started_at: null }).executeTakeFirst()),
    /** An answer that came after this process lost the row still tells where the request is: late news moves `unclear`. */
    async acceptLate(row: GenerationRow, requestId: string, now: number): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const version = await nextVersion(tx, row.session_id);
        await tx.updateTable("generations")
          // Deleted and erased in the meantime: what it brings is to be erased once more.
          .set({ status: "in_queue", request_id: requestId, accepted_at: now, charge: "reserved", settled_at: null, version, due_at: now, erased: 0 })
          .where("id", "=", row.id).where("request_id", "is", null).where("status", "in", ["submitting", "unclear"]).execute();
      });
    },

    /** The same for a certain refusal: nothing ran, and nothing is held for it any more. */
    async refuseLate(row: GenerationRow, failure: Failure, now: number): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const version = await nextVersion(tx, row.session_id);
        const refused = await tx.updateTable("generations")
          .set({ status: "failed", charge: "released", charged_micro_usd: 0, failure_json: JSON.stringify(failure), settled_at: now, version })
          .where("id", "=", row.id).where("request_id", "is", null).where("status", "in", ["submitting", "unclear"]).executeTakeFirst();
        if (refused.numUpdatedRows === 1n) await correctDay(tx, row.budget_day, row.owner_id, -row.charged_micro_usd);
      });
    },

    /** The wish alone; the provider is asked by whoever holds the row next. @returns whether the wish was taken. */
    async askCancel(row: GenerationRow): Promise<boolean> {
      return db.transaction().execute(async (tx) => {
        const version = await nextVersion(tx, row.session_id);
        const asked = await tx.updateTable("generations").set({ cancel: "asked", version, due_at: 0 })
          .where("id", "=", row.id).where("status", "in", ["submitting", "in_queue"]).where("cancel", "=", "none").executeTakeFirst();
        return asked.numUpdatedRows === 1n;
      });
    },

    /** From the result on: one row for each file to fetch, with the status that says so. */
    async startSaving(row: GenerationRow, urls: readonly string[], costMicroUsd: number | null, now: number, resultJson: string | null = null): Promise<boolean> {
      return db.transaction().execute(async (tx) => {
        const version = await nextVersion(tx, row.session_id);
        const charged = costMicroUsd ?? row.reserved_micro_usd;
        const moved = await held(tx, row.id).where("status", "in", ["in_queue", "in_progress"])
          .set({ status: "saving", version, attempts: 0, charge: "charged", charged_micro_usd: charged, started_at: row.started_at ?? now, result_json: resultJson }).executeTakeFirst();
        if (moved.numUpdatedRows !== 1n) return false;
        await correctDay(tx, row.budget_day, row.owner_id, charged - row.charged_micro_usd);
        await tx.insertInto("outputs").values(urls.map((url, at) => newOutput(row.id, at + 1, url, now))).execute();
        return true;
      });
    },
    outputs: (generationId: string) => db.selectFrom("outputs").selectAll().where("generation_id", "=", generationId).orderBy("frame").execute(),
    async setOutput(row: GenerationRow, outputId: string, changes: Partial<Omit<OutputRow, "id" | "generation_id" | "frame">>): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const version = await nextVersion(tx, row.session_id);
        // Whoever lost the row meanwhile changes nothing that another process has brought home.
        await tx.updateTable("outputs").set(changes).where("id", "=", outputId).where("state", "=", "pending").execute();
        await tx.updateTable("generations").set({ version }).where("id", "=", row.id).execute();
      });
    },
    /** Asked for and not made: rows of their own, so that what was paid for is on record. */
    async addMissing(generationId: string, frames: readonly number[], now: number): Promise<void> {
      if (frames.length === 0) return;
      await db.insertInto("outputs").values(frames.map((frame) => ({ ...newOutput(generationId, frame, null, now), state: "missing" as const })))
        .onConflict((c) => c.doNothing()).execute();
    },
    /** Neither a deleted frame is there, nor one of a deleted take or session. */
    findDelivered: (ownerId: string, outputId: string) =>
      db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id").innerJoin("sessions", "sessions.id", "generations.session_id")
        .select(["outputs.id", "outputs.frame", "outputs.file_key", "outputs.media", "generations.take"])
        .where("outputs.id", "=", outputId).where("outputs.state", "=", "delivered").where("generations.owner_id", "=", ownerId)
        .where("outputs.deleted_at", "is", null).where("generations.deleted_at", "is", null).where("sessions.deleted_at", "is", null).executeTakeFirst(),
  };
}
export type GenerationStore = ReturnType<typeof generationStore>;

const newOutput = (generationId: string, frame: number, sourceUrl: string | null, now: number): OutputRow => ({
  id: newId("out"), generation_id: generationId, frame, state: "pending", source_url: sourceUrl, pending_since: now, attempts: 0, media: null, mime: null, file_key: null,
  sha256: null, bytes: 0, width: 0, height: 0, thumb_small_key: null, thumb_large_key: null, placeholder: null,
  thumb_bytes: null, marked_at: null, deleted_at: null, erased: 0,
});
