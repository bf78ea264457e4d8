import "server-only";
import { z } from "zod";
import { limits } from "@/lib/limits";
import { planZip, type ZipAsked } from "@/lib/server/generations/zip-plan";
import { streamZip } from "@/lib/server/generations/zip-stream";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { sessionIdSchema } from "@/lib/sessions/session";

const headers = { "cache-control": "no-store" };
const parts = z.string().transform((text) => text.split(","));
const listOf = <Schema extends z.ZodType<unknown, string>>(schema: Schema) => parts.pipe(z.array(schema).min(1).max(limits.framesAtOnce));
const frameNameSchema = z.string().regex(/^\d{1,6}-\d{1,3}$/).transform((name) => {
  const [take = 0, index = 0] = name.split("-").map(Number);
  return { take, index };
});

const askedSchema = z.union([
  z.object({ frames: listOf(frameNameSchema) }).transform(({ frames }): ZipAsked => ({ by: "names", names: frames })),
  z.object({ takes: listOf(z.string().regex(/^\d{1,6}$/).transform(Number)) }).transform(({ takes }): ZipAsked => ({ by: "takes", takes })),
]);

/** Frames of a session as a zip. What was asked for wrongly, a strange session and another owner's are one answer. */
export async function getZip(request: Request, sessionId: string): Promise<Response> {
  const owner = await requireOwner();
  const { db, files, references, now, log } = services();
  const id = sessionIdSchema.safeParse(sessionId);
  const asked = askedSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!id.success || !asked.success) return Response.json({ error: "not_found" }, { status: 404, headers });
  const plan = await planZip({ db, files }, owner.id, id.data, asked.data);
  if (!plan.ok) return Response.json({ error: plan.error.code }, { status: plan.error.code === "too_many" ? 413 : 404, headers });
  const { body, bytes } = await streamZip({ files, storageOf: references.storageOf, now, log }, plan.value);
  return new Response(body, {
    headers: {
      ...headers, "content-type": "application/zip", "x-content-type-options": "nosniff", "content-disposition": disposition(plan.value.name),
      ...(bytes === null ? {} : { "content-length": String(bytes) }),
    },
  });
}

/** For browsers that do not know the second form the first has what ASCII there is (RFC 6266). */
export const disposition = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`;
