import { randomBytes, scryptSync } from "node:crypto";
import path from "node:path";
import SQLite from "better-sqlite3";
import { z } from "zod";
import { usualParts, type ShareKind, type ShownParts } from "@/lib/shares/share";

type Seed = {
  /** Of a studio that was started once: its tables are there. */
  dataDir: string;
  sessionId: string;
  ownerId?: string;
  /** The first frames of the session, or its first takes whole; all of it where both are left out. */
  frames?: number;
  takes?: number;
  title?: string;
  message?: string;
  sender?: string;
  shows?: Partial<ShownParts>;
  isIndexable?: boolean;
  passphrase?: string;
  expiresAt?: number;
};

const rowsSchema = z.array(z.object({ generation_id: z.string(), frame: z.number() }));
const flag = (is: boolean): number => (is ? 1 : 0);

/** A share, written straight into the database. @returns its id. */
export function seedShare({ dataDir, sessionId, ownerId = "local", frames, takes, title = "Cups, from warm to cold light", message = "", sender = "", shows, isIndexable = false, passphrase, expiresAt }: Seed): string {
  const db = new SQLite(path.join(dataDir, "contact-sheet.db"), { timeout: 10_000 });
  const id = randomBytes(16).toString("hex");
  const parts = { ...usualParts, ...shows };
  try {
    db.transaction(() => {
      db.prepare(`insert into shares (id, owner_id, session_id, kind, title, message, sender, shows_prompt, shows_settings, shows_references, shows_lineage, shows_originals, shows_price, indexable, passphrase_hash, expires_at, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
        id, ownerId, sessionId, kindOf({ frames, takes }), title, message, sender, flag(parts.prompt), flag(parts.settings), flag(parts.references), flag(parts.lineage),
        flag(parts.originals), flag(parts.price), flag(isIndexable), passphrase === undefined ? null : hashOf(passphrase), expiresAt ?? null, Date.now(),
      );
      const rows = rowsSchema.parse(db.prepare(`select outputs.generation_id, outputs.frame from outputs inner join generations on generations.id = outputs.generation_id
        where generations.session_id = ? and generations.deleted_at is null and outputs.deleted_at is null and outputs.state = 'delivered' and generations.take <= ? order by generations.take, outputs.frame limit ?`).all(sessionId, takes ?? Number.MAX_SAFE_INTEGER, frames ?? -1));
      rows.forEach(({ generation_id, frame }, at) => db.prepare("insert into share_frames (share_id, number, generation_id, frame) values (?, ?, ?, ?)").run(id, at + 1, generation_id, frame));
    })();
  } finally {
    db.close();
  }
  return id;
}

function kindOf({ frames, takes }: Pick<Seed, "frames" | "takes">): ShareKind {
  if (frames !== undefined) return "frames";
  return takes === undefined ? "session" : "takes";
}

/** As the studio keeps a passphrase. */
function hashOf(passphrase: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("hex")}:${scryptSync(passphrase, salt, 32).toString("hex")}`;
}
