import "server-only";
import type { Transaction } from "kysely";
import type { Archive, ArchivedDraft, ArchivedFrame, ArchivedTake } from "@/lib/archives/archive";
import { utcDay } from "@/lib/budget/money";
import { newId } from "@/lib/ids";
import { limits } from "@/lib/limits";
import type { Database, OutputRow, Tables } from "@/lib/server/db/database";
import { foldText } from "@/lib/sessions/search";
import type { Draft } from "@/lib/sessions/session";
import { tidyTitle } from "@/lib/sessions/title";

/** Of a frame's file, as its own bytes tell. */
export type KeptFrame = Pick<OutputRow, "media" | "mime" | "width" | "height" | "bytes" | "file_key" | "thumb_small_key" | "thumb_large_key" | "placeholder" | "thumb_bytes">;
export type Kept = {
  archive: Archive;
  /** The owner's references by what the archive calls them. */
  references: ReadonlyMap<string, string>;
  /** By content. */
  frames: ReadonlyMap<string, KeptFrame>;
  /** Files that are noted to go until their rows are there. */
  written: readonly string[];
};

/** Rows in one statement: SQLite takes 32,766 values. */
const ROWS = 200;

/** Everything anew but what was told: numbers, times, marks, charges. No day's budget is touched. @returns the session's id. */
export function insertArchive(db: Database, ownerId: string, kept: Kept, now: number): Promise<string> {
  const { archive, references, written } = kept;
  const sessionId = newId("ses");
  const ids = new Map(archive.takes.map(({ take }) => [take, newId("gen")]));
  const draft = draftOf(archive.draft, references);
  const title = Array.from(tidyTitle(archive.title)).slice(0, limits.typedTitleChars).join("");
  return db.transaction().execute(async (tx) => {
    await tx.insertInto("sessions").values({
      id: sessionId, owner_id: ownerId, title, draft_json: JSON.stringify(draft), draft_revision: 1, takes: archive.lastTake, version: archive.takes.length, created_at: archive.createdAt, updated_at: now,
      deleted_at: null, purging: 0, title_folded: foldText(title), prompt_folded: foldText(draft.prompt), from_share_id: archive.fromShare?.id ?? null, from_share_title: archive.fromShare?.title ?? null,
    }).execute();
    const held = new Set(draft.referenceIds);
    if (held.size > 0) await tx.insertInto("session_references").values([...held].map((id) => ({ session_id: sessionId, reference_id: id }))).execute();
    const places = await insertTakes(tx, { ...kept, ownerId, sessionId, ids, now });
    await tellLineage(tx, kept, places);
    for (const part of partsOf(written)) await tx.deleteFrom("discarded_files").where("storage", "=", "local").where("file_key", "in", part).execute();
    return sessionId;
  });
}

const draftOf = ({ references: names, ...draft }: ArchivedDraft, references: ReadonlyMap<string, string>): Draft => ({ ...draft, referenceIds: names.flatMap((name) => references.get(name) ?? []) });
const placeName = (take: number, index: number): string => `${take} ${index}`;

type Insert = Kept & { ownerId: string; sessionId: string; ids: ReadonlyMap<number, string>; now: number };

/** @returns the frames' ids by their places. */
async function insertTakes(tx: Transaction<Tables>, insert: Insert): Promise<Map<string, string>> {
  const { archive, references, frames, ids, now } = insert;
  const places = new Map<string, string>();
  const takes = archive.takes.map((take, at) => ({ take, id: ids.get(take.take) ?? newId("gen"), version: at + 1 }));
  for (const part of partsOf(takes)) await tx.insertInto("generations").values(part.map((one) => generationRow(insert, one))).execute();
  const outputs = takes.flatMap(({ take, id }) => take.frames.map((frame) => {
    const row = outputRow(id, frame, frames, take, now);
    places.set(placeName(take.take, frame.index), row.id);
    return row;
  }));
  for (const part of partsOf(outputs)) await tx.insertInto("outputs").values(part).execute();
  const used = takes.flatMap(({ take, id }) => take.draft.references.flatMap((name, position) => {
    const reference = references.get(name);
    return reference === undefined ? [] : [{ generation_id: id, position, reference_id: reference }];
  }));
  for (const part of partsOf(used)) await tx.insertInto("generation_references").values(part).execute();
  return places;
}

