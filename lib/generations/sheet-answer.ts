import * as z from "zod/mini";
import type { Generation } from "@/lib/generations/generation";
import { generationSchema } from "@/lib/generations/generation-schema";
import { engineStateSchema } from "@/lib/generations/submit";

/** The answer of GET /api/sessions/[sessionId]/generations?since=version. */
const sheetAnswerSchema = z.object({
  /** Ask again with `since` = this. */
  version: z.int(),
  /** Rows changed since; parsed one by one, so that a bad row never empties a gallery. */
  generations: z.array(z.unknown()),
  more: z.boolean(),
  engine: engineStateSchema,
  /** The session's: its first prompt names it, in whichever tab that was. */
  title: z.string(),
  now: z.int(),
});
export type SheetAnswer = z.infer<typeof sheetAnswerSchema>;

/** Parses row by row: a row that cannot be read is told in `unreadable` and hides no other. */
export function parseRows(rows: readonly unknown[]): { generations: Generation[]; unreadable: string[] } {
  const generations: Generation[] = [];
  const unreadable: string[] = [];
  for (const row of rows) {
    const parsed = generationSchema.safeParse(row);
    if (parsed.success) generations.push(parsed.data);
    else unreadable.push(parsed.error.issues.map(({ path, code }) => `${path.join(".")}: ${code}`).join("; "));
  }
  return { generations, unreadable };
}

/** A whole answer; throws where it is none, but never over a row. */
export function parseAnswer(answer: unknown) {
  const parsed = sheetAnswerSchema.parse(answer);
  return { ...parsed, ...parseRows(parsed.generations) };
}
