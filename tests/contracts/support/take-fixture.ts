import { newId } from "@/lib/ids";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok } from "@/lib/result";
import type { Database, GenerationRow, ReferenceRow } from "@/lib/server/db/database";
import { accept, type AcceptDeps } from "@/lib/server/generations/accept";
import type { Log } from "@/lib/server/log";
import { referenceStore } from "@/lib/server/references/store";
import { sessionStore } from "@/lib/server/sessions/store";
import type { Storage } from "@/lib/server/storage/storage";
import type { Draft } from "@/lib/sessions/session";

export const owner = "local";
/** 2026-11-21T10:00:00Z */
export const start = 1_795_255_200_000;
export const day = "2026-11-21";
export const price = 30_000;

/** A clock that only the test moves. */
export function handClock(at = start) {
  let time = at;
  return { now: () => time, pass: (byMs: number) => { time += byMs; } };
}
export type HandClock = ReturnType<typeof handClock>;

/** Keeps what was logged, for a test that speaks of it. */
export function listeningLog() {
  const events: { event: string; facts: Record<string, unknown> }[] = [];
  const note = (event: string, facts: Record<string, unknown> = {}) => void events.push({ event, facts });
  const log: Log = { info: note, warn: note, error: (event, error, facts) => { note(event, { ...facts, error: String(error) }); } };
  return { log, events, of: (event: string) => events.filter((one) => one.event === event).map(({ facts }) => facts) };
}

export const referenceFixture = (changes: Partial<ReferenceRow> = {}): ReferenceRow => ({
  id: newId("ref"), owner_id: owner, name: "cups.jpg", storage: "local", stored_key: `r/${"a".repeat(32)}.jpg`, sha256: "b".repeat(64), format: "jpeg",
  width: 1200, height: 800, bytes: 200_000, thumb_key: `t/${"b".repeat(64)}-640.webp`, output_id: null, made_from: null, made_from_output_id: null, source_json: null,
  sha256_once: null, used_at: null, proved_at: null, proved_origin: null, given_at: start, created_at: start, ...changes,
});

/** A storage that keeps nothing, beside an engine on this machine. */
export const nearStorage: Storage = {
  kind: "local", publicUrl: (key) => ok(`http://127.0.0.1:3000/api/files/${key}`),
  read: async () => err({ code: "not_there" }), put: async () => err({ code: "unavailable" }), remove: async () => ok(null),
};

export const acceptDeps = (db: Database, now: () => number, changes: Partial<AcceptDeps> = {}): AcceptDeps => ({
  db, references: referenceStore(db), storageOf: () => nearStorage, model: defaultModel, now,
  engine: { kind: "runcomfy", baseUrl: "http://127.0.0.1:4010/v1", pricePerOutput: () => price },
  caps: { perTakeMicroUsd: 1_000_000, perDayMicroUsd: 10_000_000, perOwnerDayMicroUsd: 10_000_000 },
  ...changes,
});

export async function newSession(db: Database, ownerId = owner) {
  return sessionStore(db, defaultModel.emptyDraft).create(ownerId, start);
}

/** A draft without findings: one stored reference, four pictures. */
export async function goodDraft(db: Database, changes: Partial<Draft> = {}, ownerId = owner): Promise<Draft> {
  const reference = referenceFixture({ owner_id: ownerId });
  await referenceStore(db).insert(reference);
  return { ...defaultModel.emptyDraft(), prompt: "Generate 4 images of the cups, colder light each time", count: 4, referenceIds: [reference.id], ...changes };
}

export const click = (): string => newId("gen");

/** An accepted submit, as its row. */
export async function acceptedTake(db: Database, now: () => number, changes: { draft?: Partial<Draft>; sessionId?: string; ownerId?: string } = {}): Promise<GenerationRow> {
  const ownerId = changes.ownerId ?? owner;
  const sessionId = changes.sessionId ?? (await newSession(db, ownerId)).id;
  const accepted = await accept(acceptDeps(db, now), ownerId, { sessionId, idempotencyKey: click(), draft: await goodDraft(db, changes.draft, ownerId) });
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.error));
  return rowOf(db, accepted.value.id);
}

export const rowOf = (db: Database, id: string): Promise<GenerationRow> =>
  db.selectFrom("generations").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
