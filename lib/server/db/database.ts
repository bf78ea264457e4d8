import "server-only";
import type { Generated, Kysely, Selectable } from "kysely";

/**
 * The tables. Portable over SQLite and Postgres: times are integer milliseconds, money integer micro-dollars,
 * booleans 0 or 1, JSON is text.
 */
type SessionsTable = {
  id: string;
  owner_id: string;
  title: string;
  draft_json: string;
  draft_revision: number;
  /** Number of the newest take. */
  takes: number;
  /** Grows with every change of a row of the session: what `?since=` speaks of. */
  version: number;
  created_at: number;
  /** Last used: a draft saved or a take begun. */
  updated_at: number;
  /** Set while it can be brought back; then the sweeper takes it. */
  deleted_at: number | null;
  /** 1 once the sweeper has begun: from then on nothing brings it back. */
  purging: number;
  title_folded: string;
  /** The draft's prompt, as it is searched. */
  prompt_folded: string;
  /** The share that it was begun from; its title as it was then. */
  from_share_id: Generated<string | null>;
  from_share_title: Generated<string | null>;
};

/** References that a session's draft names, or has named: `left_at` is null while it does. */
type SessionReferencesTable = { session_id: string; reference_id: string; left_at: Generated<number | null> };

/** Files whose rows are gone; each goes as soon as nothing else uses it. */
type DiscardedFilesTable = { storage: "local" | "uploadthing"; file_key: string; attempts: number; due_at: number };

type UploadsTable = {
  tile_id: string;
  owner_id: string;
  session_id: string;
  name: string;
  /** UploadThing's key of the presigned URL, once it was made. */
  ingest_key: string | null;
  /** Where the bytes are, once the storage has them. */
  stored_key: string | null;
  reference_id: string | null;
  problem_json: string | null;
  /** What the browser told of the file. */
  source_json: string | null;
  /** The reference whose file it is, made fit in another way. */
  other_way_of: string | null;
  created_at: number;
};

type ReferencesTable = {
  id: string;
  owner_id: string;
  name: string;
  storage: "local" | "uploadthing";
  stored_key: string;
  sha256: string;
  /** `sha256` again in the owner's one reference of these bytes; null in what older versions stored a second time. */
  sha256_once: string | null;
  format: "jpeg" | "png";
  width: number;
  height: number;
  bytes: number;
  thumb_key: string;
  /** The output that it is: of each the owner has one reference. */
  output_id: string | null;
  /** The frame it was made from, by name and as an output: itself, or the one that this is another way of. Lineage. */
  made_from: string | null;
  made_from_output_id: string | null;
  source_json: string | null;
  /** When a take was last made from it; null for never. */
  used_at: number | null;
  /** When the owner last had it from us: made, found again by its bytes, or left on the shelf by a deleted session. */
  given_at: number;
  /** When its public address last gave its picture, and the origin that this was asked of: good for a day. null for never. */
  proved_at: number | null;
  proved_origin: string | null;
  created_at: number;
};

type GenerationsTable = {
  id: string;
  session_id: string;
  owner_id: string;
  take: number;
  version: number;
  idempotency_key: string;
  model_id: string;
  engine: "demo" | "runcomfy";
  base_url: string;
  draft_json: string;
  /** The prompt, as it is searched. */
  prompt_folded: string;
  /** The input exactly as it was sent, with the references' addresses. */
  input_json: string | null;
  status: string;
  waiting: string;
  cancel: string;
  queue_position: number | null;
  request_id: string | null;
  reserved_micro_usd: number;
  charge: string;
  charged_micro_usd: number;
  /** The UTC day whose cap holds the reservation. */
  budget_day: string;
  failure_json: string | null;
  created_at: number;
  /** Stamped just before the POST: empty means never sent. */
  post_started_at: number | null;
  accepted_at: number | null;
  started_at: number | null;
  settled_at: number | null;
  lease_holder: string | null;
  lease_until: number;
  due_at: number;
  /** Sends or reads that failed in a row. */
  attempts: number;
  lost_strikes: number;
  lost_since: number | null;
  /** Set while it can be brought back; then the sweeper takes what it was. */
  deleted_at: Generated<number | null>;
  /** 1 once that is gone: what is left says what was paid, and that the click was answered. */
  erased: Generated<number>;
  /** The take whose missing frames were asked for again by this one. */
  made_for: Generated<string | null>;
  /** The last answer of the provider to the question for the result, as it came. */
  result_json: Generated<string | null>;
  /** As in the draft. 0 in what no version could read. */
  images_asked: Generated<number>;
  /** When it came from another instance, with its session; null for what was made here. Its charge was paid there, and is in no day of ours. */
  imported_at: Generated<number | null>;
};

