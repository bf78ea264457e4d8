import "server-only";
import type { StudioModel } from "@/lib/models/studio-model";
import type { Database } from "@/lib/server/db/database";
import type { Log } from "@/lib/server/log";
import type { Originals } from "@/lib/server/shares/originals";
import type { SharePass } from "@/lib/server/shares/pass";
import type { Files } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";

export type ShareDeps = {
  db: Database;
  files: Files;
  originals: Originals;
  pass: SharePass;
  storageOf: (kind: Storage["kind"]) => Storage | null;
  modelOf: (modelId: string) => StudioModel | null;
  now: () => number;
  log: Log;
};
