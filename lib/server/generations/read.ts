import "server-only";
import type { Generation, Output } from "@/lib/generations/generation";
import { chargeSchema, failureSchema, generationSchema } from "@/lib/generations/generation-schema";
import { limits } from "@/lib/limits";
import { sizeOf } from "@/lib/models/composer-model";
import type { StudioModel } from "@/lib/models/studio-model";
import type { Database, GenerationRow, OutputRow } from "@/lib/server/db/database";
import { statusOfRow } from "@/lib/server/generations/store";
import type { Log } from "@/lib/server/log";
import type { Files } from "@/lib/server/storage/files";
import { draftSchema } from "@/lib/sessions/session";

export type ReadDeps = { db: Database; files: Files; modelOf: (modelId: string) => StudioModel | null; log: Log };
type Beside = { outputs: readonly OutputRow[]; references: Generation["references"] };

/** A session's rows that changed since `version`, oldest change first; ownership is in the query. */
export async function readSheet(deps: ReadDeps, ownerId: string, sessionId: string, since: number): Promise<{ generations: Generation[]; version: number; more: boolean; title: string } | null> {
  const { db } = deps;
  const session = await db.selectFrom("sessions").select(["version", "title"]).where("id", "=", sessionId).where("owner_id", "=", ownerId).executeTakeFirst();
  if (!session) return null;
  const rows = await db.selectFrom("generations").selectAll()
    .where("session_id", "=", sessionId).where("version", ">", since).orderBy("version").limit(limits.sheetRows + 1).execute();
  const page = rows.slice(0, limits.sheetRows);
  const more = rows.length > page.length;
  const generations = await withBeside(deps, page);
  return { generations, title: session.title, version: more ? (page.at(-1)?.version ?? since) : Math.max(since, session.version), more };
}

export async function readGeneration(deps: ReadDeps, id: string): Promise<Generation | null> {
  const row = await deps.db.selectFrom("generations").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? ((await withBeside(deps, [row]))[0] ?? null) : null;
}

async function withBeside(deps: ReadDeps, rows: readonly GenerationRow[]): Promise<Generation[]> {
  if (rows.length === 0) return [];
  const { db, files, log } = deps;
  const ids = rows.map(({ id }) => id);
  const outputs = await db.selectFrom("outputs").selectAll().where("generation_id", "in", ids).orderBy("frame").execute();
  const references = await db.selectFrom("generation_references").innerJoin("references", "references.id", "generation_references.reference_id")
    .select(["generation_references.generation_id", "references.id", "references.name", "references.thumb_key"])
    .where("generation_references.generation_id", "in", ids).orderBy("generation_references.position").execute();
  return rows.flatMap((row) => {
    try {
      return toGeneration(deps, row, {
        outputs: outputs.filter((output) => output.generation_id === row.id),
        references: references.filter((reference) => reference.generation_id === row.id).map(({ id, name, thumb_key }) => ({ id, name, thumbUrl: files.urlOf(thumb_key) })),
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
    prompt: draft.prompt, count: draft.count, width: size?.width ?? 1, height: size?.height ?? 1, optimize: draft.optimize, seed: draft.seed,
    references, charge: chargeSchema.parse(row.charge), amountMicroUsd: row.charged_micro_usd, createdAt: row.created_at, requestId: row.request_id, cancel: row.cancel, waiting: row.waiting,
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
  switch (row.state) {
    case "pending": return [];
    case "missing": case "lost": return [{ state: row.state, index: row.frame }];
    case "delivered": {
      if (row.file_key === null || row.media === null || row.mime === null) return [];
      const thumbs = row.thumb_small_key === null || row.thumb_large_key === null ? null : { small: files.urlOf(row.thumb_small_key), large: files.urlOf(row.thumb_large_key) };
      return [{
        state: "delivered", id: row.id, index: row.frame, media: row.media, url: files.urlOf(row.file_key), width: row.width, height: row.height,
        bytes: row.bytes, mime: row.mime, thumbs, placeholder: row.placeholder,
      }];
    }
    default: return row.state satisfies never;
  }
}
