import "server-only";
import { limits } from "@/lib/limits";
import { browserOrigin } from "@/lib/server/origin";
import { requireOurPage, requireOwner } from "@/lib/server/owner";
import { readText } from "@/lib/server/routes/body";
import { services } from "@/lib/server/services";
import type { IngestError } from "@/lib/server/storage/ingest";

const refused = (status: number, error: string) => Response.json({ error }, { status, headers: { "cache-control": "no-store" } });

/** UploadThing's route: the browser asks for a presigned address, the service calls back with what it stored. */
export async function uploadRoute(request: Request): Promise<Response> {
  const { front, uploadRoute: routeFor } = services();
  if (isCallback(request)) {
    // It comes from the service and brings its own proof, the signature of its body: a small one, whoever sends it.
    const body = await readText(request, limits.answerBytes, limits.callMs);
    if (body === null) return refused(413, "too_large");
    const { url, headers } = request;
    return routeFor(new URL(url).origin, "")(new Request(url, { method: "POST", headers, body }));
  }
  const owner = await requireOwner();
  if (request.method !== "GET") await requireOurPage();
  const origin = browserOrigin(request.headers, front);
  return origin === null ? refused(404, "not_found") : routeFor(origin, owner.id)(request);
}

const isCallback = ({ method, url, headers }: Request): boolean =>
  method === "POST" && headers.has("uploadthing-hook") && !new URL(url).searchParams.has("actionType");

const STATUS: Record<IngestError["code"], number> = { bad_signature: 403, bad_request: 400, too_large: 413, cut_off: 400 };

/** The signed address is the right; it was signed for the origin that the browser used. */
function signedUrl(request: Request): URL | null {
  const origin = browserOrigin(request.headers, services().front);
  const asked = new URL(request.url);
  return origin === null ? null : new URL(`${origin}${asked.pathname}${asked.search}`);
}

export async function ingestHead(request: Request): Promise<Response> {
  const { ingest } = services();
  const url = signedUrl(request);
  if (ingest === null || url === null) return new Response(null, { status: 404 });
  const answer = await ingest.head(url);
  if (!answer.ok) return new Response(null, { status: STATUS[answer.error.code] });
  return new Response(null, { status: 200, headers: { "x-ut-range-start": String(answer.value.rangeStart), "cache-control": "no-store" } });
}

export async function ingestPut(request: Request): Promise<Response> {
  const { ingest } = services();
  const url = signedUrl(request);
  if (ingest === null || url === null) return refused(404, "not_found");
  const answer = await ingest.put(url, request);
  if (!answer.ok) return refused(STATUS[answer.error.code], answer.error.code);
  const { ufsUrl, fileHash } = answer.value;
  return Response.json({ url: ufsUrl, appUrl: ufsUrl, ufsUrl, fileHash, serverData: null });
}
