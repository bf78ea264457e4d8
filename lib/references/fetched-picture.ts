import * as z from "zod/mini";
import { limits } from "@/lib/limits";

export const fetchCommandSchema = z.object({ url: z.string().check(z.minLength(1), z.maxLength(limits.fetchUrlChars)) });

/** Why the server did not bring the picture of a pasted address. */
export const fetchRefusalSchema = z.discriminatedUnion("code", [
  /** No http or https address, or one with a name and password in it. */
  z.object({ code: z.literal("invalid_address") }),
  /** An address inside a network: the server goes to none of these for anybody. */
  z.object({ code: z.literal("private_address") }),
  /** `status`: what the other side answered instead; null where it did not answer. */
  z.object({ code: z.literal("unreachable"), status: z.nullable(z.int()) }),
  z.object({ code: z.literal("not_an_image") }),
  z.object({ code: z.literal("too_large"), limitBytes: z.int() }),
  z.object({ code: z.literal("too_many_tries"), waitMs: z.int() }),
]);
export type FetchRefusal = z.infer<typeof fetchRefusalSchema>;
/** The studio's own server may also not answer, or not as it should. */
export type FetchFailure = FetchRefusal | { code: "studio_unreachable" };

/** "https://example.org/a/cups%20two.jpg?x=1" is "cups two.jpg"; an address without a path has its host's name. */
export function nameOfAddress(url: string): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split("/").findLast((part) => part !== "") ?? hostname;
  return decoded(last).replace(/[\p{Cc}/\\]/gu, "").slice(0, limits.fileNameChars) || hostname;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
