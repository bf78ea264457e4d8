import "server-only";
import { predictLength } from "client-zip";
import { archiveFileName, writeArchive, type Archive, type ArchivedDraft, type ArchivedFrame, type ArchivedTake } from "@/lib/archives/archive";
import { sessionSlug } from "@/lib/generations/file-name";
import { frameName, openStatuses } from "@/lib/generations/generation";
import { chargeSchema, failureSchema } from "@/lib/generations/generation-schema";
import { groupBy } from "@/lib/group-by";
import { limits, serverLimits } from "@/lib/limits";
import { withoutSecrets } from "@/lib/records/without-secrets";
import { sourceSchema } from "@/lib/references/source";
import { err, ok, type Result } from "@/lib/result";
import { parsedText } from "@/lib/server/archives/parsed-text";
import type { Database, GenerationRow, OutputRow, ReferenceRow } from "@/lib/server/db/database";
import { distinctReferences, planZip, type ZipPlan, type ZipReference, type ZipRefusal } from "@/lib/server/generations/zip-plan";
import type { Files } from "@/lib/server/storage/files";
import { draftSchema, type Draft } from "@/lib/sessions/session";

type ExportDeps = { db: Database; files: Files; now: () => number };
type Made = Pick<GenerationRow, "id" | "take">;
type Place = { take: number; index: number };

/**
 * A whole session as one zip: its frames and their recipe, as every zip has them, and session.json, which makes the session anew.
 * What still runs is left out, and so is what no version can read any more; ownership is in the query.
 */
export async function planExport({ db, files, now }: ExportDeps, ownerId: string, sessionId: string): Promise<Result<ZipPlan, ZipRefusal>> {
  const session = await db.selectFrom("sessions").selectAll().where("id", "=", sessionId).where("owner_id", "=", ownerId).where("deleted_at", "is", null).executeTakeFirst();
  if (!session) return err({ code: "not_found" });
  const plan = await planZip({ db, files }, ownerId, sessionId, { by: "all" });
  if (!plan.ok && plan.error.code === "too_many") return plan;

  const rows = await db.selectFrom("generations").selectAll().where("session_id", "=", sessionId).where("deleted_at", "is", null).where("status", "not in", [...openStatuses])
    .orderBy("take").limit(limits.archiveTakes + 1).execute();
  if (rows.length > limits.archiveTakes) return err({ code: "too_many" });
  const takes = rows.flatMap((row) => {
    const draft = parsedText(row.draft_json, draftSchema);
    return draft === null ? [] : [{ row, draft }];
  });
  const outputs = groupBy(await db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id").selectAll("outputs")
    .where("generations.session_id", "=", sessionId).orderBy("outputs.frame").execute(), ({ generation_id }) => generation_id);
  const used = groupBy(await db.selectFrom("generation_references").innerJoin("generations", "generations.id", "generation_references.generation_id")
    .select(["generation_references.generation_id", "generation_references.reference_id"]).where("generations.session_id", "=", sessionId).where("generations.deleted_at", "is", null)
    .orderBy("generation_references.position").execute(), ({ generation_id }) => generation_id);
  const draft = parsedText(session.draft_json, draftSchema);
  const references = await db.selectFrom("references").selectAll().where("owner_id", "=", ownerId).where((eb) => eb.or([
    eb("id", "in", eb.selectFrom("generation_references").innerJoin("generations", "generations.id", "generation_references.generation_id").select("generation_references.reference_id")
      .where("generations.session_id", "=", sessionId).where("generations.deleted_at", "is", null).where("generations.status", "not in", [...openStatuses])),
    eb("id", "in", draft === null || draft.referenceIds.length === 0 ? [""] : draft.referenceIds),
  ])).orderBy("id").limit(limits.archiveReferences + 1).execute();
  if (references.length > limits.archiveReferences) return err({ code: "too_many" });

  const fileOfFrame = new Map(plan.ok ? plan.value.takes.flatMap(({ frames }) => frames.map(({ name, file }) => [name, file] as const)) : []);
  const nameOf = new Map(references.map(({ id }, at) => [id, `r${at + 1}`]));
  const named = ({ referenceIds, ...rest }: Draft): ArchivedDraft => ({ ...rest, references: referenceIds.flatMap((id) => nameOf.get(id) ?? []) });
  const takeOf = new Map(takes.map(({ row }) => [row.id, row.take]));
  const placeOf = placesOf(rows, outputs);
  const whole = (had: readonly ZipReference[]): Omit<Archive, "kind" | "version"> => ({
    title: session.title, savedAt: now(), createdAt: session.created_at, lastTake: session.takes,
    fromShare: session.from_share_id === null ? null : { id: session.from_share_id, title: session.from_share_title ?? "" },
    draft: draft === null ? { prompt: "", count: 1, size: "", optimize: "fast", seed: null, references: [] } : named(draft),
    references: references.map((row, at) => archivedReference(row, `r${at + 1}`, had, placeOf)),
    takes: takes.map(({ row, draft: drafted }) => archivedTake(row, {
      draft: named({ ...drafted, referenceIds: (used.get(row.id) ?? []).map(({ reference_id }) => reference_id) }),
      madeFor: takeOf.get(row.made_for ?? "") ?? null,
      frames: (outputs.get(row.id) ?? []).map((output) => archivedFrame(output, fileOfFrame.get(frameName(row.take, output.frame)))),
    })),
  });
  // Written when it is sent, and before that for how long it is: each time the same.
  const at = now();
  const last = { name: archiveFileName, of: (had: readonly ZipReference[]) => writeArchive({ ...whole(had), savedAt: at }) };
  const zip = { frames: plan.ok ? plan.value.frames : [], references: distinctReferences(references), last };
  if (!isImportable(zip)) return err({ code: "too_many" });
  return ok({ name: `${sessionSlug(session.title)}-session.zip`, title: session.title, takes: plan.ok ? plan.value.takes : [], ...zip });
}

