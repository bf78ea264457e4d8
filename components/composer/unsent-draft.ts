import { keptIn, type Kept, type Shelf } from "@/components/composer/browser-keep";
import { sameDraft } from "@/components/composer/composer-state";
import type { UnsentDraft } from "@/components/composer/kept-schemas";
import type { Session } from "@/lib/sessions/session";

/** Where what was typed and not yet acknowledged by the server stays: a reload or a dead server loses none of it. */
export const unsentDraftOf = (sessionId: string, shelf: Shelf): Kept => keptIn(shelf, `contact-sheet:draft:${sessionId}`);

export async function readUnsent(kept: Kept): Promise<UnsentDraft | null> {
  const found = kept.read();
  if (found === null) return null;
  const { unsentDraftSchema } = await import("@/components/composer/kept-schemas");
  return unsentDraftSchema.safeParse(found).data ?? null;
}

export type Found =
  | { found: "nothing" }
  /** Written on what the server has: goes on as if nothing had happened. */
  | { found: "newer"; unsent: UnsentDraft }
  /** Another tab saved in the meantime: the person says which one stays. */
  | { found: "conflict"; unsent: UnsentDraft };

export function findUnsent(unsent: UnsentDraft | null, { draft, draftRevision }: Pick<Session, "draft" | "draftRevision">): Found {
  if (!unsent || sameDraft(unsent.draft, draft)) return { found: "nothing" };
  return { found: unsent.revision >= draftRevision ? "newer" : "conflict", unsent };
}
