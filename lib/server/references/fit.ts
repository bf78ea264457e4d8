import "server-only";
import { readFile } from "node:fs/promises";
import { setImmediate as pause } from "node:timers/promises";
import sharp from "sharp";
import { limits } from "@/lib/limits";
import type { MediaRule } from "@/lib/models/field";
import { limitsOf, type ImageLimits } from "@/lib/models/image-rules";
import { scaledBy } from "@/lib/references/fit-size";
import { lookAt } from "@/lib/references/image-file";
import type { ReferenceProblem } from "@/lib/references/reference";
import type { Source } from "@/lib/references/source";
import { changesOf, type Made } from "@/lib/references/source-changes";
import { stripImage } from "@/lib/references/strip";
import { judge, sourceOf, type Fixing } from "@/lib/references/verdict";
import { err, ok, type Result } from "@/lib/result";
import { bytesOf } from "@/lib/server/images/inspect";

export type Fitted = { bytes: Uint8Array; source: Source };

/** Nobody is there to ask: what is too long and narrow keeps its middle. */
const MIDDLE = { kind: "crop", position: 0.5 } as const;
/** From the best on until the bytes fit; then the sides shrink. */
const QUALITIES = [95, 92, 88, 84, 80] as const;
const SMALLER = 0.85;
const MOST_SHRINKS = 12;

/**
 * A picture of the studio's own (a sample, a frame to edit) as the model takes it: byte for byte where it fits, without its
 * metadata where there is some, else a copy that does, by the same judgement that a person's file gets in the browser.
 */
export async function fitPicture(file: string, rules: readonly MediaRule[]): Promise<Result<Fitted, ReferenceProblem>> {
  const fileBytes = await bytesOf(file);
  if (fileBytes > limits.imageBytes) return err({ code: "too_many_bytes", bytes: fileBytes, limitBytes: limits.imageBytes });
  const bytes = await readFile(file);
  const seen = await lookAt(bytes, pause);
  const verdict = judge(seen, { rules, fit: MIDDLE, fileBytes });
  if (verdict.kind === "refused") return err(verdict.problem);
  if (verdict.kind === "needs_fit" || seen.kind !== "picture") return err({ code: "not_an_image" });
  const source = sourceOf(seen.facts, fileBytes);
  switch (verdict.kind) {
    case "as_it_is": return ok({ bytes, source });
    case "strip": {
      const { bare } = seen;
      return bare ? ok({ bytes: bare, source: { ...source, changes: changesOf(seen.facts, null) } }) : err({ code: "damaged" });
    }
    case "fix": {
      const made = await rewrite(bytes, verdict.fixing, limitsOf(rules)).catch(() => null);
      return made ? ok({ bytes: made.bytes, source: { ...source, changes: changesOf(seen.facts, made.how) } }) : err({ code: "damaged" });
    }
    default: return verdict satisfies never;
  }
}

/** Upright, sRGB, cut and scaled; PNG where something shines through, else JPEG. null where no size of it has so few bytes. */
async function rewrite(bytes: Buffer, fixing: Fixing, bounds: ImageLimits): Promise<{ bytes: Buffer; how: Made } | null> {
  const { part, scaled, bytesBelow } = fixing;
  const open = () => sharp(bytes, { limitInputPixels: limits.decodePixels, failOn: "truncated" });
  const isClear = !(await open().stats()).isOpaque;
  const most = bytesBelow ?? Number.MAX_SAFE_INTEGER;
  for (let shrinks = 0; shrinks <= MOST_SHRINKS; shrinks += 1) {
    const size = scaledBy(scaled, SMALLER ** shrinks, bounds);
    const picture = () => open().autoOrient().extract({ left: part.x, top: part.y, width: part.width, height: part.height })
      .resize({ ...size, fit: "fill", kernel: "lanczos3" }).toColourspace("srgb");
    const how = (quality: number | null): Made => ({ fixing, quality, isShrunkForBytes: shrinks > 0 });
    if (isClear) {
      const png = bare(await picture().png({ compressionLevel: 9 }).toBuffer());
      if (png.length < most) return { bytes: png, how: how(null) };
      continue;
    }
    for (const quality of QUALITIES) {
      const jpeg = bare(await picture().flatten().jpeg({ quality, chromaSubsampling: "4:4:4" }).toBuffer());
      if (jpeg.length < most) return { bytes: jpeg, how: how(quality / 100) };
    }
  }
  return null;
}

/** The encoder adds notes of its own. */
const bare = (bytes: Buffer): Buffer => Buffer.from(stripImage(bytes)?.bytes ?? bytes);
