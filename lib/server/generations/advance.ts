import "server-only";
import type { StudioModel } from "@/lib/models/studio-model";
import type { Database, GenerationRow } from "@/lib/server/db/database";
import { follow } from "@/lib/server/generations/follow";
import { save } from "@/lib/server/generations/save";
import { send } from "@/lib/server/generations/send";
import { statusOfRow, type GenerationStore } from "@/lib/server/generations/store";
import type { Http } from "@/lib/server/http";
import type { Log } from "@/lib/server/log";
import type { Provider } from "@/lib/server/provider/provider";
import type { RateLimit } from "@/lib/server/rate-limit";
import type { Files } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";

export type AdvanceDeps = {
  db: Database;
  store: GenerationStore;
  /** The engine that a generation was sent to, at the address it was sent to. */
  providerOf: (row: GenerationRow) => Provider;
  storageOf: (kind: Storage["kind"]) => Storage | null;
  modelOf: (modelId: string) => StudioModel | null;
  reads: RateLimit;
  pollMs: (row: GenerationRow, now: number) => number;
  files: Files;
  http: Http;
  now: () => number;
  log: Log;
};

/**
 * One step of one generation, whose lease the caller holds.
 * @returns when to look again; whoever is told a time in the past comes back at once.
 */
export async function advance(deps: AdvanceDeps, id: string): Promise<number> {
  const row = await deps.store.find(id);
  if (row === undefined) return Number.MAX_SAFE_INTEGER;
  const status = statusOfRow(row);
  switch (status) {
    case "submitting": return send(deps, row);
    case "in_queue": case "in_progress": return follow(deps, row, status);
    case "saving": return save(deps, row);
    case "completed": case "failed": case "cancelled": case "unclear": return Number.MAX_SAFE_INTEGER;
    default: return status satisfies never;
  }
}

