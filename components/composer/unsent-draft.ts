import { z } from "zod";
import { keptIn, type Kept, type Shelf } from "@/components/composer/browser-keep";
import { sameDraft } from "@/components/composer/composer-state";
import { referenceSchema } from "@/lib/references/reference";
import { draftSchema, type Session } from "@/lib/sessions/session";

const unsentDraftSchema = z.object({
  /** Looser than the server's: what is too long to be saved there is kept here. */
  draft: draftSchema.extend({ prompt: z.string() }),
  references: z.array(referenceSchema).max(10),
  /** The revision that the draft was written on. */
  revision: z.int(),
});
export type UnsentDraft = z.infer<typeof unsentDraftSchema>;

/** What was typed and not yet acknowledged by the server: a reload or a dead server loses none of it. */
export const unsentDraftOf = (sessionId: string, shelf: () => Shelf): Kept<UnsentDraft> =>
  keptIn(shelf, `contact-sheet:draft:${sessionId}`, unsentDraftSchema);

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
