import "server-only";
import type { Database } from "@/lib/server/db/database";
import { contentOf, type FileKey } from "@/lib/server/storage/files";

/** Files are named by their content, so two owners may have the same one: each must have it himself. */
export const fileOwners = (db: Database) => async (ownerId: string, key: FileKey): Promise<boolean> => {
  const sha256 = contentOf(key);
  if (sha256 === null) return false;
  const output = await db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id").select("outputs.id")
    .where("outputs.sha256", "=", sha256).where("generations.owner_id", "=", ownerId).limit(1).executeTakeFirst();
  if (output !== undefined) return true;
  const reference = await db.selectFrom("references").select("id").where("sha256", "=", sha256).where("owner_id", "=", ownerId).limit(1).executeTakeFirst();
  return reference !== undefined;
};
