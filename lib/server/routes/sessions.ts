import "server-only";
import { z } from "zod";
import { limits } from "@/lib/limits";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { readCursor } from "@/lib/sessions/summary";

const askedSchema = z.object({
  search: z.string().catch("").transform((text) => text.slice(0, limits.searchChars)),
  limit: z.coerce.number().int().min(1).max(limits.librarySessions).catch(limits.librarySessions),
  cursor: z.string().nullish().transform((text) => readCursor(text ?? null)),
});

export async function getSessions(request: Request): Promise<Response> {
  const owner = await requireOwner();
  const asked = askedSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await services().listSessions(owner.id, asked), { headers: { "cache-control": "no-store" } });
}
