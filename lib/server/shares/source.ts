import "server-only";
import { thumbHashToAverageRGBA } from "thumbhash";
import { groupBy } from "@/lib/group-by";
import { sizeOf } from "@/lib/models/composer-model";
import type { SharedSlot, SharedTake, ShareSource } from "@/lib/shares/public-view";
import type { ShownParts } from "@/lib/shares/share";
import { parsedText } from "@/lib/server/archives/parsed-text";
import type { Database, GenerationRow, OutputRow, ShareRow } from "@/lib/server/db/database";
import { statusOfRow } from "@/lib/server/generations/store";
import { hasOriginal } from "@/lib/server/shares/originals";
import { originReader } from "@/lib/server/shares/origins";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { draftSchema, type Draft } from "@/lib/sessions/session";

export const partsOf = (row: ShareRow): ShownParts => ({
  prompt: row.shows_prompt === 1, settings: row.shows_settings === 1, references: row.shows_references === 1,
  lineage: row.shows_lineage === 1, originals: row.shows_originals === 1, price: row.shows_price === 1,
});

/** All that is on record of a share; what of it is shown is lib/shares/public-view.ts's to say. */
export async function readSource({ db, modelOf }: Pick<ShareDeps, "db" | "modelOf">, share: ShareRow): Promise<ShareSource> {
  const numbers = groupBy(await db.selectFrom("share_frames").select(["number", "generation_id", "frame"]).where("share_id", "=", share.id).orderBy("number").execute(), ({ generation_id }) => generation_id);
  const takes = await liveTakes(db, share, [...numbers.keys()]);
  const ids = takes.map(({ id }) => id);
  const outputs = groupBy(ids.length === 0 ? [] : await db.selectFrom("outputs").selectAll().where("generation_id", "in", ids).execute(), ({ generation_id }) => generation_id);
  const origins = originReader(db);
  await origins.load(ids);
  const shared: SharedTake[] = [];
  for (const take of takes) {
    const own = new Map((outputs.get(take.id) ?? []).map((output) => [output.frame, output]));
    const draft = parsedText(take.draft_json, draftSchema);
    shared.push({
      status: statusOfRow(take), prompt: draft?.prompt ?? "", settings: settingsOf(take, draft, modelOf),
      modelId: take.model_id, size: draft?.size ?? "", engine: take.engine, priceMicroUsd: take.charged_micro_usd,
      delivered: [...own.values()].filter(({ state }) => state === "delivered").length,
      slots: (numbers.get(take.id) ?? []).map(({ number, frame }) => slotOf(share, number, own.get(frame))),
      references: (await origins.of(take.id)).map(({ position, width, height }) => ({ position, width, height })),
      line: (await origins.line(take.id)).map(({ kind, isThere, width, height }) => ({ kind, isThere, width, height })),
    });
  }
  return {
    id: share.id, kind: share.kind, title: share.title, message: share.message, sender: share.sender, sharedAt: share.created_at,
    shows: partsOf(share), isIndexable: share.indexable === 1, takes: shared,
  };
}

/** Neither a deleted take's frames are shown, nor anything of a deleted session. */
async function liveTakes(db: Database, share: ShareRow, ids: readonly string[]): Promise<GenerationRow[]> {
  if (ids.length === 0) return [];
  return db.selectFrom("generations").innerJoin("sessions", "sessions.id", "generations.session_id").selectAll("generations")
    .where("generations.id", "in", [...ids]).where("generations.owner_id", "=", share.owner_id).where("generations.deleted_at", "is", null).where("sessions.deleted_at", "is", null)
    .orderBy("generations.take").execute();
}

function slotOf(share: ShareRow, number: number, output: OutputRow | undefined): SharedSlot {
  if (output === undefined) return { number, output: null };
  const { state, deleted_at, media, mime, width, height, thumb_small_key, thumb_large_key, placeholder } = output;
  return {
    number,
    output: {
      state, isDeleted: deleted_at !== null, media: media ?? "image", width: Math.max(width, 1), height: Math.max(height, 1),
      hasPreviews: thumb_small_key !== null && thumb_large_key !== null, hasOriginal: hasOriginal(mime ?? "", share), tint: tintOf(placeholder),
    },
  };
}

/** What no version can read any more is shown without its settings. */
function settingsOf(take: GenerationRow, draft: Draft | null, modelOf: ShareDeps["modelOf"]): SharedTake["settings"] {
  const model = modelOf(take.model_id);
  const size = model && draft && sizeOf(model, draft.size);
  if (!model || !draft || !size) return null;
  return { model: model.name, count: draft.count, width: size.width, height: size.height, ratio: size.ratio, optimize: draft.optimize, seed: draft.seed };
}

function tintOf(placeholder: string | null): string | null {
  if (placeholder === null) return null;
  const hash = Buffer.from(placeholder, "base64");
  // The shortest hash has five bytes.
  if (hash.length < 5) return null;
  const { r, g, b } = thumbHashToAverageRGBA(hash);
  return `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(" ")})`;
}
