import "server-only";
import { groupBy } from "@/lib/group-by";
import type { Lineage, LineageFrame } from "@/lib/records/lineage";
import { serverLimits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";
import type { Files } from "@/lib/server/storage/files";
import { draftSchema } from "@/lib/sessions/session";

type LineageDeps = { db: Database; files: Files };

/** The frame and all it was made from, one step back at a time, through every session of its owner; null for a frame that is not the owner's. */
export async function readLineage({ db, files }: LineageDeps, ownerId: string, outputId: string): Promise<Lineage | null> {
  const frames: LineageFrame[] = [];
  const seen = new Set<string>();
  let asked = [outputId];
  for (let depth = 0; depth < serverLimits.lineageDepth && asked.length > 0; depth += 1) {
    for (const id of asked) seen.add(id);
    const found = await framesOf(db, files, ownerId, asked);
    if (depth === 0 && found[0]?.exists !== true) return null;
    frames.push(...found);
    const behind = new Set(found.flatMap(({ references }) => references.flatMap(({ madeFrom }) => madeFrom?.outputId ?? [])));
    const room = serverLimits.lineageFrames - frames.length;
    asked = [...behind].filter((id) => !seen.has(id)).slice(0, Math.max(0, room + 1));
    if (asked.length > room) return { frames, cut: true };
  }
  return { frames, cut: asked.length > 0 };
}

async function framesOf(db: Database, files: Files, ownerId: string, ids: readonly string[]): Promise<LineageFrame[]> {
  const rows = await db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id").innerJoin("sessions", "sessions.id", "generations.session_id")
    .select([
      "outputs.id", "outputs.generation_id", "outputs.frame", "outputs.width", "outputs.height", "outputs.thumb_small_key", "outputs.deleted_at as frame_deleted_at",
      "generations.take", "generations.draft_json", "generations.created_at", "generations.deleted_at as take_deleted_at", "sessions.id as session_id", "sessions.title", "sessions.deleted_at as session_deleted_at",
      "sessions.from_share_id", "sessions.from_share_title",
    ])
    .where("outputs.id", "in", [...ids]).where("outputs.state", "=", "delivered").where("generations.owner_id", "=", ownerId).execute();
  if (rows.length === 0) return [];
  const references = groupBy(await referencesOf(db, rows.map(({ generation_id }) => generation_id)), ({ generation_id }) => generation_id);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id): LineageFrame[] => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const exists = row.frame_deleted_at === null && row.take_deleted_at === null && row.session_deleted_at === null;
    return [{
      id, generationId: row.generation_id, sessionId: row.session_id, sessionTitle: row.title, take: row.take, index: row.frame, prompt: promptOf(row.draft_json), exists,
      thumbUrl: exists && row.thumb_small_key !== null ? files.urlOf(row.thumb_small_key) : null, width: row.width, height: row.height,
      from: row.from_share_id === null ? null : { shareId: row.from_share_id, title: row.from_share_title ?? "" },
      references: (references.get(row.generation_id) ?? []).map(({ id: referenceId, position, name, thumb_key, storage, stored_key, width, height, made_from_output_id, made_from, made_at }) => ({
        id: referenceId, number: position + 1, name, thumbUrl: files.urlOf(thumb_key), fileUrl: storage === "local" ? files.urlOf(stored_key) : null, width, height,
        // The same bytes may have come out of a later take: what a take was made from is older than it.
        madeFrom: made_from === null || (made_at !== null && made_at >= row.created_at) ? null : { frame: made_from, outputId: made_from_output_id },
      })),
    }];
  });
}

const referencesOf = (db: Database, generationIds: readonly string[]) =>
  db.selectFrom("generation_references").innerJoin("references", "references.id", "generation_references.reference_id")
    .leftJoin("outputs", "outputs.id", "references.made_from_output_id").leftJoin("generations", "generations.id", "outputs.generation_id")
    .select([
      "generation_references.generation_id", "generation_references.position", "references.id", "references.name", "references.thumb_key", "references.storage", "references.stored_key", "references.width", "references.height", "references.made_from_output_id", "references.made_from",
      "generations.created_at as made_at",
    ])
    .where("generation_references.generation_id", "in", [...new Set(generationIds)]).orderBy("generation_references.position").execute();

/** What no version can read any more has no prompt, and its place all the same. */
function promptOf(json: string): string {
  try {
    return draftSchema.safeParse(JSON.parse(json)).data?.prompt ?? "";
  } catch {
    return "";
  }
}
