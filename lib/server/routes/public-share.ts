import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { extensionOfMime } from "@/lib/generations/file-name";
import { limits, serverLimits } from "@/lib/limits";
import { readShareFile, sharePath } from "@/lib/shares/addresses";
import { passphraseFormSchema, refusedPath } from "@/lib/shares/passphrase";
import { pickCommandSchema } from "@/lib/shares/pick";
import type { ShareRow } from "@/lib/server/db/database";
import { isHashOf } from "@/lib/server/owners/slow-hash";
import { readText } from "@/lib/server/routes/body";
import { sendFile } from "@/lib/server/routes/files";
import { disposition } from "@/lib/server/routes/zip";
import { services } from "@/lib/server/services";
import { passCookie, visitorCookie } from "@/lib/server/shares/pass";
import { setPick } from "@/lib/server/shares/picks";
import { findShareFile, type FoundFile } from "@/lib/server/shares/share-files";
import { pictureStem, shareZip } from "@/lib/server/shares/share-zip";
import { admit, visit } from "@/lib/server/shares/visit";
import { readVisitor, readWriter } from "@/lib/server/shares/visitor";

/** What no browser makes a page of. */
export const QUIET = { "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; frame-ancestors 'none'", "x-robots-tag": "noindex" };
const NO_STORE = { "cache-control": "no-store", ...QUIET };

/** Revoked, expired, withdrawn, locked, not shown, never there: to a stranger one and the same. */
export const notThere = () => new Response("Not found", { status: 404, headers: NO_STORE });
/** Before anything is looked up: for every share, and for none, the same. */
const notFromShare = () => new Response("Forbidden", { status: 403, headers: NO_STORE });
const leadTo = (location: string) => new Response(null, { status: 303, headers: { location, ...NO_STORE } });

/** What the page shows now, for one that is open. */
export async function getShareState(shareId: string): Promise<Response> {
  const { pass } = await readVisitor(shareId);
  const seen = await visit(services().shares, shareId, pass);
  return seen.ok ? Response.json(seen.value.view, { headers: NO_STORE }) : notThere();
}

/** Asked for anew each time, so that a share that is revoked gives no byte more; what the browser has already is not sent twice. */
export async function getShareFile(request: Request, shareId: string, name: string): Promise<Response> {
  const { shares } = services();
  const { pass } = await readVisitor(shareId);
  const share = await admit(shares, shareId, pass);
  const file = readShareFile(name);
  const found = share && file && (await findShareFile(shares.db, share, file));
  if (!share || !found) return notThere();
  const etag = `"${createHash("sha256").update(`${share.id} ${found.key}`).digest("hex").slice(0, 32)}"`;
  const fresh = { "cache-control": "private, no-cache", etag, ...(share.indexable === 1 ? {} : { "x-robots-tag": "noindex" }) };
  if (request.headers.get("if-none-match")?.includes(etag) === true) return new Response(null, { status: 304, headers: fresh });
  const sent = await openFile(found);
  if (sent === null) return notThere();
  return sendFile(request, sent, found.kind === "preview" ? fresh : { ...fresh, "content-disposition": disposition(`${pictureStem(share.title)}-${file.number}${extensionOfMime(sent.mime)}`) });
}

async function openFile({ kind, key }: FoundFile): Promise<Parameters<typeof sendFile>[1] | null> {
  const { files, originals } = services().shares;
  if (kind === "original") return originals.open(key);
  const found = await files.find(key);
  return found && { kind: "file", file: found.file, size: found.bytes, mime: found.mime };
}

export async function getShareZip(shareId: string): Promise<Response> {
  const { shares } = services();
  const { pass } = await readVisitor(shareId);
  const share = await admit(shares, shareId, pass);
  const zip = share && (await shareZip(shares, share));
  if (!zip) return notThere();
  return new Response(zip.body, { headers: { ...NO_STORE, "content-type": "application/zip", "content-disposition": disposition(zip.name) } });
}

/** A form as browsers have always sent them: the right passphrase leads to the page. */
export async function postPassphrase(request: Request, shareId: string): Promise<Response> {
  const { shares, shareTries } = services();
  const writer = await readWriter(shareId);
  if (writer === null) return notFromShare();
  const { origin, address } = writer;
  const seen = await visit(shares, shareId, undefined);
  if (seen.ok) return leadTo(sharePath(seen.value.share.id));
  if (seen.error.code === "not_there") return notThere();
  const { share } = seen.error;
  const tooMany = shareTries.passphrase.begin(address);
  if (tooMany) return leadTo(refusedPath(share.id, { code: "too_many_tries", waitMs: tooMany.waitMs }));
  const form = passphraseFormSchema.safeParse(await readForm(request));
  if (!form.success || !(await isHashOf(share.passphrase_hash ?? "", form.data.passphrase))) return leadTo(refusedPath(share.id, { code: "wrong_passphrase" }));
  shareTries.passphrase.forgive(address);
  const { name, options } = passCookie(origin, share.id);
  (await cookies()).set(name, shares.pass.give(share), options);
  return leadTo(sharePath(share.id));
}

/** What a visitor picks, or writes back; answered with all that is his, or, without JavaScript, with the page. */
export async function postPick(request: Request, shareId: string): Promise<Response> {
  const { shares, shareTries } = services();
  const visitor = await readWriter(shareId);
  if (visitor === null) return notFromShare();
  const seen = await visit(shares, shareId, visitor.pass);
  if (!seen.ok) return notThere();
  const { share } = seen.value;
  if (shareTries.pick.begin(visitor.address)) return refusePick(request, share, 429);
  const command = pickCommandSchema.safeParse(await readForm(request));
  if (!command.success) return refusePick(request, share, 400);
  const id = visitor.id ?? randomBytes(16).toString("hex");
  const answer = await setPick(shares.db, share, id, command.data, shares.now());
  // The page is there, though that picture is not any more.
  if (!answer.ok) return refusePick(request, share, answer.error.code === "not_there" ? 409 : 429);
  if (visitor.id === null) {
    const { name, options } = visitorCookie(visitor.origin, share.id);
    (await cookies()).set(name, id, options);
  }
  return isByScript(request) ? Response.json(answer.value, { headers: NO_STORE }) : leadTo(`${sharePath(share.id)}#picture-${command.data.number}`);
}

const isByScript = ({ headers }: Request): boolean => headers.get("accept")?.includes("application/json") === true;
const REFUSALS = { 400: "invalid_input", 409: "not_there", 429: "too_many" } as const;
const refusePick = (request: Request, { id }: ShareRow, status: keyof typeof REFUSALS): Response =>
  (isByScript(request) ? Response.json({ error: REFUSALS[status] }, { status, headers: NO_STORE }) : leadTo(sharePath(id)));

async function readForm(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams((await readText(request, serverLimits.formBytes, limits.callMs)) ?? ""));
}
