import "server-only";
import type { Generation, Output } from "@/lib/generations/generation";
import { chargeSchema, failureSchema, generationSchema } from "@/lib/generations/generation-schema";
import { groupBy } from "@/lib/group-by";
import { sizeOf } from "@/lib/models/composer-model";
import type { StudioModel } from "@/lib/models/studio-model";
import type { Database, GenerationRow, OutputRow } from "@/lib/server/db/database";
import { statusOfRow } from "@/lib/server/generations/store";
import type { Log } from "@/lib/server/log";
import { tinyBeside, type Files } from "@/lib/server/storage/files";
import { draftSchema } from "@/lib/sessions/session";

export type ReadDeps = { db: Database; files: Files; modelOf: (modelId: string) => StudioModel | null; log: Log };
type Beside = { outputs: readonly OutputRow[]; references: Generation["references"] };

/** In the order of their takes, newest first; a deleted one is not among them. */
export async function readGenerations(deps: ReadDeps, ids: readonly string[]): Promise<Generation[]> {
  if (ids.length === 0) return [];
  const rows = await deps.db.selectFrom("generations").selectAll().where("id", "in", [...ids]).where("deleted_at", "is", null).orderBy("id", "desc").execute();
  return toGenerations(deps, rows);
}

/** null for one that was deleted. */
export const readGeneration = async (deps: ReadDeps, id: string): Promise<Generation | null> => (await readGenerations(deps, [id]))[0] ?? null;

export async function toGenerations(deps: ReadDeps, rows: readonly GenerationRow[]): Promise<Generation[]> {
  if (rows.length === 0) return [];
  const { db, files, log } = deps;
  const ids = rows.map(({ id }) => id);
  const outputs = groupBy(await db.selectFrom("outputs").selectAll().where("generation_id", "in", ids).orderBy("frame").execute(), ({ generation_id }) => generation_id);
  const references = groupBy(
    await db.selectFrom("generation_references").innerJoin("references", "references.id", "generation_references.reference_id")
      .select(["generation_references.generation_id", "references.id", "references.name", "references.thumb_key", "references.made_from_output_id", "references.made_from"])
      .where("generation_references.generation_id", "in", ids).orderBy("generation_references.position").execute(),
    ({ generation_id }) => generation_id,
  );
  return rows.flatMap((row) => {
    try {
      return toGeneration(deps, row, {
        outputs: outputs.get(row.id) ?? [],
        references: (references.get(row.id) ?? []).map(({ id, name, thumb_key, made_from_output_id, made_from }) => ({
          id, name, thumbUrl: files.urlOf(thumb_key), madeFrom: made_from === null ? null : { frame: made_from, outputId: made_from_output_id },
        })),
      });
    } catch (error) {
      // One bad record never empties a gallery.
      log.error("generation.unreadable", error, { id: row.id });
      return [];
    }
  });
}

function toGeneration({ files, modelOf }: ReadDeps, row: GenerationRow, { outputs, references }: Beside): Generation {
  const draft = draftSchema.parse(JSON.parse(row.draft_json));
  const model = modelOf(row.model_id);
  const size = model && sizeOf(model, draft.size);
  const status = statusOfRow(row);
  const identity = {
    id: row.id, sessionId: row.session_id, take: row.take, version: row.version, modelId: row.model_id, engine: row.engine,
    prompt: draft.prompt, count: draft.count, width: size?.width ?? 1, height: size?.height ?? 1, optimize: draft.optimize, seed: draft.seed, madeFor: row.made_for,
    references, charge: chargeSchema.parse(row.charge), amountMicroUsd: row.charged_micro_usd, createdAt: row.created_at, requestId: row.request_id, cancel: row.cancel, waiting: row.waiting, isImported: row.imported_at !== null,
  };
  const settledAt = row.settled_at;
  switch (status) {
    case "submitting": return generationSchema.parse({ ...identity, status });
    case "in_queue": return generationSchema.parse({ ...identity, status, queuePosition: row.queue_position });
    case "in_progress": return generationSchema.parse({ ...identity, status, startedAt: row.started_at });
    case "saving": return generationSchema.parse({ ...identity, status, outputs: outputs.flatMap((output) => toOutput(files, output)) });
    case "completed": return generationSchema.parse({ ...identity, status, settledAt, outputs: outputs.flatMap((output) => toOutput(files, output)) });
    case "failed": return generationSchema.parse({ ...identity, status, settledAt, reason: failureSchema.parse(JSON.parse(row.failure_json ?? "null")) });
    case "cancelled": case "unclear": return generationSchema.parse({ ...identity, status, settledAt });
    default: return status satisfies never;
  }
}

/** A frame whose file is still on its way is not in the list yet. */
function toOutput(files: Files, row: OutputRow): Output[] {
  if (row.deleted_at !== null) return [{ state: "deleted", index: row.frame }];
  switch (row.state) {
    case "pending": return [];
    case "missing": case "lost": return [{ state: row.state, index: row.frame }];
    case "delivered": {
      if (row.file_key === null || row.media === null || row.mime === null) return [];
      const thumbs = row.thumb_small_key === null || row.thumb_large_key === null ? null : { tiny: files.urlOf(tinyBeside(row.thumb_small_key)), small: files.urlOf(row.thumb_small_key), large: files.urlOf(row.thumb_large_key) };
      return [{
        state: "delivered", id: row.id, index: row.frame, media: row.media, url: files.urlOf(row.file_key), width: row.width, height: row.height,
        bytes: row.bytes, mime: row.mime, thumbs, placeholder: row.placeholder, markedAt: row.marked_at,
      }];
    }
    default: return row.state satisfies never;
  }
}
