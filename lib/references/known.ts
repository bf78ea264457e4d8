import * as z from "zod/mini";
import { referenceSchema, type Reference } from "@/lib/references/reference";

const knownReferenceSchema = z.object({ reference: referenceSchema, sha256: z.string(), frameUrl: z.optional(z.string()) });
/** A reference that the owner has, with the hash of its stored bytes; and where the frame's own file lies that it was made from, while there is one. */
export type KnownReference = z.infer<typeof knownReferenceSchema>;

/** By their ids, or by the hashes of their bytes. */
export type KnownAsked = { ids: readonly string[] } | { contents: readonly string[] };

/** The answer of GET /api/references/known?ids= or ?contents= : in no order; what the owner does not have is left out. */
const knownAnswerSchema = z.object({ references: z.array(z.unknown()) });

/** @throws where it is no such answer. */
export const parseKnown = (answer: unknown): KnownReference[] =>
  knownAnswerSchema.parse(answer).references.flatMap((row) => knownReferenceSchema.safeParse(row).data ?? []);

/** In the order of `ids`; what is not there any more is null in its place. */
export const inOrderOf = (ids: readonly string[], known: readonly KnownReference[]): (Reference | null)[] =>
  ids.map((id) => known.find(({ reference }) => reference.id === id)?.reference ?? null);
