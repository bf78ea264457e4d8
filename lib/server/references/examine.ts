import "server-only";
import { newId } from "@/lib/ids";
import { limits } from "@/lib/limits";
import { checkImage } from "@/lib/models/image-rules";
import type { MediaRule } from "@/lib/models/field";
import { referenceFormatSchema, type ReferenceProblem } from "@/lib/references/reference";
import { err, ok, type Result } from "@/lib/result";
import type { ReferenceRow } from "@/lib/server/db/database";
import { bytesOf, readPicture } from "@/lib/server/images/inspect";
import { makeThumbs } from "@/lib/server/images/thumbs";
import { sha256Of, type Files } from "@/lib/server/storage/files";

export type Measured = Pick<ReferenceRow, "sha256" | "format" | "width" | "height" | "bytes" | "thumb_key">;

/** Reads a reference's own bytes: format, size, pixels, and whether it decodes to its end. */
export async function measureReference(files: Files, file: string, rules: readonly MediaRule[]): Promise<Result<Measured, ReferenceProblem>> {
  const read = await readPicture(file);
  if (!read.ok) return err(read.format === null ? { code: "not_an_image" } : { code: "wrong_format", format: read.format });
  const { mime, width, height } = read.picture;
  const format = referenceFormatSchema.safeParse(mime.replace("image/", ""));
  if (!format.success) return err({ code: "wrong_format", format: mime.replace("image/", "") });

  const bytes = await bytesOf(file);
  const broken = checkImage(rules, { bytes, width, height });
  if (broken) return err(broken);
  if (width * height > limits.decodePixels) return err({ code: "too_large", width, height, limit: Math.floor(Math.sqrt(limits.decodePixels)) });

  const sha256 = await sha256Of(file);
  const thumbs = await makeThumbs(files, file, sha256);
  return thumbs === null ? err({ code: "damaged" }) : ok({ sha256, format: format.data, width, height, bytes, thumb_key: thumbs.small });
}

type Origin = Pick<ReferenceRow, "owner_id" | "name" | "storage" | "stored_key" | "output_id" | "made_from" | "source_json">;

export const referenceRow = (measured: Measured, origin: Origin, now: number): ReferenceRow => ({
  id: newId("ref"), ...measured, ...origin, sha256_once: null, used_at: null, proved_at: null, proved_origin: null, created_at: now,
});
