import "server-only";
import { createReadStream } from "node:fs";
import { z } from "zod";
import { limits } from "@/lib/limits";
import { fetchCommandSchema, type FetchRefusal } from "@/lib/references/fetched-picture";
import { readShelfCursor, shelfKindSchema } from "@/lib/references/shelf";
import { browserOrigin } from "@/lib/server/origin";
import { requireOurPage, requireOwner } from "@/lib/server/owner";
import { webAddress } from "@/lib/server/references/fetch-picture";
import { readShelf } from "@/lib/server/references/shelf";
import { readText } from "@/lib/server/routes/body";
import { allowedFile } from "@/lib/server/routes/files";
import { services } from "@/lib/server/services";
import { fileStream } from "@/lib/server/storage/file-stream";

const NO_STORE = { "cache-control": "no-store" };
const askedSchema = z.object({
  kind: z.unknown().transform((kind) => shelfKindSchema.safeParse(kind).data ?? "references"),
  cursor: z.string().nullish().transform((text) => readShelfCursor(text ?? null)),
});

export async function getShelf(request: Request): Promise<Response> {
  const owner = await requireOwner();
  const { kind, cursor } = askedSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await readShelf(services().read, owner.id, kind, cursor), { headers: NO_STORE });
}

const STATUS: Record<FetchRefusal["code"], number> = { invalid_address: 400, private_address: 403, unreachable: 502, not_an_image: 415, too_large: 413, too_many_tries: 429 };
const refused = (refusal: FetchRefusal) => Response.json(refusal, { status: STATUS[refusal.code], headers: NO_STORE });
/** An address and little more. */
const BODY_BYTES = 16_384;

/** The picture of a pasted address, as bytes and nothing that a browser would open. */
export async function postFetch(request: Request): Promise<Response> {
  const owner = await requireOwner();
  await requireOurPage();
  const { fetchPicture, files } = services();
  const command = fetchCommandSchema.safeParse(await readJson(request));
  if (!command.success) return refused({ code: "invalid_address" });
  const own = await ownFile(request, owner.id, command.data.url);
  if (own !== null) return asBytes(own.file, own.bytes);
  const fetched = await fetchPicture(owner.id, command.data.url);
  if (!fetched.ok) return refused(fetched.error);
  const { file, bytes } = fetched.value;
  return asBytes(file, bytes, () => void files.discard(file));
}

/** A frame's own address, copied from the sheet: it is here, and nobody is asked for it. */
async function ownFile(request: Request, ownerId: string, address: string): Promise<{ file: string; bytes: number } | null> {
  const url = webAddress(address);
  const { front } = services();
  const isOurs = url !== null && [browserOrigin(request.headers, front), front.publicUrl].includes(url.origin);
  const key = isOurs ? /^\/api\/files\/(.+)$/.exec(url.pathname)?.[1] : undefined;
  return key === undefined ? null : allowedFile(ownerId, key);
}

function asBytes(file: string, bytes: number, done: () => void = () => {}): Response {
  const source = createReadStream(file);
  source.once("close", done);
  return new Response(fileStream(source), {
    headers: {
      ...NO_STORE, "content-type": "application/octet-stream", "content-length": String(bytes), "content-disposition": "attachment",
      "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox", "cross-origin-resource-policy": "same-origin",
    },
  });
}

/** null for what is no JSON, too long to be one of ours, or not whole in time. */
async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request, BODY_BYTES, limits.callMs);
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
