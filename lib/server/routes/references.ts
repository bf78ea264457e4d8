import "server-only";
import { z } from "zod";
import { readShelfCursor, shelfKindSchema } from "@/lib/references/shelf";
import { requireOwner } from "@/lib/server/owner";
import { readShelf } from "@/lib/server/references/shelf";
import { services } from "@/lib/server/services";

const askedSchema = z.object({
  kind: z.unknown().transform((kind) => shelfKindSchema.safeParse(kind).data ?? "references"),
  cursor: z.string().nullish().transform((text) => readShelfCursor(text ?? null)),
});

export async function getShelf(request: Request): Promise<Response> {
  const owner = await requireOwner();
  const { kind, cursor } = askedSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await readShelf(services().read, owner.id, kind, cursor), { headers: { "cache-control": "no-store" } });
}
