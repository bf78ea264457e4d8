import "server-only";
import { z } from "zod";
import { idPattern } from "@/lib/ids";
import { limits } from "@/lib/limits";
import type { StorageAnswer } from "@/lib/records/storage-used";
import { readFacts } from "@/lib/server/generations/facts";
import { readFreeable } from "@/lib/server/generations/free-unmarked";
import { readLineage } from "@/lib/server/generations/lineage";
import { readPrompts } from "@/lib/server/generations/prompt-history";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { readStorageUsed } from "@/lib/server/storage/used";

/** What is on record, asked for on demand. */
const headers = { "cache-control": "no-store" };
const told = (answer: unknown) => (answer === null ? Response.json({ error: "not_found" }, { status: 404, headers }) : Response.json(answer, { headers }));

export async function getLineage(outputId: string): Promise<Response> {
  const owner = await requireOwner();
  return told(idPattern("out").test(outputId) ? await readLineage(services().read, owner.id, outputId) : null);
}

export async function getFacts(generationId: string): Promise<Response> {
  const owner = await requireOwner();
  const { generations, read } = services();
  return told(idPattern("gen").test(generationId) ? await readFacts({ generations, modelOf: read.modelOf }, owner.id, generationId) : null);
}

const promptsAskedSchema = z.object({
  search: z.string().catch("").transform((text) => text.slice(0, limits.searchChars)),
  cursor: z.string().regex(idPattern("gen")).nullable().catch(null).default(null),
});

export async function getPrompts(request: Request): Promise<Response> {
  const owner = await requireOwner();
  return told(await readPrompts(services().db, owner.id, promptsAskedSchema.parse(Object.fromEntries(new URL(request.url).searchParams))));
}

export async function getStorageUsed(): Promise<Response> {
  const owner = await requireOwner();
  const { db, now } = services();
  const answer: StorageAnswer = { ...(await readStorageUsed(db, owner.id)), freeable: await readFreeable(db, owner.id, now()) };
  return told(answer);
}
