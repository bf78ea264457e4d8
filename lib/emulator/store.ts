import Database from "better-sqlite3";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { emulatorLimits } from "@/lib/emulator/limits";
import { ledgerRowSchema, requestRowSchema, type LedgerRow, type NewRequest, type RequestRow, type RunError } from "@/lib/emulator/request-row";
import { layTables } from "@/lib/emulator/tables";

export type Store = ReturnType<typeof openStore>;
export type Acceptance = "accepted" | "balance_empty" | "queue_full";
export type Cancellation = "cancelled" | "not_cancellable";
/** How much waits at once, and how long what is finished is known. */
export type Room = { openRequests: number; keptMs: number };

const countSchema = z.object({ count: z.int() });
const balanceSchema = z.object({ micro_usd: z.int() });
const OPEN = "status IN ('in_queue', 'in_progress')";

/**
 * All that the emulator remembers, in one SQLite file that survives a SIGKILL. The file is held exclusively: two
 * workers on one folder would make every picture twice. Throws where another process has it.
 */
export function openStore(dataDir: string, startBalanceMicroUsd: number, room: Room) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const db = new Database(join(dataDir, "emulator.sqlite"), { timeout: emulatorLimits.lockWaitMs });
  try {
    db.pragma("locking_mode = EXCLUSIVE");
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    layTables(db);
    db.prepare("INSERT OR IGNORE INTO balance VALUES (1, ?)").run(startBalanceMicroUsd);
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) throw new Error(`another emulator uses the folder ${dataDir}`, { cause: error });
    throw error;
  }
  return { ...requestsIn(db, room), ...ledgerIn(db), close: () => { db.close(); } };
}

