import "server-only";
import { err, ok, type Result } from "@/lib/result";
import { publicShareOf } from "@/lib/shares/public-view";
import { readFromLink } from "@/lib/shares/from-link";
import type { Draft } from "@/lib/sessions/session";
import { referenceFromShare } from "@/lib/server/references/references";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import type { SessionStore } from "@/lib/server/sessions/store";
import { originReader } from "@/lib/server/shares/origins";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { readSource } from "@/lib/server/shares/source";
import { findShown } from "@/lib/server/shares/visit";
import { numberNews } from "@/lib/server/shares/numbers";

export type StartDeps = { shares: ShareDeps; references: ReferenceDeps; sessions: SessionStore; emptyDraft: () => Draft };
/** `missing`: pictures that it was made from and that could not be had now. */
export type Started = { sessionId: string; missing: number };

/**
 * A new session of this owner's with what a share shows of its newest take: settings, prompt and photographs, each only where
 * it is shown. The photographs become the owner's own. Nothing is run.
 */
export async function startFromShare(deps: StartDeps, ownerId: string, from: string): Promise<Result<Started, { code: "not_found" }>> {
  const link = readFromLink(from);
  const share = link && (await findShown(deps.shares, link.shareId));
  if (!share || (share.passphrase_hash !== null && !deps.shares.pass.isGrant(share, link.grant))) return err({ code: "not_found" });
  const { db, now } = deps.shares;
  await numberNews(db, share);
  const source = await readSource(deps.shares, share);
  const view = publicShareOf(source);
  const newest = view.pictures.at(-1);
  if (newest === undefined) return err({ code: "not_found" });
  const take = source.takes.find(({ slots }) => slots.some(({ number }) => number === newest.number));
  const making = view.makings.find(({ numbers }) => numbers.includes(newest.number));
  const empty = deps.emptyDraft();
  const settings = making?.settings && take ? { count: making.settings.count, size: take.size, optimize: making.settings.optimize, seed: making.settings.seed } : {};
  const { referenceIds, missing } = share.shows_references === 1 ? await ownReferences(deps, ownerId, share.id, newest.number) : { referenceIds: [], missing: 0 };
  const draft: Draft = { ...empty, ...settings, prompt: making?.prompt ?? "", referenceIds };
  const session = await deps.sessions.begin(ownerId, { title: share.title, draft, from: { shareId: share.id, title: share.title } }, now());
  return ok({ sessionId: session.id, missing });
}

async function ownReferences({ shares, references }: StartDeps, ownerId: string, shareId: string, number: number): Promise<{ referenceIds: string[]; missing: number }> {
  const { db, files, storageOf } = shares;
  const slot = await db.selectFrom("share_frames").select("generation_id").where("share_id", "=", shareId).where("number", "=", number).executeTakeFirst();
  const origins = slot ? await originReader(db).of(slot.generation_id) : [];
  const referenceIds: string[] = [];
  let missing = 0;
  for (const { storage, stored_key, bytes, position } of origins) {
    const draft = files.draftFile();
    try {
      const read = await storageOf(storage)?.read(stored_key, draft, bytes);
      const made = read?.ok === true ? await referenceFromShare(references, ownerId, draft, `image ${position + 1}`) : null;
      if (made?.ok === true) referenceIds.push(made.value.id);
      else missing += 1;
    } finally {
      await files.discard(draft);
    }
  }
  // The same picture twice is one reference.
  return { referenceIds: [...new Set(referenceIds)], missing };
}
