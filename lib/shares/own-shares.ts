import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";
import { ownShareSchema, shareIdSchema, type OwnShare } from "@/lib/shares/share";

/** The answer of GET /api/shares?session=&cursor= */
const sharesAnswerSchema = z.object({
  /** Parsed one by one: a bad row never empties a list. */
  shares: z.array(z.unknown()),
  /** null on the last page. */
  nextCursor: z.nullable(z.string()),
});
export type SharesPage = { shares: OwnShare[]; nextCursor: string | null };

/** @throws where it is no such answer. */
export function parseSharesPage(answer: unknown): SharesPage {
  const { shares, nextCursor } = sharesAnswerSchema.parse(answer);
  return { nextCursor, shares: shares.flatMap((row) => ownShareSchema.safeParse(row).data ?? []) };
}

/** Where the next page begins: behind this share. */
export type SharesCursor = { createdAt: number; id: string };
export const writeSharesCursor = ({ createdAt, id }: SharesCursor): string => `${createdAt}.${id}`;
/** null for what is no cursor: the list then begins at its beginning. */
export function readSharesCursor(text: string | null): SharesCursor | null {
  const [, createdAt, id = ""] = /^(\d{1,15})\.([0-9a-f]{32})$/.exec(text ?? "") ?? [];
  return createdAt === undefined ? null : { createdAt: Number(createdAt), id };
}

const sessionPickSchema = z.object({
  shareId: shareIdSchema,
  shareTitle: z.string(),
  /** null where it is about the share as a whole. */
  outputId: z.nullable(z.string().check(z.regex(idPattern("out")))),
  /** The picture's number on the share; 0 for the whole. */
  number: z.int(),
  /** As the visitor typed it; empty for none. */
  name: z.string(),
  note: z.string(),
  at: z.int(),
});
export type SessionPick = z.infer<typeof sessionPickSchema>;

/** The answer of GET /api/sessions/[sessionId]/shared */
const sharedAnswerSchema = z.object({ onShares: z.array(z.string()), picks: z.array(z.unknown()) });
export type SessionShared = {
  /** Ids of the frames that strangers can see now: to be said before one is deleted. */
  onShares: string[];
  /** What visitors picked and wrote on all shares of the session, those that are over among them; oldest first. */
  picks: SessionPick[];
};
/** @throws where it is no such answer. */
export function parseSessionShared(answer: unknown): SessionShared {
  const { onShares, picks } = sharedAnswerSchema.parse(answer);
  return { onShares, picks: picks.flatMap((row) => sessionPickSchema.safeParse(row).data ?? []) };
}
