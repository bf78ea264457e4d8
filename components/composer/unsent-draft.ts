import { keptIn, type Kept, type Shelf } from "@/components/composer/browser-keep";
import { sameDraft } from "@/components/composer/composer-state";
import type { UnsentDraft } from "@/components/composer/kept-schemas";
import type { Session } from "@/lib/sessions/session";

/** What the server acknowledged last of this tab: a page that was being loaded at that moment shows the draft before it. */
export const savedDraftOf = (tab: Shelf): Kept => keptIn(tab, "contact-sheet:saved-draft");

/** Where what was typed and not yet acknowledged by the server stays: a reload or a dead server loses none of it. */
export const unsentDraftOf = (sessionId: string, shelf: Shelf): Kept => keptIn(shelf, `contact-sheet:draft:${sessionId}`);

export async function readUnsent(kept: Kept): Promise<UnsentDraft | null> {
  const found = kept.read();
  if (found === null) return null;
  const { unsentDraftSchema } = await import("@/components/composer/kept-schemas");
  return unsentDraftSchema.safeParse(found).data ?? null;
}

export async function readSaved(kept: Kept, sessionId: string): Promise<UnsentDraft | null> {
  const found = kept.read();
  if (found === null) return null;
  const { savedDraftSchema } = await import("@/components/composer/kept-schemas");
  const saved = savedDraftSchema.safeParse(found).data;
  return saved?.sessionId === sessionId ? saved : null;
}

export type Found =
  | { found: "nothing" }
  /** Written on what the server has: goes on as if nothing had happened. */
  | { found: "newer"; unsent: UnsentDraft }
  /** Another tab saved in the meantime: the person says which one stays. */
  | { found: "conflict"; unsent: UnsentDraft };

type Page = Pick<Session, "draft" | "draftRevision">;

/** @param saved what the server has acknowledged: newer than the page, or of no interest. */
export function findUnsent(unsent: UnsentDraft | null, saved: UnsentDraft | null, { draft, draftRevision }: Page): Found {
  if (!unsent) return saved && saved.revision > draftRevision ? { found: "newer", unsent: saved } : { found: "nothing" };
  if (sameDraft(unsent.draft, draft)) return { found: "nothing" };
  return { found: unsent.revision >= draftRevision ? "newer" : "conflict", unsent };
}
