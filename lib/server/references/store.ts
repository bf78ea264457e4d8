import "server-only";
import { referenceProblemSchema, type Reference, type ReferenceProblem } from "@/lib/references/reference";
import { sourceSchema, type Source } from "@/lib/references/source";
import type { Database, ReferenceRow, UploadRow } from "@/lib/server/db/database";
import type { Files } from "@/lib/server/storage/files";

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

export function referenceStore(db: Database) {
  return {
    /** @returns false where the same output has become a reference meanwhile. */
    async insert(row: ReferenceRow): Promise<boolean> {
      const inserted = await db.insertInto("references").values(row).onConflict((c) => c.doNothing()).executeTakeFirst();
      return inserted.numInsertedOrUpdatedRows === 1n;
    },
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

    /** @returns false where the tile is someone else's. A second try of the same tile finds its row. */
    async openUpload(row: Pick<UploadRow, "tile_id" | "owner_id" | "session_id" | "name" | "source_json" | "created_at">): Promise<boolean> {
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
    /** @returns false where another call was first: its reference stands. */
    async setReference(tileId: string, row: ReferenceRow): Promise<boolean> {
      return db.transaction().execute(async (tx) => {
        const claimed = await tx.updateTable("uploads").set({ reference_id: row.id })
          .where("tile_id", "=", tileId).where("reference_id", "is", null).executeTakeFirst();
        if (claimed.numUpdatedRows !== 1n) return false;
        await tx.insertInto("references").values(row).execute();
        return true;
      });
    },
    /** @returns false where another look has made a reference of it: its bytes are in use. */
    async setProblem(tileId: string, problem: ReferenceProblem): Promise<boolean> {
      const set = await db.updateTable("uploads").set({ problem_json: JSON.stringify(problem) })
        .where("tile_id", "=", tileId).where("reference_id", "is", null).executeTakeFirst();
      return set.numUpdatedRows === 1n;
    },
  };
}
export type ReferenceStore = ReturnType<typeof referenceStore>;

export const problemOf = (upload: UploadRow): ReferenceProblem | null =>
  upload.problem_json === null ? null : referenceProblemSchema.parse(JSON.parse(upload.problem_json));
