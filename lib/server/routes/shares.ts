import "server-only";
import { z } from "zod";
import { readSharesCursor } from "@/lib/shares/own-shares";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { listShares } from "@/lib/server/shares/list-shares";
import { readSharePreview } from "@/lib/server/shares/preview";
import { readSessionShared } from "@/lib/server/shares/session-shared";
import { sessionIdSchema } from "@/lib/sessions/session";
import { shareIdSchema } from "@/lib/shares/share";

const headers = { "cache-control": "no-store" };
const notFound = () => Response.json({ error: "not_found" }, { status: 404, headers });
const askedSchema = z.object({
  session: z.string().nullish().transform((text) => sessionIdSchema.safeParse(text).data ?? null),
  cursor: z.string().nullish().transform((text) => readSharesCursor(text ?? null)),
});

/** The owner's own shares; of one session where it is asked for. */
export async function getShares(request: Request): Promise<Response> {
  const owner = await requireOwner();
  const { session, cursor } = askedSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listShares(services().shares, owner.id, { sessionId: session, cursor }), { headers });
}

/** Which frames are on a share, and what visitors picked and wrote. */
export async function getSessionShared(sessionId: string): Promise<Response> {
  const owner = await requireOwner();
  const id = sessionIdSchema.safeParse(sessionId);
  const { db, now } = services().shares;
  const shared = id.success ? await readSessionShared(db, owner.id, id.data, now()) : null;
  return shared === null ? notFound() : Response.json(shared, { headers });
}

/** What one of the owner's shares shows, before it is edited. */
export async function getSharePreview(shareId: string): Promise<Response> {
  const owner = await requireOwner();
  const id = shareIdSchema.safeParse(shareId);
  const preview = id.success ? await readSharePreview(services().shares, owner.id, id.data) : null;
  return preview === null ? notFound() : Response.json(preview, { headers });
}
