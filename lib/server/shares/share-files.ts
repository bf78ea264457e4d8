import "server-only";
import { limits } from "@/lib/limits";
import type { PreviewWidth, ShareFile } from "@/lib/shares/addresses";
import type { Database, ShareRow } from "@/lib/server/db/database";
import { hasOriginal } from "@/lib/server/shares/originals";
import { originReader } from "@/lib/server/shares/origins";
import { thumbKey, tinyBeside, type FileKey } from "@/lib/server/storage/files";

/** An original goes through `Originals`; the rest holds nothing beside its picture: we made it. */
export type FoundFile = { kind: "original" | "preview"; key: FileKey };

/** By the same rules as the page: null for what is not shown, and for what is not there. */
export async function findShareFile(db: Database, share: ShareRow, file: ShareFile): Promise<FoundFile | null> {
  const shown = await shownFrame(db, share, file.number);
  if (!shown) return null;
  switch (file.file) {
    case "original": {
      const { file_key, mime, thumb_small_key, thumb_large_key } = shown;
      const hasPreviews = thumb_small_key !== null && thumb_large_key !== null;
      const isGiven = file_key !== null && hasOriginal(mime ?? "", share) && (share.shows_originals === 1 || !hasPreviews);
      return isGiven ? { kind: "original", key: file_key } : null;
    }
    case "preview": return preview(ofWidth(file.width, { small: shown.thumb_small_key, large: shown.thumb_large_key }));
    case "reference": {
      if (share.shows_references !== 1) return null;
      const origin = (await originReader(db).of(shown.generation_id)).find(({ position }) => position === file.reference - 1);
      if (origin === undefined) return null;
      return preview(ofWidth(file.width, { small: origin.thumb_key, large: thumbKey(origin.sha256, 1280) }));
    }
    case "step": {
      if (share.shows_lineage !== 1) return null;
      const step = (await originReader(db).line(shown.generation_id))[file.step - 1];
      return step === undefined || (step.kind === "photograph" && share.shows_references !== 1) ? null : preview(step.thumb);
    }
    default: return file satisfies never;
  }
}

function ofWidth(width: PreviewWidth, { small, large }: { small: FileKey | null; large: FileKey | null }): FileKey | null {
  switch (width) {
    case 384: return small && tinyBeside(small);
    case 640: return small;
    case 1280: return large;
    default: return width satisfies never;
  }
}

const preview = (key: FileKey | null): FoundFile | null => (key === null ? null : { kind: "preview", key });

/** Neither a deleted frame, nor one of a deleted take or session. */
const shownFrames = (db: Database, share: ShareRow) =>
  db.selectFrom("share_frames").innerJoin("generations", "generations.id", "share_frames.generation_id").innerJoin("sessions", "sessions.id", "generations.session_id")
    .innerJoin("outputs", (join) => join.onRef("outputs.generation_id", "=", "share_frames.generation_id").onRef("outputs.frame", "=", "share_frames.frame"))
    .select(["share_frames.number", "outputs.id", "outputs.generation_id", "outputs.file_key", "outputs.mime", "outputs.thumb_small_key", "outputs.thumb_large_key", "outputs.width", "outputs.height", "outputs.bytes"])
    .where("share_frames.share_id", "=", share.id).where("generations.owner_id", "=", share.owner_id)
    .where("outputs.state", "=", "delivered").where("outputs.deleted_at", "is", null).where("generations.deleted_at", "is", null).where("sessions.deleted_at", "is", null);

export const shownFrame = (db: Database, share: ShareRow, number: number) => shownFrames(db, share).where("share_frames.number", "=", number).executeTakeFirst();
export const allShownFrames = (db: Database, share: ShareRow) => shownFrames(db, share).orderBy("share_frames.number").limit(limits.shareFrames).execute();