function generationRow({ ownerId, sessionId, references, ids, now }: Insert, { take, id, version }: { take: ArchivedTake; id: string; version: number }) {
  const { times } = take;
  return {
    id, session_id: sessionId, owner_id: ownerId, take: take.take, version, idempotency_key: id, model_id: take.modelId, engine: take.engine, base_url: take.baseUrl,
    draft_json: JSON.stringify(draftOf(take.draft, references)), prompt_folded: foldText(take.draft.prompt), input_json: take.inputJson, result_json: take.resultJson,
    status: take.status, waiting: "none", cancel: "none", queue_position: null, request_id: take.requestId, failure_json: take.failure === null ? null : JSON.stringify(take.failure),
    reserved_micro_usd: take.reservedMicroUsd, charge: take.charge, charged_micro_usd: take.chargedMicroUsd, budget_day: utcDay(times.createdAt), imported_at: now,
    created_at: times.createdAt, post_started_at: times.sentAt, accepted_at: times.acceptedAt, started_at: times.startedAt, settled_at: times.settledAt,
    // Settled: nobody is to look at it again.
    lease_holder: null, lease_until: 0, due_at: times.settledAt, attempts: 0, lost_strikes: 0, lost_since: null,
    images_asked: take.imagesAsked, made_for: take.madeFor === null ? null : (ids.get(take.madeFor) ?? null),
  };
}

function outputRow(generationId: string, frame: ArchivedFrame, frames: ReadonlyMap<string, KeptFrame>, { times }: ArchivedTake, now: number): OutputRow {
  const bare: OutputRow = {
    id: newId("out"), generation_id: generationId, frame: frame.index, state: "delivered", source_url: null, pending_since: times.settledAt, attempts: 0, media: null, mime: null, file_key: null, sha256: null, bytes: 0,
    width: 0, height: 0, thumb_small_key: null, thumb_large_key: null, placeholder: null, thumb_bytes: null, marked_at: null, deleted_at: null, erased: 0,
  };
  switch (frame.state) {
    case "missing": case "lost": return { ...bare, state: frame.state };
    case "deleted": return { ...bare, deleted_at: now - limits.deletedKeptMs, erased: 1 };
    case "delivered": {
      const file = frames.get(frame.sha256);
      return file === undefined ? { ...bare, state: "lost" } : { ...bare, ...file, sha256: frame.sha256, marked_at: frame.markedAt };
    }
    default: return frame satisfies never;
  }
}

/** Which frames the photographs came from, now that those have ids. One that the owner had before keeps its own story. */
async function tellLineage(tx: Transaction<Tables>, { archive, references }: Kept, places: ReadonlyMap<string, string>): Promise<void> {
  const told = new Set<string>();
  for (const { id, madeFrom } of archive.references) {
    const referenceId = references.get(id);
    const outputId = madeFrom?.place ? places.get(placeName(madeFrom.place.take, madeFrom.place.index)) : undefined;
    if (referenceId === undefined || !madeFrom || outputId === undefined) continue;
    // Of each frame an owner has one reference.
    const isFrame = madeFrom.isFrame && !told.has(outputId);
    if (isFrame) told.add(outputId);
    await tx.updateTable("references").set({ made_from_output_id: outputId, ...(isFrame ? { output_id: outputId } : {}) })
      .where("id", "=", referenceId).where("made_from_output_id", "is", null).where("output_id", "is", null).where("made_from", "=", madeFrom.frame).execute();
  }
  const used = new Map<string, number>();
  for (const { draft, times } of archive.takes) for (const name of draft.references) used.set(name, Math.max(used.get(name) ?? 0, times.createdAt));
  for (const [name, at] of used) {
    const referenceId = references.get(name);
    if (referenceId !== undefined) await tx.updateTable("references").set({ used_at: at }).where("id", "=", referenceId).where((eb) => eb.or([eb("used_at", "is", null), eb("used_at", "<", at)])).execute();
  }
}

const partsOf = <T>(rows: readonly T[]): T[][] => Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) => rows.slice(at * ROWS, (at + 1) * ROWS));
