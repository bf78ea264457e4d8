import * as z from "zod/mini";
import type { Generation } from "@/lib/generations/generation";
import { generationSchema } from "@/lib/generations/generation-schema";
import { mergeRows, type SheetData } from "@/lib/generations/sheet-state";
import { engineStateSchema } from "@/lib/generations/submit";

const goneSchema = z.object({ id: z.string(), version: z.int() });
const countsSchema = z.object({ takes: z.int(), frames: z.int(), marked: z.int() });
const usualSchema = z.object({ count: z.int(), ms: z.int() });

/**
 * The answer of GET /api/sessions/[sessionId]/generations: with `?since=version` what changed since, without it a page of the
 * newest takes, with `?before=take` the page before that one, with `&marked=1` only takes that have a marked frame.
 */
const sheetAnswerSchema = z.object({
  /** Ask again with `since` = this. */
  version: z.int(),
  /** Parsed one by one, so that a bad row never empties a gallery. */
  generations: z.array(z.unknown()),
  /** Takes that were deleted since. */
  gone: z._default(z.array(goneSchema), []),
  more: z.boolean(),
  /** Of a page: whether there are older takes. null in what is no page. */
  older: z._default(z.nullable(z.boolean()), null),
  counts: z._default(z.nullable(countsSchema), null),
  engine: engineStateSchema,
  /** By count, of this instance's own history; empty without one. */
  usual: z._default(z.array(usualSchema), []),
  /** The session's: another tab or the first prompt may have named it. */
  title: z.string(),
  /** Which build of the studio answered: another one than drew the page is a new version. */
  build: z.string(),
  now: z.int(),
});
export type SheetAnswer = z.infer<typeof sheetAnswerSchema>;
export type ParsedAnswer = ReturnType<typeof parseAnswer>;

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

/** What a page is drawn from at first. */
export function sheetOfAnswer(answer: SheetAnswer): SheetData {
  const { version, engine, usual, title, build, now, counts } = answer;
  return { version, engine, usual, title, build, now, counts, older: answer.older ?? false, generations: mergeRows([], parseRows(answer.generations).generations) };
}

/** Takes in what changed, in the order in which it was told. */
export function takeInChanges(known: SheetData | undefined, pages: readonly ParsedAnswer[]): SheetData {
  const last = pages[pages.length - 1];
  if (last === undefined) throw new Error("an answer without a page");
  const { version, engine, usual, title, build, now } = last;
  const older = known?.older ?? false;
  const oldest = older ? (known?.generations.at(-1)?.take ?? 0) : 0;
  const generations = pages.reduce((rows, page) => {
    const left = rows.filter(({ id, version: has }) => !page.gone.some((gone) => gone.id === id && gone.version >= has));
    // A change of a take that this tab has not come to yet would leave a hole between it and the others.
    return mergeRows(left, page.generations.filter(({ take }) => take >= oldest));
  }, known?.generations ?? []);
  return { version, engine, usual, title, build, now, generations, older, counts: known?.counts ?? null };
}

/** Takes in a page of older takes. Version and clock stay: what changed since is still to be asked for. */
export function takeInOlder(known: SheetData, page: ParsedAnswer): SheetData {
  return { ...known, generations: mergeRows(known.generations, page.generations), older: page.older ?? false, counts: page.counts ?? known.counts };
}

/** Begins anew with the newest page, and holds nothing older. What this tab knows better stays. */
export function takeInNewest(known: SheetData, page: ParsedAnswer): SheetData {
  const oldest = page.generations.at(-1)?.take ?? 0;
  const told = new Set(page.generations.map(({ id }) => id));
  const newer = known.generations.filter(({ id, take, version }) => take >= oldest && (told.has(id) || version > page.version));
  return { ...known, version: Math.max(known.version, page.version), generations: mergeRows(newer, page.generations), older: page.older ?? false, counts: page.counts ?? known.counts };
}
