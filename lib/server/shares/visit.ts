import "server-only";
import type { PublicShare } from "@/lib/shares/public-share";
import { isEmptyShare, publicShareOf } from "@/lib/shares/public-view";
import { shareIdSchema } from "@/lib/shares/share";
import { err, ok, type Result } from "@/lib/result";
import type { ShareRow } from "@/lib/server/db/database";
import { numberNews } from "@/lib/server/shares/numbers";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { readSource } from "@/lib/server/shares/source";

/** Revoked, expired, withdrawn and never there are one answer. */
export type NotThere = { code: "not_there" };
export type Locked = { code: "locked"; share: ShareRow };

/** A share that is still shown; whether it shows anything is not asked. */
export async function findShown({ db, now }: Pick<ShareDeps, "db" | "now">, shareId: string): Promise<ShareRow | null> {
  if (!shareIdSchema.safeParse(shareId).success) return null;
  const row = await db.selectFrom("shares").innerJoin("sessions", "sessions.id", "shares.session_id").selectAll("shares")
    .where("shares.id", "=", shareId).where("shares.revoked_at", "is", null).where("sessions.deleted_at", "is", null)
    .where((eb) => eb.or([eb("shares.expires_at", "is", null), eb("shares.expires_at", ">", now())])).executeTakeFirst();
  return row ?? null;
}

/** Whether there is a page, be it behind a passphrase. */
export async function isThere(deps: ShareDeps, shareId: string): Promise<boolean> {
  const seen = await visit(deps, shareId, undefined);
  return seen.ok || seen.error.code === "locked";
}

const isLocked = ({ pass }: Pick<ShareDeps, "pass">, share: ShareRow, given: string | undefined): boolean => share.passphrase_hash !== null && !pass.isValid(share, given);

/** For files. @param given the cookie of the share. @returns null for what is not there, and for who may not look. */
export async function admit(deps: ShareDeps, shareId: string, given: string | undefined): Promise<ShareRow | null> {
  const share = await findShown(deps, shareId);
  return share === null || isLocked(deps, share, given) ? null : share;
}

/** What the page shows; a share that shows nothing any more is not there, whether it is locked or not. */
export async function visit(deps: ShareDeps, shareId: string, given: string | undefined): Promise<Result<{ share: ShareRow; view: PublicShare }, NotThere | Locked>> {
  const share = await findShown(deps, shareId);
  if (share === null) return err({ code: "not_there" });
  await numberNews(deps.db, share);
  const view = publicShareOf(await readSource(deps, share));
  if (isEmptyShare(view)) return err({ code: "not_there" });
  return isLocked(deps, share, given) ? err({ code: "locked", share }) : ok({ share, view });
}
