import "server-only";
import type { StudioModel } from "@/lib/models/studio-model";
import type { Database, GenerationRow } from "@/lib/server/db/database";
import type { GenerationStore } from "@/lib/server/generations/store";
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
