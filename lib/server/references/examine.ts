import "server-only";
import { readFile } from "node:fs/promises";
import { setImmediate as pause } from "node:timers/promises";
import { newId } from "@/lib/ids";
import { limits } from "@/lib/limits";
import { checkImage } from "@/lib/models/image-rules";
import type { MediaRule } from "@/lib/models/field";
import { lookAt } from "@/lib/references/image-file";
import { referenceFormatSchema, type ReferenceProblem } from "@/lib/references/reference";
import { err, ok, type Result } from "@/lib/result";
import type { ReferenceRow } from "@/lib/server/db/database";
import { bytesOf, formatOfFile, readPicture } from "@/lib/server/images/inspect";
import { faultOfPng } from "@/lib/server/images/png";
import { makeThumbs } from "@/lib/server/images/thumbs";
import { sha256Of, type Files } from "@/lib/server/storage/files";

export type Measured = Pick<ReferenceRow, "sha256" | "format" | "width" | "height" | "bytes" | "thumb_key">;

/**
 * Reads a reference's own bytes and believes nothing else: what format it is, its size and pixels, that there is one picture
 * and nothing beside it, and that it decodes to its end. The cheap looks come first: what claims to be enormous is never opened.
 */
export async function measureReference(files: Files, file: string, rules: readonly MediaRule[]): Promise<Result<Measured, ReferenceProblem>> {
  const named = await formatOfFile(file);
  const format = referenceFormatSchema.safeParse(named);
  if (!format.success) return err(named === null ? { code: "not_an_image" } : { code: "wrong_format", format: named });
  const bytes = await bytesOf(file);
  const tooMany = checkImage(rules.filter(({ dimension }) => dimension === "file_size_mb"), { bytes, width: 1, height: 1 });
  if (tooMany) return err(tooMany);
  const read = await readPicture(file);
  if (!read.ok || read.picture.mime !== `image/${format.data}`) return err({ code: "damaged" });
  const { width, height } = read.picture;
  const broken = checkImage(rules, { bytes, width, height });
  if (broken) return err(broken);
  if (width * height > limits.decodePixels) return err({ code: "too_many_pixels", width, height, limitPixels: limits.decodePixels });

  const problem = await innerProblem(await readFile(file));
  if (problem) return err(problem);
  const sha256 = await sha256Of(file);
  const thumbs = await makeThumbs(files, file, sha256);
  return thumbs === null ? err({ code: "damaged" }) : ok({ sha256, format: format.data, width, height, bytes, thumb_key: thumbs.small });
}

/** What only its inner structure tells, undecoded. */
async function innerProblem(bytes: Uint8Array): Promise<ReferenceProblem | null> {
  const seen = await lookAt(bytes, pause);
  // What nothing could be cut out of was to be written anew.
  if (seen.kind !== "picture" || !seen.facts.isWhole || seen.facts.cutBytes === null) return { code: "damaged" };
  const { format, pictures, metadata } = seen.facts;
  if (pictures !== 1) return { code: "animated", pictures };
  if (metadata.length > 0) return { code: "metadata_left", what: [...metadata] };
  const fault = format === "png" ? await faultOfPng(bytes) : null;
  switch (fault) {
    case null: return null;
    case "damaged": return { code: "damaged" };
    case "trailing": return { code: "metadata_left", what: ["trailing"] };
    default: return fault satisfies never;
  }
}

type Origin = Pick<ReferenceRow, "owner_id" | "name" | "storage" | "stored_key" | "output_id" | "made_from" | "made_from_output_id" | "source_json">;

export const referenceRow = (measured: Measured, origin: Origin, now: number): ReferenceRow => ({
  id: newId("ref"), ...measured, ...origin, sha256_once: measured.sha256, used_at: null, given_at: now, proved_at: null, proved_origin: null, created_at: now,
});
