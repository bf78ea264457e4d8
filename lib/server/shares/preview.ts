import "server-only";
import { previewed } from "@/lib/shares/previewed";
import type { SharePreview } from "@/lib/shares/share-preview";
import { numberNews } from "@/lib/server/shares/numbers";
import { originReader } from "@/lib/server/shares/origins";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { allShownFrames } from "@/lib/server/shares/share-files";
import { readSource } from "@/lib/server/shares/source";

/** What a share shows and may show, with what came to it since. null for what is not this owner's, and for what was taken back. */
export async function readSharePreview(deps: Pick<ShareDeps, "db" | "files" | "modelOf">, ownerId: string, shareId: string): Promise<SharePreview | null> {
  const { db, files } = deps;
  const share = await db.selectFrom("shares").innerJoin("sessions", "sessions.id", "shares.session_id").selectAll("shares")
    .where("shares.id", "=", shareId).where("shares.owner_id", "=", ownerId).where("shares.revoked_at", "is", null).where("sessions.deleted_at", "is", null).executeTakeFirst();
  if (!share) return null;
  await numberNews(db, share);
  const frames = await allShownFrames(db, share);
  const takes = [...new Set(frames.map(({ generation_id }) => generation_id))];
  const origins = originReader(db);
  await origins.load(takes);
  const references = new Map<string, SharePreview["references"][number]>();
  for (const take of takes) for (const { id, thumb_key } of await origins.of(take)) references.set(id, { id, thumbUrl: files.urlOf(thumb_key) });
  const pictures = frames.map(({ id, thumb_small_key, width, height, bytes }) => ({ id, thumbUrl: thumb_small_key === null ? null : files.urlOf(thumb_small_key), width, height, bytes }));
  return previewed(await readSource(deps, share), { pictures, references: [...references.values()] });
}
