import "server-only";
import { err, ok, type Result } from "@/lib/result";
import { publicShareOf } from "@/lib/shares/public-view";
import { cameParts, readFromLink, type Begun } from "@/lib/shares/from-link";
import type { Draft } from "@/lib/sessions/session";
import { referenceFromShare } from "@/lib/server/references/references";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import type { SessionStore } from "@/lib/server/sessions/store";
import { originReader, type Origin } from "@/lib/server/shares/origins";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { readSource } from "@/lib/server/shares/source";
import { findShown } from "@/lib/server/shares/visit";
import { numberNews } from "@/lib/server/shares/numbers";

export type StartDeps = { shares: ShareDeps; references: ReferenceDeps; sessions: SessionStore; emptyDraft: () => Draft };
/** `sessionId` is the new session's, from whoever asks: asked again after a lost answer it is still one session. */
export type StartCommand = { from: string; sessionId: string };

/**
 * A new session of this owner's with what a share shows of its newest take: settings, prompt and photographs, each only where
 * it is shown. The photographs become the owner's own. Nothing is run.
 */
export async function startFromShare(deps: StartDeps, ownerId: string, { from, sessionId }: StartCommand): Promise<Result<Begun, { code: "not_found" }>> {
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
  const origins = share.shows_references === 1 ? await originsOf(deps.shares, share.id, newest.number) : [];
  const cameWith = (references: readonly string[]) => {
    const has = { prompt: (making?.prompt ?? "") !== "", settings: Object.keys(settings).length > 0, references: references.length > 0 };
    return cameParts.filter((part) => has[part]);
  };
  const begun = await deps.sessions.find(ownerId, sessionId);
  if (begun !== null) return ok({ sessionId, came: cameWith(begun.draft.referenceIds), missing: Math.max(0, origins.length - begun.draft.referenceIds.length) });
  // All at once, and few: one after the other they may take longer than anybody waits.
  const had = await Promise.all(origins.map((origin) => ownReference(deps, ownerId, origin)));
  const referenceIds = [...new Set(had.filter((id) => id !== null))];
  const draft: Draft = { ...empty, ...settings, prompt: making?.prompt ?? "", referenceIds };
  const session = await deps.sessions.begin(ownerId, { id: sessionId, title: share.title, draft, from: { shareId: share.id, title: share.title } }, now());
  return session === null ? err({ code: "not_found" }) : ok({ sessionId, came: cameWith(referenceIds), missing: had.filter((id) => id === null).length });
}

/** The same picture twice is one reference. */
async function originsOf({ db }: ShareDeps, shareId: string, number: number): Promise<Origin[]> {
  const slot = await db.selectFrom("share_frames").select("generation_id").where("share_id", "=", shareId).where("number", "=", number).executeTakeFirst();
  const origins = slot ? await originReader(db).of(slot.generation_id) : [];
  return origins.filter(({ sha256 }, at) => origins.findIndex((one) => one.sha256 === sha256) === at);
}

/** null where its picture is not to be had now. */
async function ownReference({ shares, references }: StartDeps, ownerId: string, { storage, stored_key, bytes, position }: Origin): Promise<string | null> {
  const { files, storageOf } = shares;
  const draft = files.draftFile();
  try {
    const read = await storageOf(storage)?.read(stored_key, draft, bytes);
    const made = read?.ok === true ? await referenceFromShare(references, ownerId, draft, `image ${position + 1}`) : null;
    return made?.ok === true ? made.value.id : null;
  } finally {
    await files.discard(draft);
  }
}
