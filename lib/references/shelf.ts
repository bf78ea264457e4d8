import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";
import { referenceSchema } from "@/lib/references/reference";

export const shelfKindSchema = z.enum(["references", "frames"]);
export type ShelfKind = z.infer<typeof shelfKindSchema>;

/** A picture to edit again, without a new upload. */
const shelfPictureSchema = z.discriminatedUnion("kind", [
  /** A reference that a take was made from. */
  z.object({ kind: z.literal("reference"), reference: referenceSchema, usedAt: z.int() }),
  /** A delivered frame; "Edit this" makes a reference of it. */
  z.object({
    kind: z.literal("frame"),
    outputId: z.string().check(z.regex(idPattern("out"))),
    /** The reference that was made of it, where one was. */
    referenceId: z.nullable(z.string().check(z.regex(idPattern("ref")))),
    /** "6-2", within its session. */
    name: z.string(),
    sessionTitle: z.string(),
    width: z.int(),
    height: z.int(),
    /** 640 px wide WebP from our own origin. */
    thumbUrl: z.string(),
    madeAt: z.int(),
  }),
]);
export type ShelfPicture = z.infer<typeof shelfPictureSchema>;

/** The answer of GET /api/references?kind=&cursor= */
const shelfAnswerSchema = z.object({
  /** Parsed one by one: a bad row never empties a list. */
  pictures: z.array(z.unknown()),
  /** null on the last page. */
  nextCursor: z.nullable(z.string()),
});
export type ShelfPage = { pictures: ShelfPicture[]; nextCursor: string | null };

/** @throws where it is no such answer. */
export function parseShelfPage(answer: unknown): ShelfPage {
  const { pictures, nextCursor } = shelfAnswerSchema.parse(answer);
  return { nextCursor, pictures: pictures.flatMap((picture) => shelfPictureSchema.safeParse(picture).data ?? []) };
}

/** Where the next page begins: after this picture, in the order of last use, or of making. */
export type ShelfCursor = { at: number; id: string };

export const writeShelfCursor = ({ at, id }: ShelfCursor): string => `${at}.${id}`;

/** @returns null for what is no cursor: the list then begins at its beginning. */
export function readShelfCursor(text: string | null): ShelfCursor | null {
  const match = /^(\d{1,15})\.((?:ref|out)_[0-9a-f]{32})$/.exec(text ?? "");
  return match ? { at: Number(match[1]), id: match[2] ?? "" } : null;
}
