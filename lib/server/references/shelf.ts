import "server-only";
import { frameName } from "@/lib/generations/generation";
import { limits } from "@/lib/limits";
import { writeShelfCursor, type ShelfCursor, type ShelfKind, type ShelfPage, type ShelfPicture } from "@/lib/references/shelf";
import type { Database } from "@/lib/server/db/database";
import { toReference } from "@/lib/server/references/store";
import type { Files } from "@/lib/server/storage/files";

export type ShelfDeps = { db: Database; files: Files };
type Row = ShelfCursor & { picture: ShelfPicture };

/** One page of what an owner can edit again, newest first. */
export async function readShelf(deps: ShelfDeps, ownerId: string, kind: ShelfKind, cursor: ShelfCursor | null): Promise<ShelfPage> {
  const rows = await (kind === "references" ? references(deps, ownerId, cursor) : frames(deps, ownerId, cursor));
  const page = rows.slice(0, limits.shelfPictures);
  const last = page.at(-1);
  return { pictures: page.map(({ picture }) => picture), nextCursor: rows.length > page.length && last ? writeShelfCursor(last) : null };
}

/** What a take was made from, by its last use. One row more than a page: it tells that there is a next one. */
async function references({ db, files }: ShelfDeps, ownerId: string, cursor: ShelfCursor | null): Promise<Row[]> {
  let found = db.selectFrom("references").selectAll().where("owner_id", "=", ownerId).where("used_at", "is not", null);
  if (cursor !== null) found = found.where((eb) => eb.or([eb("used_at", "<", cursor.at), eb.and([eb("used_at", "=", cursor.at), eb("id", "<", cursor.id)])]));
  const rows = await found.orderBy("used_at", "desc").orderBy("id", "desc").limit(limits.shelfPictures + 1).execute();
  return rows.flatMap((row) => (row.used_at === null ? [] : [{ at: row.used_at, id: row.id, picture: { kind: "reference", reference: toReference(row, files), usedAt: row.used_at } }]));
}

/** Delivered pictures, by their ids, which sort by time. A deleted session's are not there. */
async function frames({ db, files }: ShelfDeps, ownerId: string, cursor: ShelfCursor | null): Promise<Row[]> {
  let found = db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id").innerJoin("sessions", "sessions.id", "generations.session_id")
    .leftJoin("references", (join) => join.onRef("references.output_id", "=", "outputs.id").onRef("references.owner_id", "=", "generations.owner_id"))
    .select(["references.id as reference_id", "outputs.id", "outputs.frame", "outputs.width", "outputs.height", "outputs.thumb_small_key", "generations.take", "generations.created_at", "sessions.title"])
    .where("generations.owner_id", "=", ownerId).where("sessions.deleted_at", "is", null).where("generations.deleted_at", "is", null).where("outputs.deleted_at", "is", null)
    .where("outputs.state", "=", "delivered").where("outputs.media", "=", "image").where("outputs.thumb_small_key", "is not", null);
  if (cursor !== null) found = found.where("outputs.id", "<", cursor.id);
  const rows = await found.orderBy("outputs.id", "desc").limit(limits.shelfPictures + 1).execute();
  return rows.flatMap(({ id, reference_id, frame, width, height, thumb_small_key, take, created_at, title }): Row[] => thumb_small_key === null ? [] : [{
    at: created_at, id,
    picture: { kind: "frame", outputId: id, referenceId: reference_id, name: frameName(take, frame), sessionTitle: title, width, height, thumbUrl: files.urlOf(thumb_small_key), madeAt: created_at },
  }]);
}
