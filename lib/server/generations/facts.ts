import "server-only";
import { factsSchema, type GenerationFacts } from "@/lib/records/facts";
import { withoutSecrets } from "@/lib/records/without-secrets";
import { sizeOf } from "@/lib/models/composer-model";
import type { StudioModel } from "@/lib/models/studio-model";
import type { GenerationRow } from "@/lib/server/db/database";
import type { GenerationStore } from "@/lib/server/generations/store";
import { draftSchema } from "@/lib/sessions/session";

type FactsDeps = { generations: GenerationStore; modelOf: (modelId: string) => StudioModel | null };

/** null for a take that is not the owner's, or was deleted. */
export async function readFacts({ generations, modelOf }: FactsDeps, ownerId: string, id: string): Promise<GenerationFacts | null> {
  const row = await generations.findOwned(ownerId, id);
  if (!row) return null;
  const outputs = await generations.outputs(id);
  const shown = (json: string | null) => (json === null ? null : withoutSecrets(json));
  return factsSchema.parse({
    id, status: row.status, modelId: row.model_id, engine: row.engine, baseUrl: addressOf(row.base_url), requestId: row.request_id,
    inputJson: shown(row.input_json), resultJson: shown(row.result_json),
    times: { createdAt: row.created_at, sentAt: row.post_started_at, acceptedAt: row.accepted_at, startedAt: row.started_at, settledAt: row.settled_at },
    asked: askedOf(row, modelOf(row.model_id)),
    got: outputs.flatMap(({ id: outputId, frame, state, deleted_at, mime, width, height, bytes, sha256 }) =>
      (state === "delivered" && deleted_at === null && mime !== null ? [{ id: outputId, index: frame, mime, width, height, bytes, sha256 }] : [])),
  });
}

function askedOf({ draft_json, images_asked }: GenerationRow, model: StudioModel | null): GenerationFacts["asked"] {
  const { size } = draftSchema.parse(JSON.parse(draft_json));
  const pixels = model && sizeOf(model, size);
  return { count: images_asked, width: pixels?.width ?? null, height: pixels?.height ?? null };
}

/** A base of one's own may hold a name and a password. */
function addressOf(baseUrl: string): string {
  const url = new URL(baseUrl);
  url.username = "";
  url.password = "";
  return url.href;
}