function requestsIn(db: Database.Database, { openRequests, keptMs }: Room) {
  const one = (sql: string, ...values: readonly unknown[]): RequestRow | null => {
    const row = db.prepare(sql).get(...values);
    return row === undefined ? null : requestRowSchema.parse(row);
  };
  const count = (sql: string, ...values: readonly unknown[]): number => countSchema.parse(db.prepare(sql).get(...values)).count;
  const balanceMicroUsd = (): number => balanceSchema.parse(db.prepare("SELECT micro_usd FROM balance").get()).micro_usd;

  /** Balance, row and ledger in one go: what is billed is queued, and the other way round. */
  const accept = db.transaction((request: NewRequest, ledgerSeq: number): Acceptance => {
    if (count(`SELECT count(*) AS count FROM requests WHERE ${OPEN}`) >= openRequests) return "queue_full";
    const paid = db.prepare("UPDATE balance SET micro_usd = micro_usd - @price WHERE micro_usd >= @price").run({ price: request.price_micro_usd });
    if (paid.changes === 0) return "balance_empty";
    db.prepare(`INSERT INTO requests (id, model_id, prompt, product, frames, width, height, optimize, seed_words, reference_hashes, input, token_hash, price_micro_usd, status, created_at)
      VALUES (@id, @model_id, @prompt, @product, @frames, @width, @height, @optimize, @seed_words, @reference_hashes, @input, @token_hash, @price_micro_usd, 'in_queue', @created_at)`)
      .run({ ...request, reference_hashes: JSON.stringify(request.reference_hashes) });
    db.prepare("UPDATE ledger SET http_status = 200, request_id = @id, images_asked = @images_asked, billed_micro_usd = @price_micro_usd WHERE seq = @ledgerSeq")
      .run({ ...request, ledgerSeq });
    return "accepted";
  });

  const giveBack = (id: string, priceMicroUsd: number): void => {
    db.prepare("UPDATE balance SET micro_usd = micro_usd + ?").run(priceMicroUsd);
    db.prepare("UPDATE ledger SET billed_micro_usd = 0 WHERE request_id = ?").run(id);
  };

  const cancel = db.transaction((id: string, nowMs: number): Cancellation => {
    const request = one("SELECT * FROM requests WHERE id = ?", id);
    if (request?.status !== "in_queue") return "not_cancellable";
    db.prepare("UPDATE requests SET status = 'cancelled', finished_at = ? WHERE id = ?").run(nowMs, id);
    giveBack(id, request.price_micro_usd);
    return "cancelled";
  });

  const fail = db.transaction((request: RequestRow, error: RunError, nowMs: number): void => {
    db.prepare("UPDATE requests SET status = 'failed', error = ?, finished_at = ? WHERE id = ?").run(JSON.stringify(error), nowMs, request.id);
    giveBack(request.id, request.price_micro_usd);
  });

  return {
    balanceMicroUsd,
    accept,
    cancel,
    fail,
    /** What expired is unknown from that moment on, whether or not it was swept away yet. */
    find: (id: string, nowMs: number) => one("SELECT * FROM requests WHERE id = ? AND (finished_at IS NULL OR finished_at >= ?)", id, nowMs - keptMs),
    /** What was interrupted comes first, then the one that waits longest. */
    next: () => one(`SELECT * FROM requests WHERE ${OPEN} ORDER BY status = 'in_queue', seq LIMIT 1`),
    /** 1 is next; the run in work does not count. */
    queuePosition: ({ seq }: RequestRow): number => count("SELECT count(*) AS count FROM requests WHERE status = 'in_queue' AND seq <= ?", seq),
    /** False where it was cancelled in between. */
    begin: (id: string, nowMs: number): boolean =>
      db.prepare("UPDATE requests SET status = 'in_progress', started_at = ? WHERE id = ? AND status = 'in_queue'").run(nowMs, id).changes === 1,
    succeed: (id: string, names: readonly string[], bytes: number, nowMs: number): void => {
      db.prepare("UPDATE requests SET status = 'succeeded', output_names = ?, output_bytes = ?, finished_at = ? WHERE id = ?").run(JSON.stringify(names), bytes, nowMs, id);
    },
    /** Forgets finished requests that are too many, too old or too large in sum; answers their ids. */
    forgetOld: (nowMs: number): readonly string[] => {
      const rows = db.prepare(`DELETE FROM requests WHERE seq IN (
        SELECT seq FROM (SELECT seq, finished_at, row_number() OVER (ORDER BY seq DESC) AS place, sum(output_bytes) OVER (ORDER BY seq DESC) AS bytes
          FROM requests WHERE NOT ${OPEN})
        WHERE place > ? OR bytes > ? OR finished_at < ?) RETURNING id`)
        .all(emulatorLimits.keptRequests, emulatorLimits.keptBytes, nowMs - keptMs);
      return z.array(z.object({ id: z.string() })).parse(rows).map(({ id }) => id);
    },
    referencesInUse: (): ReadonlySet<string> => {
      const rows = db.prepare("SELECT DISTINCT value AS hash FROM requests, json_each(reference_hashes)").all();
      return new Set(z.array(z.object({ hash: z.string() })).parse(rows).map(({ hash }) => hash));
    },
  };
}

function ledgerIn(db: Database.Database) {
  return {
    /** Written before anything is looked at; answers the row's number. */
    noteSeen: (modelId: string, body: string, nowMs: number): number => {
      const { lastInsertRowid } = db.prepare("INSERT INTO ledger (seen_at, model_id, body) VALUES (?, ?, ?)").run(nowMs, modelId, body);
      const seq = Number(lastInsertRowid);
      db.prepare("DELETE FROM ledger WHERE seq <= ?").run(seq - emulatorLimits.ledgerRows);
      return seq;
    },
    noteRefused: (seq: number, httpStatus: number, errorCode: number): void => {
      db.prepare("UPDATE ledger SET http_status = ?, error_code = ? WHERE seq = ?").run(httpStatus, errorCode, seq);
    },
    /** Newest first. */
    ledger: (): LedgerRow[] => z.array(ledgerRowSchema).parse(
      db.prepare(`SELECT ledger.*, requests.status, requests.created_at, requests.started_at, requests.finished_at
        FROM ledger LEFT JOIN requests ON requests.id = ledger.request_id ORDER BY ledger.seq DESC LIMIT ?`).all(emulatorLimits.ledgerAnswerRows)),
  };
}
