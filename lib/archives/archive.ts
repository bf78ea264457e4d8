import * as z from "zod/mini";
import { chargeSchema, engineSchema, failureSchema } from "@/lib/generations/generation-schema";
import { limits } from "@/lib/limits";
import { sourceSchema } from "@/lib/references/source";
import { err, ok, type Result } from "@/lib/result";
import { draftSchema } from "@/lib/sessions/session";

/** What an exported session's session.json is: all that makes the session, whichever instance it comes to. */
const archiveKind = "contact-sheet/session";
/** Grows when an older reader would misread what is written. */
const archiveVersion = 1;
export const archiveFileName = "session.json";

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const fileName = z.string().check(z.minLength(1), z.maxLength(300));
/** As late as a Date can be. */
const time = z.int().check(z.gte(0), z.lte(8_640_000_000_000_000));
const money = z.int().check(z.gte(0), z.lte(1_000_000_000_000));
const bytes = z.int().check(z.gte(0), z.lte(limits.videoBytes));
const pixels = z.int().check(z.gte(0), z.lte(100_000));
const takeNumber = z.int().check(z.gte(1), z.lte(1_000_000));
const frameNumber = z.int().check(z.gte(1), z.lte(100));
/** As it was sent and answered, without rights. */
const json = z.nullable(z.string().check(z.maxLength(1_000_000)));

const archivedReferenceSchema = z.object({
  /** Of this archive alone: what drafts and takes name it by. */
  id: z.string().check(z.regex(/^r\d{1,5}$/)),
  name: z.string().check(z.maxLength(300)),
  /** null where its bytes could not be had when it was exported. */
  file: z.nullable(fileName),
  sha256,
  bytes,
  createdAt: time,
  source: z.nullable(sourceSchema),
  /** The frame it was made from, by its name and, where that is in this session, by its place; `isFrame`: it is that frame itself. */
  madeFrom: z.nullable(z.object({
    frame: z.string().check(z.maxLength(20)),
    place: z.nullable(z.object({ take: takeNumber, index: frameNumber })),
    isFrame: z.boolean(),
  })),
});
export type ArchivedReference = z.infer<typeof archivedReferenceSchema>;

const frame = { index: frameNumber };
const archivedFrameSchema = z.discriminatedUnion("state", [
  z.object({
    ...frame, state: z.literal("delivered"), file: fileName, sha256, bytes, mime: z.string().check(z.maxLength(100)), width: pixels, height: pixels, markedAt: z.nullable(time),
  }),
  z.object({ ...frame, state: z.enum(["missing", "lost", "deleted"]) }),
]);
export type ArchivedFrame = z.infer<typeof archivedFrameSchema>;

/** A take with what it names as this archive does; of a draft no `referenceIds`. */
const { prompt, count, size, optimize, seed } = draftSchema.shape;
const archivedDraftSchema = z.object({ prompt, count, size, optimize, seed, references: z.array(z.string()).check(z.maxLength(10)) });
export type ArchivedDraft = z.infer<typeof archivedDraftSchema>;

const archivedTakeSchema = z.object({
  take: takeNumber,
  status: z.enum(["completed", "failed", "cancelled", "unclear"]),
  failure: z.nullable(failureSchema),
  modelId: z.string().check(z.maxLength(200)),
  engine: engineSchema,
  /** Where it was made: a name to know it by, never asked again. */
  baseUrl: z.url().check(z.maxLength(300)),
  requestId: z.nullable(z.string().check(z.maxLength(300))),
  draft: archivedDraftSchema,
  imagesAsked: z.int().check(z.gte(0), z.lte(100)),
  madeFor: z.nullable(takeNumber),
  charge: chargeSchema,
  /** Reserved and, in the end, charged: where it was made. */
  reservedMicroUsd: money,
  chargedMicroUsd: money,
  times: z.object({ createdAt: time, sentAt: z.nullable(time), acceptedAt: z.nullable(time), startedAt: z.nullable(time), settledAt: time }),
  inputJson: json,
  resultJson: json,
  frames: z.array(archivedFrameSchema).check(z.maxLength(100)),
});
export type ArchivedTake = z.infer<typeof archivedTakeSchema>;

const archiveSchema = z.object({
  kind: z.literal(archiveKind),
  version: z.literal(archiveVersion),
  title: z.string().check(z.maxLength(500)),
  savedAt: time,
  createdAt: time,
  /** The number of its newest take, deleted ones with it. */
  lastTake: z.int().check(z.gte(0), z.lte(1_000_000)),
  fromShare: z.nullable(z.object({ id: z.string().check(z.regex(/^[0-9a-f]{32}$/)), title: z.string().check(z.maxLength(500)) })),
  draft: archivedDraftSchema,
  references: z.array(archivedReferenceSchema).check(z.maxLength(limits.archiveReferences)),
  /** In their order. What was still running when it was written is not among them. */
  takes: z.array(archivedTakeSchema).check(z.maxLength(limits.archiveTakes)),
});
export type Archive = z.infer<typeof archiveSchema>;

export type NotAnArchive =
  | { code: "not_an_archive" }
  /** Written by a later studio. */
  | { code: "newer"; version: number };

const whichSchema = z.object({ kind: z.literal(archiveKind), version: z.int() });

/** All of it or nothing: a session that came home in part would look whole. */
export function readArchive(text: string): Result<Archive, NotAnArchive> {
  const value = parsedJson(text);
  const which = whichSchema.safeParse(value);
  if (!which.success) return err({ code: "not_an_archive" });
  if (which.data.version > archiveVersion) return err({ code: "newer", version: which.data.version });
  const parsed = archiveSchema.safeParse(value);
  return parsed.success && isConsistent(parsed.data) ? ok(parsed.data) : err({ code: "not_an_archive" });
}

/** Every name leads somewhere, and nothing is there twice. */
function isConsistent({ takes, references, draft, lastTake }: Archive): boolean {
  const known = new Set(references.map(({ id }) => id));
  const numbers = new Set(takes.map(({ take }) => take));
  const isWhole = (named: ArchivedDraft) => named.references.every((id) => known.has(id));
  return known.size === references.length && numbers.size === takes.length && isWhole(draft)
    && takes.every((take) => isWhole(take.draft) && take.take <= lastTake && new Set(take.frames.map(({ index }) => index)).size === take.frames.length && (take.status === "failed") === (take.failure !== null));
}

function parsedJson(text: string): unknown {
  try {
    // Editors of another system begin a file with a mark.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return null;
  }
}

export const writeArchive = (archive: Omit<Archive, "kind" | "version">): string =>
  `${JSON.stringify({ kind: archiveKind, version: archiveVersion, ...archive } satisfies Archive, null, 2)}\n`;
