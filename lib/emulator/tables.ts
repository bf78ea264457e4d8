import type Database from "better-sqlite3";
import { z } from "zod";

/** Money is integer micro-dollars, times are integer milliseconds. Each step runs once, in its order: a folder outlives versions. */
export const STEPS: readonly string[] = [
  `
CREATE TABLE IF NOT EXISTS requests (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  model_id TEXT NOT NULL,
  prompt TEXT NOT NULL,
  frames INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  optimize TEXT NOT NULL,
  seed_words TEXT NOT NULL,
  reference_hashes TEXT NOT NULL,
  price_micro_usd INTEGER NOT NULL,
  status TEXT NOT NULL,
  output_names TEXT NOT NULL DEFAULT '[]',
  output_bytes INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
);
CREATE INDEX IF NOT EXISTS requests_open ON requests (status, seq);
CREATE TABLE IF NOT EXISTS ledger (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  seen_at INTEGER NOT NULL,
  model_id TEXT NOT NULL,
  body TEXT NOT NULL,
  http_status INTEGER,
  error_code INTEGER,
  request_id TEXT UNIQUE,
  images_asked INTEGER,
  billed_micro_usd INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS balance (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  micro_usd INTEGER NOT NULL
);`,
  // Errors were plain text before they could have any shape.
  `
ALTER TABLE requests ADD COLUMN product TEXT NOT NULL DEFAULT 'group';
ALTER TABLE requests ADD COLUMN input TEXT NOT NULL DEFAULT '{}';
ALTER TABLE requests ADD COLUMN token_hash TEXT;
UPDATE requests SET error = json_quote(error) WHERE error IS NOT NULL;`,
];

/** Brings the tables of any earlier version to this one. */
export function layTables(db: Database.Database): void {
  const done = z.int().parse(db.pragma("user_version", { simple: true }));
  db.transaction(() => {
    for (const step of STEPS.slice(done)) db.exec(step);
    db.pragma(`user_version = ${Math.max(done, STEPS.length)}`);
  })();
}
