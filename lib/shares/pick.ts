import * as z from "zod/mini";
import { limits } from "@/lib/limits";
import { plainLine, plainLines } from "@/lib/shares/plain-text";

/** The form that a visitor's page sends, with and without JavaScript. What is too long is cut, never refused: nobody's words are lost. */
const cut = (plain: (text: string) => string, most: number) => z.pipe(z.optional(z.string()), z.transform((text) => (text === undefined ? undefined : Array.from(plain(text)).slice(0, most).join(""))));

export const pickCommandSchema = z.object({
  /** The picture's number; 0 for the share as a whole. */
  number: z.pipe(z.string().check(z.regex(/^\d{1,4}$/)), z.transform(Number)),
  /** "0" takes a pick back. */
  picked: z.pipe(z.enum(["0", "1"]), z.transform((text) => text === "1")),
  /** Left out, what was said before stays. */
  name: cut(plainLine, limits.pickNameChars),
  note: cut(plainLines, limits.pickNoteChars),
});
export type PickCommand = z.infer<typeof pickCommandSchema>;

/** What a visitor has picked and written himself; nobody else's. */
export const ownPicksSchema = z.object({
  name: z.string(),
  /** By number; 0 is the line about the whole. */
  picks: z.array(z.object({ number: z.int(), note: z.string() })),
});
export type OwnPicks = z.infer<typeof ownPicksSchema>;
export const noPicks: OwnPicks = { name: "", picks: [] };

export type PickRefusal = { code: "not_there" } | { code: "too_many" };
