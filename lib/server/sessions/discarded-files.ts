import "server-only";
import { sql, type Transaction } from "kysely";
import { limits } from "@/lib/limits";
import type { Database, Tables } from "@/lib/server/db/database";
import { backoffMs } from "@/lib/server/generations/backoff";
import type { Log } from "@/lib/server/log";
import { contentOf, type Files } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";

export type Discarded = { storage: Storage["kind"]; key: string };

/** In the transaction that takes the rows: a crash after it leaves a note, never a file that nobody knows. */
export async function discard(tx: Transaction<Tables>, files: readonly Discarded[], now: number): Promise<void> {
  const byKey = new Map(files.map((file) => [`${file.storage} ${file.key}`, file]));
  for (const { storage, key } of byKey.values()) {
    await tx.insertInto("discarded_files").values({ storage, file_key: key, attempts: 0, due_at: now })
      .onConflict((c) => c.columns(["storage", "file_key"]).doUpdateSet({ due_at: sql`excluded.due_at` })).execute();
  }
}

export type DiscardDeps = { db: Database; files: Files; storageOf: (kind: Storage["kind"]) => Storage | null; now: () => number; log: Log };
type Outcome = "gone" | "used" | "young" | "failed";

/** Takes the files that are due. One that cannot be taken now is tried again later, ever more seldom. */
export async function removeDiscarded(deps: DiscardDeps, ending: AbortSignal): Promise<void> {
  const { db, now, log } = deps;
  const due = await db.selectFrom("discarded_files").selectAll().where("due_at", "<=", now()).orderBy("due_at").limit(limits.sweepFiles).execute();
  for (const { storage, file_key, attempts, due_at } of due) {
    if (ending.aborted) return;
    const outcome = await removeOne(deps, storage, file_key).catch((error: unknown): Outcome => {
      log.error("file.not_removed", error, { storage });
      return "failed";
    });
    const settled = outcome === "gone" || outcome === "used";
    const waitMs = outcome === "young" ? limits.discardedFileAgeMs : backoffMs(limits.discardBackoffMs, attempts, null);
    // Discarded anew in the meantime: then this answer is old, and the note stays as it is.
    if (settled) await db.deleteFrom("discarded_files").where("storage", "=", storage).where("file_key", "=", file_key).where("due_at", "=", due_at).execute();
    else await db.updateTable("discarded_files").set({ attempts: attempts + (outcome === "failed" ? 1 : 0), due_at: now() + waitMs }).where("storage", "=", storage).where("file_key", "=", file_key).where("due_at", "=", due_at).execute();
  }
}

async function removeOne({ db, files, storageOf, now, log }: DiscardDeps, kind: Storage["kind"], key: string): Promise<Outcome> {
  const sha256 = kind === "local" ? contentOf(key) : null;
  if (sha256 === null) {
    // A crash between two steps may have noted the one copy of what stands.
    const user = await db.selectFrom("references").select("id").where("storage", "=", kind).where("stored_key", "=", key).limit(1).executeTakeFirst();
    if (user !== undefined) return "used";
    const removed = await storageOf(kind)?.remove(key);
    if (removed?.ok !== true) log.warn("file.not_removed", { storage: kind, reason: removed === undefined ? "its storage is not set up any more" : removed.error.code });
    return removed?.ok === true ? "gone" : "failed";
  }
  const output = await db.selectFrom("outputs").select("id").where("sha256", "=", sha256).limit(1).executeTakeFirst();
  if (output !== undefined) return "used";
  // A reference has a copy of its own; only the thumbnails of the same bytes are shared.
  const reference = key.startsWith("t/") ? await db.selectFrom("references").select("id").where("sha256", "=", sha256).limit(1).executeTakeFirst() : undefined;
  if (reference !== undefined) return "used";
  return files.retire(key, now() - limits.discardedFileAgeMs);
}
