import "server-only";
import type { MediaRule } from "@/lib/models/field";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import type { Result } from "@/lib/result";
import type { ReferenceRow } from "@/lib/server/db/database";
import type { Log } from "@/lib/server/log";
import type { ReferenceStore } from "@/lib/server/references/store";
import type { Files } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";

export type ReferenceDeps = {
  store: ReferenceStore;
  /** Where new ones go; older ones may lie elsewhere. */
  storage: Storage;
  storageOf: (kind: Storage["kind"]) => Storage | null;
  files: Files;
  rules: readonly MediaRule[];
  samplesDir: string;
  /** Not one that was deleted. */
  ownsSession: (ownerId: string, sessionId: string) => Promise<boolean>;
  /** Told of each new reference; nobody waits for what it does. */
  stored: (row: ReferenceRow) => void;
  now: () => number;
  log: Log;
};
export type Answer = Promise<Result<Reference, ReferenceRefusal>>;