/** What no instance would take in is not given out. */
function isImportable({ frames, references, last }: Required<Pick<ZipPlan, "frames" | "references" | "last">>): boolean {
  const text = { name: last.name, bytes: Buffer.byteLength(last.of(references)) };
  // Twice: the recipe says less than it.
  const bytes = predictLength([...frames, ...references, text, text].map(({ name, bytes: size }) => ({ name, size })));
  return text.bytes <= limits.archiveBytes && bytes <= serverLimits.importBytes;
}

const placesOf = (takes: readonly Made[], outputs: ReadonlyMap<string, readonly OutputRow[]>): ReadonlyMap<string, Place> =>
  new Map(takes.flatMap(({ id, take }) => (outputs.get(id) ?? []).map((output) => [output.id, { take, index: output.frame }] as const)));

function archivedReference(row: ReferenceRow, id: string, had: readonly ZipReference[], placeOf: ReadonlyMap<string, Place>): Archive["references"][number] {
  const file = had.find(({ sha256 }) => sha256 === row.sha256)?.name ?? null;
  return {
    id, name: row.name, file, sha256: row.sha256, bytes: row.bytes, createdAt: row.created_at, source: parsedText(row.source_json, sourceSchema),
    madeFrom: row.made_from === null ? null : { frame: row.made_from, place: placeOf.get(row.made_from_output_id ?? "") ?? null, isFrame: row.output_id !== null && row.output_id === row.made_from_output_id },
  };
}

function archivedFrame(output: OutputRow, file: string | undefined): ArchivedFrame {
  const { frame: index, state, deleted_at, sha256, mime, bytes, width, height, marked_at } = output;
  if (deleted_at !== null) return { index, state: "deleted" };
  if (state === "missing") return { index, state };
  if (state !== "delivered" || file === undefined || sha256 === null || mime === null) return { index, state: "lost" };
  return { index, state, file, sha256, mime, bytes, width, height, markedAt: marked_at };
}

type BesideTake = Pick<ArchivedTake, "draft" | "madeFor" | "frames">;

function archivedTake(row: GenerationRow, beside: BesideTake): ArchivedTake {
  const shown = (json: string | null) => (json === null ? null : withoutSecrets(json));
  const failure = parsedText(row.failure_json, failureSchema);
  return {
    take: row.take, ...statusOf(row, failure), modelId: row.model_id, engine: row.engine, baseUrl: addressOf(row.base_url), requestId: row.request_id,
    imagesAsked: row.images_asked, charge: chargeSchema.parse(row.charge), reservedMicroUsd: row.reserved_micro_usd, chargedMicroUsd: row.charged_micro_usd,
    times: { createdAt: row.created_at, sentAt: row.post_started_at, acceptedAt: row.accepted_at, startedAt: row.started_at, settledAt: row.settled_at ?? row.created_at },
    inputJson: shown(row.input_json), resultJson: shown(row.result_json), ...beside,
  };
}

/** A failure whose reason no version can read any more keeps its place, without its reason. */
function statusOf({ status }: GenerationRow, failure: ArchivedTake["failure"]): Pick<ArchivedTake, "status" | "failure"> {
  switch (status) {
    case "completed": case "cancelled": case "unclear": return { status, failure: null };
    default: return { status: "failed", failure: failure ?? { code: "no_output" } };
  }
}

/** A base of one's own may hold a name and a password. */
function addressOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname}`;
}