type GenerationReferencesTable = { generation_id: string; position: number; reference_id: string };

type OutputsTable = {
  id: string;
  generation_id: string;
  frame: number;
  /** pending until its file is here. */
  state: "pending" | "delivered" | "missing" | "lost";
  source_url: string | null;
  /** A file is given up by age, not by tries: an hour without a network loses nothing. */
  pending_since: number;
  attempts: number;
  media: "image" | "video" | null;
  mime: string | null;
  file_key: string | null;
  sha256: string | null;
  bytes: number;
  width: number;
  height: number;
  thumb_small_key: string | null;
  thumb_large_key: string | null;
  placeholder: string | null;
  /** Both together; null in what older versions saved, until the sweeper has measured it. */
  thumb_bytes: Generated<number | null>;
  marked_at: Generated<number | null>;
  /** As with a generation; erased, the row says that this frame was there. */
  deleted_at: Generated<number | null>;
  erased: Generated<number>;
};

/** What a UTC day holds against its cap: owner_id "" counts everyone. */
type BudgetDaysTable = { day: string; owner_id: string; held_micro_usd: number };

type SharesTable = {
  /** 128 random bits in hex: whoever knows it may look. */
  id: string;
  owner_id: string;
  session_id: string;
  kind: "frames" | "takes" | "session";
  title: string;
  message: string;
  /** The sender's name, as it was typed. */
  sender: string;
  shows_prompt: number;
  shows_settings: number;
  shows_references: number;
  shows_lineage: number;
  shows_originals: number;
  shows_price: number;
  indexable: number;
  /** "salt:hash"; null for none. */
  passphrase_hash: string | null;
  expires_at: number | null;
  created_at: number;
  edited_at: number | null;
  revoked_at: number | null;
};

/**
 * Which frame has which number on a share: a number stays what it is, whatever is deleted or still to come. A frame that is
 * awaited has its number before it has a row.
 */
type ShareFramesTable = { share_id: string; number: number; generation_id: string; frame: number };

/** What a visitor picked, or wrote back: number 0 is the share as a whole. */
type PicksTable = {
  share_id: string;
  /** Random; the visitor's browser keeps it. */
  visitor: string;
  number: number;
  name: string;
  note: string;
  created_at: number;
};

export type Tables = {
  sessions: SessionsTable;
  uploads: UploadsTable;
  references: ReferencesTable;
  generations: GenerationsTable;
  generation_references: GenerationReferencesTable;
  outputs: OutputsTable;
  budget_days: BudgetDaysTable;
  session_references: SessionReferencesTable;
  discarded_files: DiscardedFilesTable;
  shares: SharesTable;
  share_frames: ShareFramesTable;
  picks: PicksTable;
};

export type GenerationRow = Selectable<GenerationsTable>;
export type OutputRow = Selectable<OutputsTable>;
export type ReferenceRow = ReferencesTable;
export type UploadRow = UploadsTable;
export type SessionRow = Selectable<SessionsTable>;
export type ShareRow = SharesTable;
export type Database = Kysely<Tables>;
