import * as z from "zod/mini";
import { sessionIdSchema } from "@/lib/sessions/session";

/** A session as a list shows it. */
const sessionSummarySchema = z.object({
  id: sessionIdSchema,
  title: z.string(),
  takes: z.int(),
  /** Delivered ones. */
  frames: z.int(),
  /** Takes that have not ended yet. */
  openTakes: z.int(),
  /** A draft saved or a take begun, in milliseconds. */
  usedAt: z.int(),
  /** Thumbnail of the newest delivered frame, 640 px wide. */
  coverUrl: z.nullable(z.string()),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

/** The answer of GET /api/sessions?search=&cursor=&limit= */
const sessionsAnswerSchema = z.object({
  /** Parsed one by one: a bad row never empties a list. */
  sessions: z.array(z.unknown()),
  /** null on the last page. */
  nextCursor: z.nullable(z.string()),
  /** The server's clock, for "3 min ago". */
  now: z.int(),
  /** Which build of the studio answered. */
  build: z.string(),
});
export type SessionsPage = { sessions: SessionSummary[]; nextCursor: string | null; now: number; build: string };

/** @throws where it is no such answer. */
export function parseSessionsPage(answer: unknown): SessionsPage {
  const { sessions, ...rest } = sessionsAnswerSchema.parse(answer);
  return { ...rest, sessions: sessions.flatMap((row) => sessionSummarySchema.safeParse(row).data ?? []) };
}

/** Where the next page begins: after this session, in the order of last use. */
export type SessionsCursor = { usedAt: number; id: string };

export const writeCursor = ({ usedAt, id }: SessionsCursor): string => `${usedAt}.${id}`;

/** @returns null for what is no cursor: the list then begins at its beginning. */
export function readCursor(text: string | null): SessionsCursor | null {
  const match = /^(\d{1,15})\.(ses_[0-9a-f]{32})$/.exec(text ?? "");
  return match ? { usedAt: Number(match[1]), id: match[2] ?? "" } : null;
}
