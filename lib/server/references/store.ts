import "server-only";
import type { Transaction } from "kysely";
import { referenceProblemSchema, type Reference, type ReferenceProblem } from "@/lib/references/reference";
import { sourceSchema, type Source } from "@/lib/references/source";
import type { Database, ReferenceRow, Tables, UploadRow } from "@/lib/server/db/database";
import { discard, type Discarded } from "@/lib/server/sessions/discarded-files";
import { thumbKey, tinyBeside, type Files } from "@/lib/server/storage/files";

export const toReference = (row: ReferenceRow, files: Files): Reference => ({
  id: row.id, name: row.name, format: row.format, width: row.width, height: row.height, bytes: row.bytes, thumbUrl: files.urlOf(row.thumb_key), madeFrom: row.made_from, source: sourceOf(row.source_json),
});

/** What was told once must not keep the reference from being read. */
function sourceOf(json: string | null): Source | null {
  if (json === null) return null;
  try {
    return sourceSchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

class StandingGone extends Error {}

export function referenceStore(db: Database) {
  return {
    /** @returns the row that stands: this one, or the one that the owner already has of the same output or the same bytes. */
    insert: (row: ReferenceRow): Promise<ReferenceRow> => db.transaction().execute((tx) => insertOnce(tx, row)),
    find: (ownerId: string, id: string) => db.selectFrom("references").selectAll().where("owner_id", "=", ownerId).where("id", "=", id).executeTakeFirst(),
    /** In the order asked for; an id that is not the owner's is left out. */
    async findMany(ownerId: string, ids: readonly string[]): Promise<ReferenceRow[]> {
      if (ids.length === 0) return [];
      const rows = await db.selectFrom("references").selectAll().where("owner_id", "=", ownerId).where("id", "in", ids).execute();
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    findOfOutput: (ownerId: string, outputId: string) =>
      db.selectFrom("references").selectAll().where("owner_id", "=", ownerId).where("output_id", "=", outputId).executeTakeFirst(),
    findOfContent: (ownerId: string, sha256: string) =>
      db.selectFrom("references").selectAll().where("owner_id", "=", ownerId).where("sha256_once", "=", sha256).executeTakeFirst(),
    /** Of each content one: older versions stored some a second time. */
    async findManyOfContents(ownerId: string, hashes: readonly string[]): Promise<ReferenceRow[]> {
      if (hashes.length === 0) return [];
      return db.selectFrom("references").selectAll().where("owner_id", "=", ownerId).where("sha256_once", "in", hashes).execute();
    },
    /**
     * The same bytes again: what stands is given once more, and what is new of it is noted. @returns false where it has gone
     * meanwhile.
     */
    async giveAgain(row: ReferenceRow, news: Partial<Pick<ReferenceRow, "storage" | "stored_key" | "output_id" | "made_from" | "made_from_output_id" | "proved_at" | "proved_origin" | "name" | "source_json">>, now: number): Promise<boolean> {
      const given = await db.updateTable("references").set({ ...news, given_at: now }).where("id", "=", row.id).where("stored_key", "=", row.stored_key).executeTakeFirst();
      if (given.numUpdatedRows !== 1n) return false;
      await keepThumbs(db, row);
      return true;
    },
    keepThumbs: (row: Pick<ReferenceRow, "sha256" | "thumb_key">): Promise<void> => keepThumbs(db, row),
    /** Notes files that no row uses any more: whoever removes them may die before it is done. */
    discard: (discarded: readonly Discarded[], now: number): Promise<void> => db.transaction().execute((tx) => discard(tx, discarded, now)),
    forget: async ({ storage, key }: Discarded) => void (await db.deleteFrom("discarded_files").where("storage", "=", storage).where("file_key", "=", key).execute()),

    /** @returns false where the tile is someone else's. A second try of the same tile finds its row. */
    async openUpload(row: Pick<UploadRow, "tile_id" | "owner_id" | "session_id" | "name" | "source_json" | "other_way_of" | "created_at">): Promise<boolean> {
      await db.insertInto("uploads").values({ ...row, ingest_key: null, stored_key: null, reference_id: null, problem_json: null })
        .onConflict((c) => c.doNothing()).execute();
      const found = await db.selectFrom("uploads").select("tile_id").where("tile_id", "=", row.tile_id).where("owner_id", "=", row.owner_id).executeTakeFirst();
      return found !== undefined;
    },
    findUpload: (tileId: string) => db.selectFrom("uploads").selectAll().where("tile_id", "=", tileId).executeTakeFirst(),
    findUploadByIngestKey: (key: string) => db.selectFrom("uploads").selectAll().where("ingest_key", "=", key).executeTakeFirst(),
    setIngestKey: async (tileId: string, key: string) =>
      void (await db.updateTable("uploads").set({ ingest_key: key }).where("tile_id", "=", tileId).where("ingest_key", "is", null).execute()),
    setStored: async (tileId: string, key: string) =>
      void (await db.updateTable("uploads").set({ stored_key: key }).where("tile_id", "=", tileId).where("stored_key", "is", null).execute()),
    /**
     * @returns the row that stands, told as this upload's own file; null where another call was first. A copy of what is
     * already there is noted as discarded.
     */
    async setReference(tileId: string, row: ReferenceRow, now: number): Promise<ReferenceRow | null> {
      const set = () => db.transaction().execute(async (tx) => {
        const claimed = await tx.updateTable("uploads").set({ reference_id: row.id })
          .where("tile_id", "=", tileId).where("reference_id", "is", null).executeTakeFirst();
        if (claimed.numUpdatedRows !== 1n) return null;
        const standing = await insertOnce(tx, row);
        if (standing.id === row.id) return standing;
        await tx.updateTable("uploads").set({ reference_id: standing.id }).where("tile_id", "=", tileId).execute();
        const { name, source_json, made_from, made_from_output_id } = row;
        // What a frame became keeps the frame's story; else the newest file's is shown later.
        const told = standing.made_from === null ? { name, source_json, made_from, made_from_output_id } : {};
        const given = await tx.updateTable("references").set({ given_at: now, ...told }).where("id", "=", standing.id).executeTakeFirst();
        if (given.numUpdatedRows !== 1n) throw new StandingGone();
        if (standing.stored_key !== row.stored_key) await discard(tx, [{ storage: row.storage, key: row.stored_key }], now);
        return { ...standing, ...told, name, source_json };
      });
      // Taken away in between, as nobody used it: nothing was written, and the second time there is none that stands.
      return set().catch((error: unknown) => {
        if (error instanceof StandingGone) return set();
        throw error;
      });
    },
    /** @returns false where another look has made a reference of it: its bytes are in use. */
    async setProblem(tileId: string, problem: ReferenceProblem, stored: Discarded, now: number): Promise<boolean> {
      return db.transaction().execute(async (tx) => {
        const set = await tx.updateTable("uploads").set({ problem_json: JSON.stringify(problem) })
          .where("tile_id", "=", tileId).where("reference_id", "is", null).executeTakeFirst();
        if (set.numUpdatedRows !== 1n) return false;
        await discard(tx, [stored], now);
        return true;
      });
    },
  };
}

/** On both databases an insert that meets another one waits for it, and then finds its row. */
async function insertOnce(tx: Transaction<Tables>, row: ReferenceRow): Promise<ReferenceRow> {
  const standing = await standingOf(tx, row);
  await keepThumbs(tx, row);
  return standing;
}

/** They were noted to go before they were written: now a row has them. */
const keepThumbs = async (db: Database | Transaction<Tables>, { sha256, thumb_key }: Pick<ReferenceRow, "sha256" | "thumb_key">): Promise<void> =>
  void (await db.deleteFrom("discarded_files").where("storage", "=", "local").where("file_key", "in", [thumb_key, tinyBeside(thumb_key), thumbKey(sha256, 1280)]).execute());

async function standingOf(tx: Transaction<Tables>, row: ReferenceRow): Promise<ReferenceRow> {
  const inserted = await tx.insertInto("references").values(row).onConflict((c) => c.doNothing()).executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return row;
  return tx.selectFrom("references").selectAll().where("owner_id", "=", row.owner_id)
    .where((eb) => eb.or([eb("sha256_once", "=", row.sha256_once), eb("output_id", "=", row.output_id)])).orderBy("id").limit(1).executeTakeFirstOrThrow();
}

export type ReferenceStore = ReturnType<typeof referenceStore>;

export const problemOf = (upload: UploadRow): ReferenceProblem | null =>
  upload.problem_json === null ? null : referenceProblemSchema.parse(JSON.parse(upload.problem_json));
