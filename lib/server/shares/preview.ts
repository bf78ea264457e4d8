import "server-only";
import { previewed } from "@/lib/shares/previewed";
import type { SharePreview } from "@/lib/shares/share-preview";
import type { Database, ShareRow } from "@/lib/server/db/database";
import { numberNews } from "@/lib/server/shares/numbers";
import { originReader } from "@/lib/server/shares/origins";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { allShownFrames } from "@/lib/server/shares/share-files";
import { readSource } from "@/lib/server/shares/source";
import { tinyBeside } from "@/lib/server/storage/files";

/** What a share shows and may show, with what came to it since. null for what is not this owner's, and for what was taken back. */
export async function readSharePreview(deps: Pick<ShareDeps, "db" | "files" | "modelOf">, ownerId: string, shareId: string): Promise<SharePreview | null> {
  const { db, files } = deps;
  const share = await db.selectFrom("shares").innerJoin("sessions", "sessions.id", "shares.session_id").selectAll("shares")
    .where("shares.id", "=", shareId).where("shares.owner_id", "=", ownerId).where("shares.revoked_at", "is", null).where("sessions.deleted_at", "is", null).executeTakeFirst();
  if (!share) return null;
  await numberNews(db, share);
  const frames = await allShownFrames(db, share);
  const takes = [...new Set([...frames.map(({ generation_id }) => generation_id), ...(await openTakes(db, share))])];
  const origins = originReader(db);
  await origins.load(takes);
  const references = new Map<string, SharePreview["references"][number]>();
  for (const take of takes) for (const { id, thumb_key } of await origins.of(take)) references.set(id, { id, thumbUrl: files.urlOf(tinyBeside(thumb_key)) });
  const pictures = frames.map(({ id, thumb_small_key, width, height, bytes }) => ({ id, thumbUrl: thumb_small_key === null ? null : files.urlOf(tinyBeside(thumb_small_key)), width, height, bytes }));
  return previewed(await readSource(deps, share), { pictures, references: [...references.values()] });
}

/** Still at work: their references are shown once a picture comes. */
async function openTakes(db: Database, share: ShareRow): Promise<string[]> {
  const rows = await db.selectFrom("share_frames").innerJoin("generations", "generations.id", "share_frames.generation_id").select("generations.id").distinct()
    .where("share_frames.share_id", "=", share.id).where("generations.owner_id", "=", share.owner_id).where("generations.settled_at", "is", null).where("generations.deleted_at", "is", null).execute();
  return rows.map(({ id }) => id);
}
