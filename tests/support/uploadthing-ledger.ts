import { createHash } from "node:crypto";
import { z } from "zod";

export const callbackModeSchema = z.enum(["signed", "wrong_signature", "never"]);
/** How the route hears of a stored file: as it should, by somebody who does not know the key, or not at all. */
export type CallbackMode = z.infer<typeof callbackModeSchema>;

/** What the service has, and what it was asked: for a test that sits in another process. */
export const ledgerSchema = z.object({
  files: z.array(z.object({ key: z.string(), name: z.string(), type: z.string(), bytes: z.number(), sha256: z.string(), by: z.enum(["browser", "server"]) })),
  unfinished: z.array(z.object({ key: z.string(), bytes: z.number() })),
  /** What HEAD answered. */
  offsets: z.array(z.object({ key: z.string(), from: z.number() })),
  puts: z.array(z.object({ key: z.string(), from: z.number(), bytes: z.number(), outcome: z.enum(["stored", "refused", "cut_off"]) })),
  /** What the route answered; 0 where nobody did. */
  callbacks: z.array(z.object({ key: z.string(), status: z.number() })),
  results: z.array(z.object({ fileKey: z.string(), callbackData: z.unknown() })),
  deletions: z.array(z.object({ keys: z.array(z.string()), deleted: z.number() })),
  /** Keys that were fetched from the public host. */
  reads: z.array(z.string()),
});
export type UploadThingLedger = z.infer<typeof ledgerSchema>;

export type StoredFile = { bytes: Buffer; name: string; type: string; uploadedAt: number; by: "browser" | "server" };
export type Part = { chunks: Buffer[]; bytes: number };
export type Registration = { metadata: unknown; callbackUrl: string; callbackSlug: string; origin: string };

export type UploadThingState = Pick<UploadThingLedger, "offsets" | "puts" | "callbacks" | "results" | "deletions" | "reads"> & {
  apiKey: string;
  appId: string;
  now: () => number;
  mode: CallbackMode;
  files: Map<string, StoredFile>;
  /** What has come of an upload: after a cut a second try goes on from there, with a part of its own. */
  parts: Map<string, Part>;
  registered: Map<string, Registration>;
};

export const emptyState = (apiKey: string, appId: string, now: () => number): UploadThingState => ({
  apiKey, appId, now, mode: "signed",
  files: new Map(), parts: new Map(), registered: new Map(),
  offsets: [], puts: [], callbacks: [], results: [], deletions: [], reads: [],
});

/** As if it had just been started. */
export function forgetAll(state: UploadThingState): void {
  state.mode = "signed";
  for (const known of [state.files, state.parts, state.registered]) known.clear();
  for (const noted of [state.offsets, state.puts, state.callbacks, state.results, state.deletions, state.reads]) noted.length = 0;
}

export function ledgerOf({ files, parts, offsets, puts, callbacks, results, deletions, reads }: UploadThingState): UploadThingLedger {
  const stored = [...files].map(([key, { bytes, name, type, by }]) => ({ key, name, type, by, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") }));
  return { files: stored, unfinished: [...parts].map(([key, { bytes }]) => ({ key, bytes })), offsets, puts, callbacks, results, deletions, reads };
}
