import "server-only";
import { z } from "zod";
import { idPattern } from "@/lib/ids";
import { limits } from "@/lib/limits";
import type { KnownReference } from "@/lib/references/known";
import { requireOwner } from "@/lib/server/owner";
import { toReference } from "@/lib/server/references/store";
import { services } from "@/lib/server/services";

const HASH = /^[0-9a-f]{64}$/;
const listOf = (pattern: RegExp) => z.string().catch("").transform((text) => text.split(",", limits.knownAtOnce).filter((one) => pattern.test(one)));
const askedSchema = z.object({ ids: listOf(idPattern("ref")), contents: listOf(HASH) });

/** What a draft or a recipe names, as far as the owner still has it. */
export async function getKnown(request: Request): Promise<Response> {
  const owner = await requireOwner();
  const { ids, contents } = askedSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { references, generations, files } = services();
  const rows = [...(await references.store.findMany(owner.id, ids)), ...(await references.store.findManyOfContents(owner.id, contents))];
  const known = await Promise.all(rows.map(async (row): Promise<KnownReference> => {
    const frame = row.made_from_output_id === null ? undefined : await generations.findDelivered(owner.id, row.made_from_output_id);
    return { reference: toReference(row, files), sha256: row.sha256, ...(frame?.file_key ? { frameUrl: files.urlOf(frame.file_key) } : {}) };
  }));
  return Response.json({ references: known }, { headers: { "cache-control": "no-store" } });
}
