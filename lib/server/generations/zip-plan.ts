import "server-only";
import { frameName, openStatuses } from "@/lib/generations/generation";
import { frameFileName, referenceFileName, sessionSlug } from "@/lib/generations/file-name";
import type { RecipeReference, RecipeTake } from "@/lib/generations/recipe";
import { groupBy } from "@/lib/group-by";
import { serverLimits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import type { Database, ReferenceRow } from "@/lib/server/db/database";
import type { Files, FileKey } from "@/lib/server/storage/files";
import { draftSchema } from "@/lib/sessions/session";

/** Which frames of a session. */
export type ZipAsked =
  /** "6-2" is take 6, index 2. */
  | { by: "names"; names: readonly { take: number; index: number }[] }
  | { by: "takes"; takes: readonly number[] }
  /** All of a session but what still runs; there may be more than of a selection. */
  | { by: "all" };

export type ZipFrame = { name: string; key: FileKey; bytes: number; at: number };
export type ZipReference = Pick<ReferenceRow, "storage" | "stored_key" | "sha256" | "bytes"> & { name: string; at: number };
export type ZipPlan = {
  /** "cups-spring.zip", or with the frame's number where there is only one take. */
  name: string;
  title: string;
  frames: ZipFrame[];
  references: ZipReference[];
  /** As if every reference could be had. */
  takes: RecipeTake[];
  /** A further file, written last; it is told which references could be had. */
  last?: { name: string; of: (had: readonly ZipReference[]) => string };
};
export type ZipRefusal = { code: "not_found" } | { code: "too_many" };

type ZipDeps = { db: Database; files: Files };

/** What a zip holds; ownership is in the query. A frame whose file is not there is left out. */
export async function planZip({ db, files }: ZipDeps, ownerId: string, sessionId: string, asked: ZipAsked): Promise<Result<ZipPlan, ZipRefusal>> {
  const session = await db.selectFrom("sessions").select("title").where("id", "=", sessionId).where("owner_id", "=", ownerId).where("deleted_at", "is", null).executeTakeFirst();
  if (!session) return err({ code: "not_found" });
  const rows = await chosen(db, sessionId, asked);
  if (rows.length > mostOf(asked)) return err({ code: "too_many" });
  const there: (typeof rows)[number][] = [];
  for (const row of rows) if (row.file_key !== null && (await files.find(row.file_key)) !== null) there.push(row);
  if (there.length === 0) return err({ code: "not_found" });

  const references = await referencesOf(db, [...new Set(there.map(({ generation_id }) => generation_id))]);
  const byTake = groupBy(references, ({ generation_id }) => generation_id);
  const frames: ZipFrame[] = [];
  const takes: RecipeTake[] = [];
  for (const [generationId, outputs] of groupBy(there, ({ generation_id }) => generation_id)) {
    const [first] = outputs;
    const draft = first && draftSchema.safeParse(JSON.parse(first.draft_json)).data;
    const { count, size, optimize, seed, prompt } = draft ?? { count: 1, size: "", optimize: "fast", seed: null, prompt: "" };
    const shown = outputs.flatMap(({ file_key, sha256, mime, frame, take, marked_at, bytes, width, height, settled_at, created_at }) => {
      if (file_key === null || sha256 === null || mime === null) return [];
      const file = frameFileName({ title: session.title, take, index: frame, prompt, mime });
      frames.push({ name: file, key: file_key, bytes, at: settled_at ?? created_at });
      return [{ name: frameName(take, frame), file, sha256, bytes, mime, width, height, marked: marked_at !== null }];
    });
    // What no version can read any more is saved, and has no recipe.
    if (draft === undefined || first === undefined) continue;
    takes.push({
      take: first.take, modelId: first.model_id, engine: first.engine, madeAt: first.created_at, prompt, settings: { count, size, optimize, seed },
      references: (byTake.get(generationId) ?? []).map(recipeReference), frames: shown,
    });
  }
  const only = takes.length === 1 && there.length > 0 ? `-${takes[0]?.take ?? ""}` : "";
  return ok({ name: `${sessionSlug(session.title)}${only}.zip`, title: session.title, frames, references: distinctReferences(references), takes });
}

const mostOf = ({ by }: ZipAsked): number => (by === "all" ? serverLimits.archiveFrames : serverLimits.zipFrames);

function chosen(db: Database, sessionId: string, asked: ZipAsked) {
  const found = db.selectFrom("generations").innerJoin("outputs", "outputs.generation_id", "generations.id")
    .select([
      "outputs.id", "outputs.generation_id", "outputs.frame", "outputs.file_key", "outputs.sha256", "outputs.mime", "outputs.bytes", "outputs.width", "outputs.height", "outputs.marked_at",
      "generations.take", "generations.model_id", "generations.engine", "generations.draft_json", "generations.created_at", "generations.settled_at",
    ])
    .where("generations.session_id", "=", sessionId).where("generations.deleted_at", "is", null).where("outputs.deleted_at", "is", null).where("outputs.state", "=", "delivered")
    .orderBy("generations.take").orderBy("outputs.frame").limit(mostOf(asked) + 1);
  switch (asked.by) {
    case "names": return found.where((eb) => eb.or([...groupBy(asked.names, ({ take }) => take)].map(([take, names]) => eb.and([eb("generations.take", "=", take), eb("outputs.frame", "in", names.map(({ index }) => index))])))).execute();
    case "takes": return found.where("generations.take", "in", [...asked.takes]).execute();
    case "all": return found.where("generations.status", "not in", [...openStatuses]).execute();
    default: return asked satisfies never;
  }
}

const referencesOf = (db: Database, generationIds: readonly string[]) =>
  db.selectFrom("generation_references").innerJoin("references", "references.id", "generation_references.reference_id").leftJoin("outputs", "outputs.id", "references.made_from_output_id")
    .select([
      "generation_references.generation_id", "generation_references.position", "references.name", "references.storage", "references.stored_key", "references.sha256", "references.format",
      "references.bytes", "references.made_from", "references.created_at", "outputs.sha256 as made_from_sha256",
    ])
    .where("generation_references.generation_id", "in", [...generationIds]).orderBy("generation_references.position").execute();
type UsedReference = Awaited<ReturnType<typeof referencesOf>>[number];

const recipeReference = (row: UsedReference): RecipeReference => ({
  number: row.position + 1, name: row.name, file: referenceFileName(row), sha256: row.sha256,
  madeFrom: row.made_from === null ? null : { frame: row.made_from, sha256: row.made_from_sha256 },
});

/** The same bytes once, whatever they were called. */
export function distinctReferences(rows: readonly Pick<ReferenceRow, "name" | "format" | "storage" | "stored_key" | "sha256" | "bytes" | "created_at">[]): ZipReference[] {
  const byContent = new Map(rows.map((row) => [row.sha256, row]));
  return [...byContent.values()].map((row) => ({ name: referenceFileName(row), storage: row.storage, stored_key: row.stored_key, sha256: row.sha256, bytes: row.bytes, at: row.created_at }));
}
