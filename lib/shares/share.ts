import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";
import { limits } from "@/lib/limits";
import { codePoints } from "@/lib/models/code-points";
import { plainLine, plainLines } from "@/lib/shares/plain-text";
import { sessionIdSchema } from "@/lib/sessions/session";

/** 128 random bits in hex. */
export const shareIdSchema = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** What a share shows beside its pictures; each is its owner's choice. `originals` can be downloaded, alone and as a zip. */
export const shareParts = ["prompt", "settings", "references", "lineage", "originals", "price"] as const;
export type SharePart = (typeof shareParts)[number];
export const sharePartsSchema = z.object({
  prompt: z.boolean(), settings: z.boolean(), references: z.boolean(), lineage: z.boolean(), originals: z.boolean(), price: z.boolean(),
});
export type ShownParts = z.infer<typeof sharePartsSchema>;
/** Until its owner chooses otherwise: nobody's words and nobody's money. */
export const usualParts: ShownParts = { prompt: false, settings: true, references: true, lineage: true, originals: true, price: false };

/** What is shared. */
export const sharedSchema = z.discriminatedUnion("kind", [
  /** In the order of the session, whatever the order they are named in. */
  z.object({ kind: z.literal("frames"), outputIds: z.array(z.string().check(z.regex(idPattern("out")))).check(z.minLength(1), z.maxLength(limits.shareFrames)) }),
  /** With the frames that are still to come. */
  z.object({ kind: z.literal("takes"), generationIds: z.array(z.string().check(z.regex(idPattern("gen")))).check(z.minLength(1), z.maxLength(limits.shareTakes)) }),
  /** With the takes that are still to come. */
  z.object({ kind: z.literal("session") }),
]);
export type Shared = z.infer<typeof sharedSchema>;
export type ShareKind = Shared["kind"];

/** Held to their length as they are kept. */
const line = (most: number) => z.pipe(z.string().check(z.maxLength(most * 4)), z.pipe(z.transform(plainLine), z.string().check(z.refine((text) => codePoints(text) <= most))));
const lines = (most: number) => z.pipe(z.string().check(z.maxLength(most * 4)), z.pipe(z.transform(plainLines), z.string().check(z.refine((text) => codePoints(text) <= most))));

const details = {
  /** May be empty, as may the message and the sender. */
  title: line(limits.shareTitleChars),
  message: lines(limits.shareMessageChars),
  sender: line(limits.shareSenderChars),
  shows: sharePartsSchema,
  /** Whether search engines may know it. */
  isIndexable: z.boolean(),
  /** null for never. */
  expiresAt: z.nullable(z.int().check(z.gte(0))),
};
const passphrase = z.string().check(z.minLength(limits.sharePassphraseChars.least), z.maxLength(limits.sharePassphraseChars.most));

/** `shareId` is made by the page that asks: asked again after a lost answer it is still one share. */
export const createShareSchema = z.object({ shareId: shareIdSchema, sessionId: sessionIdSchema, shared: sharedSchema, ...details, passphrase: z.nullable(passphrase) });
export type CreateShare = z.infer<typeof createShareSchema>;

export const editShareSchema = z.object({
  shareId: shareIdSchema,
  ...details,
  /** A new one closes the page to everyone who knew the old one. */
  passphrase: z.discriminatedUnion("change", [z.object({ change: z.literal("keep") }), z.object({ change: z.literal("none") }), z.object({ change: z.literal("set"), passphrase })]),
});
export type EditShare = z.infer<typeof editShareSchema>;

export type ShareRefusal =
  | { code: "not_found" }
  | { code: "invalid_input" }
  /** No frame is there or on its way. */
  | { code: "nothing_to_share" }
  /** Pictures of one share. */
  | { code: "too_many"; most: number }
  /** Shares of one session: revoked ones count too. */
  | { code: "too_many_shares"; most: number }
  /** `expiresAt` has passed already. */
  | { code: "expired" };

const shareStates = ["shown", "expired", "revoked", "withdrawn"] as const;
/** To a stranger all but the first are one and the same: not there. Withdrawn: everything in it was deleted. */
export type ShareState = (typeof shareStates)[number];

/** A share as its owner sees it. */
export const ownShareSchema = z.object({
  id: shareIdSchema,
  sessionId: sessionIdSchema,
  sessionTitle: z.string(),
  kind: z.enum(["frames", "takes", "session"]),
  state: z.enum(shareStates),
  title: z.string(),
  message: z.string(),
  sender: z.string(),
  shows: sharePartsSchema,
  isIndexable: z.boolean(),
  hasPassphrase: z.boolean(),
  expiresAt: z.nullable(z.int()),
  createdAt: z.int(),
  editedAt: z.nullable(z.int()),
  revokedAt: z.nullable(z.int()),
  /** Which: the names of its first frames ("2-1") or the numbers of its first takes, of those that are there, and how many more; of a whole session none. */
  which: z.object({ names: z.array(z.string()), more: z.int() }),
  /** Pictures that it shows now. */
  frames: z.int(),
  /** How many pictures visitors picked, each once a visitor, and how many of them wrote back. */
  picks: z.int(),
  notes: z.int(),
  /** The first picture's thumbnail, 640 px wide, from the owner's own door. */
  coverUrl: z.nullable(z.string()),
});
export type OwnShare = z.infer<typeof ownShareSchema>;

export const shareStateOf = ({ revokedAt, expiresAt, isEmpty }: { revokedAt: number | null; expiresAt: number | null; isEmpty: boolean }, now: number): ShareState => {
  if (revokedAt !== null) return "revoked";
  if (expiresAt !== null && expiresAt <= now) return "expired";
  return isEmpty ? "withdrawn" : "shown";
};
