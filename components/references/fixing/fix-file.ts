import { composed, previewOf } from "@/components/references/fixing/composed";
import { encodedUnder } from "@/components/references/fixing/encoded";
import { openBitmap, type Opened } from "@/components/references/fixing/open-bitmap";
import { freeSurface } from "@/components/references/fixing/surface";
import type { FixingProgress, Prepared, PrepareOptions, Unfitted } from "@/components/references/fixing/prepared";
import { limits } from "@/lib/limits";
import { checkImage, limitsOf } from "@/lib/models/image-rules";
import { lookAt } from "@/lib/references/image-file";
import type { ImageFacts, Looked } from "@/lib/references/image-facts";
import { orientationAfter, turned } from "@/lib/references/orientation";
import type { ReferenceProblem } from "@/lib/references/reference";
import { changesOf } from "@/lib/references/source-changes";
import type { Source } from "@/lib/references/source";
import { judge, sourceOf, uprightSize, type Fixing } from "@/lib/references/verdict";
import { otherFormat } from "@/lib/references/way";

type Asked = Pick<PrepareOptions, "rules" | "way"> & { tell: (progress: FixingProgress) => void };
const refused = (problem: ReferenceProblem): Prepared => ({ kind: "refused", problem });

/** Wide enough for a dialog on a sharp screen. */
const PREVIEW_PX = 1280;
const PREVIEW_QUALITY = 0.85;

/** In the worker: from a person's file to what the model takes. */
export async function fixFile(file: File, { rules, way, tell }: Asked): Promise<Prepared> {
  tell({ step: "looking", percent: 2 });
  if (file.size >= limits.fixBytes) return refused({ code: "too_many_bytes", bytes: file.size, limitBytes: limits.fixBytes });
  const bytes = await bytesOf(file);
  if (!bytes) return { kind: "moved" };
  const seen = await lookAt(bytes);
  const verdict = judge(seen, { rules, ...way, fileBytes: bytes.length });
  if (verdict.kind === "refused" || seen.kind !== "picture") return refused(verdict.kind === "refused" ? verdict.problem : { code: "not_an_image" });
  const { facts } = seen;
  tell({ step: "decoding", percent: 10 });
  // Opened also where nothing is to be done: a file that does not decode shall not be sent first.
  const opened = await openBitmap(file, bytes, facts);
  if (!opened) return refused(facts.format === "tiff" ? { code: "wrong_format", format: "tiff" } : { code: "damaged" });
  try {
    return await finish({ file, bytes, facts: measured(facts, opened), bare: seen.bare ?? null, opened }, { rules, way, tell });
  } finally {
    opened.bitmap.close();
  }
}

/** null where the file is not what and where it was when it was chosen; browsers name that differently. */
async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException && (error.name === "NotReadableError" || error.name === "NotFoundError")) return null;
    throw error;
  }
}

/** The decoder's word counts: it also knows of a picture's clean aperture. */
const measured = (facts: ImageFacts, { bitmap: { width, height } }: Opened): ImageFacts => ({ ...facts, width, height });

type InHand = { file: File; bytes: Uint8Array; opened: Opened } & Looked;

async function finish({ file, bytes, facts, bare, opened }: InHand, asked: Asked): Promise<Prepared> {
  const { rules, way, tell } = asked;
  const source = sourceOf(facts, bytes.length);
  const orientation = orientationAfter(facts.orientation, way.turns);
  const upright = uprightSize({ ...facts, orientation });
  const verdict = judge({ kind: "picture", facts }, { rules, ...way, fileBytes: bytes.length });
  tell({ step: "fitting", percent: 40 });
  switch (verdict.kind) {
    case "refused": return refused(verdict.problem);
    case "needs_fit": return { kind: "needs_fit", ...(await unfittedOf(opened, orientation)) };
    case "as_it_is":
    case "strip": {
      const mime = facts.format === "png" ? "image/png" : "image/jpeg";
      const ready = verdict.kind === "strip" && bare ? new Blob([bare], { type: mime }) : file;
      return { kind: "ready", file: ready, mime, source: { ...source, changes: changesOf(facts, null, way.turns) }, ...upright, otherFormat: null, unfitted: null };
    }
    case "fix": return fixed({ facts, opened, orientation, fixing: verdict.fixing }, asked, source);
    default: return verdict satisfies never;
  }
}

async function unfittedOf(opened: Opened, orientation: number): Promise<Unfitted> {
  const small = previewOf(opened, orientation, PREVIEW_PX);
  const previewBlob = await small.canvas.convertToBlob({ type: "image/jpeg", quality: PREVIEW_QUALITY });
  freeSurface(small);
  return { ...turned(orientation, opened.bitmap), previewBlob };
}

type ToFix = { facts: ImageFacts; opened: Opened; orientation: number; fixing: Fixing };

async function fixed({ facts, opened, orientation, fixing }: ToFix, { rules, way, tell }: Asked, source: Source): Promise<Prepared> {
  const unfitted = fixing.fit ? await unfittedOf(opened, orientation) : null;
  const surface = composed(opened, orientation, fixing, (share) => tell({ step: "fitting", percent: 40 + Math.floor(share * 30) }));
  // What is decoded is not needed any more, and it is the larger of the two.
  opened.bitmap.close();
  tell({ step: "encoding", percent: 70 });
  const made = await encodedUnder(surface, { ...fixing, ratio: limitsOf(rules) });
  if (!made) return refused({ code: "too_many_bytes", bytes: source.bytes, limitBytes: fixing.bytesBelow ?? limits.fixBytes });
  const problem = checkImage(rules, { bytes: made.file.size, ...made.size });
  if (problem) return refused(problem);
  tell({ step: "encoding", percent: 100 });
  const changes = changesOf(facts, { fixing, quality: made.quality, isShrunkForBytes: made.isShrunk }, way.turns);
  const other = otherFormat({ format: made.mime === "image/png" ? "png" : "jpeg", ...made.size, isTransparent: made.isTransparent, bytesBelow: fixing.bytesBelow });
  return { kind: "ready", file: made.file, mime: made.mime, source: { ...source, changes }, ...made.size, otherFormat: other, unfitted };
}
