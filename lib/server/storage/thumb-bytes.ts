import "server-only";
import { serverLimits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";
import type { Files } from "@/lib/server/storage/files";

/** Older versions did not note how large thumbnails are; some of them at each look, until all are. */
export async function measureThumbs({ db, files }: { db: Database; files: Files }): Promise<void> {
  const rows = await db.selectFrom("outputs").select(["id", "thumb_small_key", "thumb_large_key"])
    .where("thumb_bytes", "is", null).where("thumb_small_key", "is not", null).limit(serverLimits.thumbsMeasured).execute();
  for (const { id, thumb_small_key, thumb_large_key } of rows) {
    let bytes = 0;
    for (const key of [thumb_small_key, thumb_large_key]) if (key !== null) bytes += (await files.find(key))?.bytes ?? 0;
    await db.updateTable("outputs").set({ thumb_bytes: bytes }).where("id", "=", id).where("thumb_small_key", "is not", null).execute();
  }
}
