import * as z from "zod/mini";
import { limits } from "@/lib/limits";
import { sharePath } from "@/lib/shares/addresses";

const passphraseRefusalSchema = z.discriminatedUnion("code", [
  z.object({ code: z.literal("wrong_passphrase") }),
  /** Of this address, or of all together. */
  z.object({ code: z.literal("too_many_tries"), waitMs: z.int() }),
]);
export type PassphraseRefusal = z.infer<typeof passphraseRefusalSchema>;

/** Longer than any passphrase is as wrong as any other. */
export const passphraseFormSchema = z.object({ passphrase: z.string().check(z.maxLength(limits.sharePassphraseChars.most)) });

/** The page that asks again. */
export function refusedPath(shareId: string, refusal: PassphraseRefusal): string {
  const wait = refusal.code === "too_many_tries" ? `&wait=${refusal.waitMs}` : "";
  return `${sharePath(shareId)}?refused=${refusal.code}${wait}`;
}

/** What `refusedPath` put into the address; null for whatever else stands there. */
export const passphraseRefusalIn = ({ refused, wait }: { refused?: unknown; wait?: unknown }): PassphraseRefusal | null =>
  passphraseRefusalSchema.safeParse({ code: refused, waitMs: Number(wait) }).data ?? null;
