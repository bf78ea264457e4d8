import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { randomHex } from "@/lib/ids";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok } from "@/lib/result";
import { usualParts, type CreateShare, type ShownParts } from "@/lib/shares/share";
import type { Database, ShareRow } from "@/lib/server/db/database";
import { createOriginals } from "@/lib/server/shares/originals";
import { createShare } from "@/lib/server/shares/own-shares";
import { sharePass } from "@/lib/server/shares/pass";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { visit } from "@/lib/server/shares/visit";
import type { FileKey } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";
import type { SheetGround } from "@/tests/contracts/support/sheet-ground";
import { listeningLog, owner } from "@/tests/contracts/support/take-fixture";

export const everything: ShownParts = { prompt: true, settings: true, references: true, lineage: true, originals: true, price: true };
export const nothing: ShownParts = { prompt: false, settings: false, references: false, lineage: false, originals: false, price: false };

/** Shares over takes with frames and files. */
export function shareGround(db: Database, ground: SheetGround) {
  const { files, clock } = ground;
  const listening = listeningLog();
  const storage: Storage = {
    ...ground.storage,
    async read(key, file) {
      if (!ground.isThere(key)) return err({ code: "not_there" });
      copyFileSync(files.pathOf(key), file);
      return ok(null);
    },
  };
  const deps: ShareDeps = {
    db, files, originals: createOriginals(files), pass: sharePass({ secret: "s".repeat(64), now: clock.now }), storageOf: () => storage,
    modelOf: (id) => (id === defaultModel.model.id ? defaultModel : null), now: clock.now, log: listening.log,
  };
  const rowOf = (id: string): Promise<ShareRow> => db.selectFrom("shares").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

  return {
    deps, storage, listening, rowOf,
    command: (sessionId: string, changes: Partial<CreateShare> = {}): CreateShare => ({
      shareId: randomHex(), sessionId, shared: { kind: "session" }, title: "Cups", message: "Four readings", sender: "Ann", shows: usualParts, isIndexable: false, expiresAt: null, passphrase: null, ...changes,
    }),
    async share(sessionId: string, changes: Partial<CreateShare> = {}, ownerId = owner): Promise<ShareRow> {
      const made = await createShare(db, ownerId, this.command(sessionId, changes), clock.now());
      if (!made.ok) throw new Error(made.error.code);
      return rowOf(made.value.shareId);
    },
    /** null where the page is not there, or locked. */
    async view(share: Pick<ShareRow, "id">, given?: string) {
      const seen = await visit(deps, share.id, given);
      return seen.ok ? seen.value.view : null;
    },
    /** As the page lists them: "1 delivered". */
    async pictures(share: Pick<ShareRow, "id">): Promise<string[] | null> {
      return (await this.view(share))?.pictures.map(({ number, state }) => `${number} ${state}`) ?? null;
    },
    /** Bytes that a picture's reader takes. */
    put(key: FileKey, bytes: Buffer): void {
      mkdirSync(path.dirname(files.pathOf(key)), { recursive: true });
      writeFileSync(files.pathOf(key), bytes);
    },
  };
}
export type ShareGround = ReturnType<typeof shareGround>;
