import { infiniteQueryOptions } from "@tanstack/react-query";
import { limits } from "@/lib/limits";
import { loadPart } from "@/lib/part-missing";
import type { FetchFailure } from "@/lib/references/fetched-picture";
import type { KnownAsked, KnownReference } from "@/lib/references/known";
import type { Reference } from "@/lib/references/reference";
import type { ShelfKind, ShelfPage } from "@/lib/references/shelf";
import { err, ok, type Result } from "@/lib/result";

const FIRST_PAGE = "";

const shelfKeys = {
  all: ["shelf"] as const,
  of: (kind: ShelfKind) => ["shelf", kind] as const,
};

async function readShelf(kind: ShelfKind, cursor: string, signal: AbortSignal): Promise<ShelfPage> {
  const query = new URLSearchParams({ kind });
  if (cursor !== FIRST_PAGE) query.set("cursor", cursor);
  const answer = fetch(`/api/references?${query.toString()}`, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]) });
  // What checks a list comes with the first list.
  const [response, { parseShelfPage }] = await Promise.all([answer, loadPart(import("@/lib/references/shelf"))]);
  if (!response.ok) throw new Error(`the shelf could not be read: ${response.status}`);
  return parseShelfPage(await response.json());
}

/** Earlier references by their last use, or delivered frames as they were made: newest first, page by page. Asked for each time it opens. */
export const shelfQuery = (kind: ShelfKind) =>
  infiniteQueryOptions({
    queryKey: shelfKeys.of(kind),
    queryFn: ({ signal, pageParam }) => readShelf(kind, pageParam, signal),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ nextCursor }, pages) => (pages.length < limits.shelfPages ? nextCursor : null),
    staleTime: 0,
    networkMode: "always",
  });

/** What the owner still has of what a draft or a recipe names. Rejects where the studio does not answer. */
export async function readKnownReferences(asked: KnownAsked, signal: AbortSignal): Promise<KnownReference[]> {
  const [name, names] = "ids" in asked ? ["ids", asked.ids] : ["contents", asked.contents];
  if (names.length === 0) return [];
  const answer = fetch(`/api/references/known?${name}=${names.join(",")}`, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]) });
  const [response, { parseKnown }] = await Promise.all([answer, loadPart(import("@/lib/references/known"))]);
  if (!response.ok) throw new Error(`the references could not be read: ${response.status}`);
  return parseKnown(await response.json());
}

/** The frame's own file that a reference was made from, as the engine delivered it. Rejects only where `signal` aborts. */
export async function fetchFrame({ id, name }: Pick<Reference, "id" | "name">, signal: AbortSignal): Promise<Result<File, "gone" | "unanswered">> {
  try {
    const [known] = await readKnownReferences({ ids: [id] }, signal);
    if (known?.frameUrl === undefined) return err("gone");
    const response = await fetch(known.frameUrl, { signal: AbortSignal.any([signal, AbortSignal.timeout(limits.fetchAnswerMs)]) });
    if (response.ok) return ok(new File([await response.blob()], name));
    return err(response.status === 404 ? "gone" : "unanswered");
  } catch {
    signal.throwIfAborted();
    return err("unanswered");
  }
}

/** A pasted image address, brought by the server as a file: from here on it is like one that was dropped. Rejects only where `signal` aborts. */
export async function fetchPicture(url: string, signal: AbortSignal): Promise<Result<File, FetchFailure>> {
  if (!URL.canParse(url)) return err({ code: "invalid_address" });
  const asked = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ url }), signal: AbortSignal.any([signal, AbortSignal.timeout(limits.fetchAnswerMs)]) };
  try {
    const [response, { nameOfAddress, fetchRefusalSchema }] = await Promise.all([fetch("/api/references/fetch", asked), loadPart(import("@/lib/references/fetched-picture"))]);
    if (response.ok) return ok(new File([await response.blob()], nameOfAddress(url)));
    return err(fetchRefusalSchema.safeParse(await response.json()).data ?? { code: "studio_unreachable" });
  } catch {
    signal.throwIfAborted();
    return err({ code: "studio_unreachable" });
  }
}
