import "server-only";
import { planExport } from "@/lib/server/archives/export-session";
import type { Lines } from "@/lib/server/archives/imports";
import { streamZip } from "@/lib/server/generations/zip-stream";
import { requireOurPage, requireOwner } from "@/lib/server/owner";
import { disposition } from "@/lib/server/routes/zip";
import { services } from "@/lib/server/services";
import { sessionIdSchema } from "@/lib/sessions/session";

const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

async function planned(sessionId: string) {
  const owner = await requireOwner();
  const { db, files, now } = services();
  const id = sessionIdSchema.safeParse(sessionId);
  const plan = id.success ? await planExport({ db, files, now }, owner.id, id.data) : null;
  if (plan?.ok === true) return plan.value;
  const isTooMany = plan?.error.code === "too_many";
  return Response.json({ error: isTooMany ? "too_many" : "not_found" }, { status: isTooMany ? 413 : 404, headers });
}

/** A whole session as one zip. A strange session and another owner's are one answer. */
export async function getExport(sessionId: string): Promise<Response> {
  const plan = await planned(sessionId);
  if (plan instanceof Response) return plan;
  const { files, references, now, log } = services();
  const { body, bytes } = await streamZip({ files, storageOf: references.storageOf, now, log }, plan);
  return new Response(body, {
    headers: { ...headers, "content-type": "application/zip", "content-disposition": disposition(plan.name), ...(bytes === null ? {} : { "content-length": String(bytes) }) },
  });
}

/** Whether it can be had: asked before a download, of which a browser tells nobody how it went. */
export async function headExport(sessionId: string): Promise<Response> {
  const plan = await planned(sessionId);
  return plan instanceof Response ? new Response(null, { status: plan.status, headers }) : new Response(null, { headers });
}

/** The zip is the body; the answer says how far it is, a line of JSON each. */
export async function postImport(request: Request): Promise<Response> {
  const owner = await requireOwner();
  await requireOurPage();
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  const gone = new AbortController();
  const ended = AbortSignal.any([request.signal, gone.signal]);
  const { imports, log } = services();
  const said = imports.begin(owner.id, { body: request.body, bytes: Number.isFinite(length) ? length : null }, ended);
  // Who leaves before the answer has begun cancels nothing: nobody reads its stream then.
  const leave = () => void said.return().catch((error: unknown) => { log.error("import.failed", error); });
  if (ended.aborted) leave();
  else ended.addEventListener("abort", leave, { once: true });
  // The first line is waited for: until it, the body is on its way.
  const first = await said.next();
  return new Response(lineStream(first, said, gone), { headers: { ...headers, "content-type": "application/x-ndjson" } });
}

type Line = Awaited<ReturnType<Lines["next"]>>;

function lineStream(first: Line, said: Lines, gone: AbortController): ReadableStream<Uint8Array> {
  let next: Promise<Line> | null = Promise.resolve(first);
  return new ReadableStream({
    async pull(controller) {
      const line = await (next ?? said.next());
      next = null;
      if (line.done === true) controller.close();
      else controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line.value)}\n`));
    },
    async cancel() {
      gone.abort();
      await said.return();
    },
  }, { highWaterMark: 0 });
}
