import "server-only";
import { groupBy } from "@/lib/group-by";
import { serverLimits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";
import type { FileKey } from "@/lib/server/storage/files";

/** What takes were made from, in the order that their prompts count. */
const originRows = (db: Database, generationIds: readonly string[]) =>
  db.selectFrom("generation_references").innerJoin("references", "references.id", "generation_references.reference_id").innerJoin("generations as take", "take.id", "generation_references.generation_id")
    .leftJoin("outputs", "outputs.id", "references.made_from_output_id").leftJoin("generations as made", "made.id", "outputs.generation_id").leftJoin("sessions", "sessions.id", "made.session_id")
    .select([
      "generation_references.generation_id", "generation_references.position", "references.id", "references.width", "references.height", "references.sha256", "references.thumb_key",
      "references.format", "references.storage", "references.stored_key", "references.bytes", "references.created_at", "take.created_at as taken_at",
      "made.id as made_in", "made.created_at as made_at", "outputs.width as frame_width", "outputs.height as frame_height", "outputs.thumb_small_key as frame_thumb",
      "outputs.deleted_at as frame_deleted_at", "made.deleted_at as made_deleted_at", "sessions.deleted_at as session_deleted_at",
    ])
    .where("generation_references.generation_id", "in", [...generationIds]).orderBy("generation_references.position").execute();
export type Origin = Awaited<ReturnType<typeof originRows>>[number];

export type LineStep = { kind: "photograph" | "picture"; isThere: boolean; width: number; height: number; thumb: FileKey | null };

/** Reads each take once, however many lines lead through it. */
export function originReader(db: Database) {
  const known = new Map<string, readonly Origin[]>();

  async function load(generationIds: readonly string[]): Promise<void> {
    const asked = generationIds.filter((id) => !known.has(id));
    if (asked.length === 0) return;
    const rows = groupBy(await originRows(db, asked), ({ generation_id }) => generation_id);
    for (const id of asked) known.set(id, rows.get(id) ?? []);
  }
  async function of(generationId: string): Promise<readonly Origin[]> {
    await load([generationId]);
    return known.get(generationId) ?? [];
  }

  return {
    load, of,
    /** From the first photograph to what the take was made from: at each step through the first reference that was itself a frame, else through the first one. */
    async line(generationId: string): Promise<LineStep[]> {
      const steps: LineStep[] = [];
      const seen = new Set<string>();
      for (let take: string | null = generationId; take !== null && !seen.has(take) && steps.length < serverLimits.shareLineSteps;) {
        seen.add(take);
        const origins: readonly Origin[] = await of(take);
        const edited: Origin | undefined = origins.find(isEdited);
        const photograph: Origin | undefined = origins[0];
        if (edited !== undefined) steps.unshift(pictureStep(edited));
        else if (photograph !== undefined) steps.unshift({ kind: "photograph", isThere: true, width: photograph.width, height: photograph.height, thumb: photograph.thumb_key });
        take = edited?.made_in ?? null;
      }
      return steps;
    },
  };
}

/** The same bytes may have come out of a later take: what a take was made from is older than it. */
const isEdited = ({ made_in, made_at, taken_at }: Origin): boolean => made_in !== null && made_at !== null && made_at < taken_at;

function pictureStep({ frame_width, frame_height, frame_thumb, frame_deleted_at, made_deleted_at, session_deleted_at }: Origin): LineStep {
  const isThere = frame_thumb !== null && frame_deleted_at === null && made_deleted_at === null && session_deleted_at === null;
  return { kind: "picture", isThere, width: frame_width ?? 1, height: frame_height ?? 1, thumb: isThere ? frame_thumb : null };
}
