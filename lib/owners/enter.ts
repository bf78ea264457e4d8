import type { Route } from "next";
import * as z from "zod/mini";
import { limits } from "@/lib/limits";

const enterRefusalSchema = z.discriminatedUnion("code", [
  z.object({ code: z.literal("wrong_code") }),
  /** Of this address, or of all together. */
  z.object({ code: z.literal("too_many_tries"), waitMs: z.int() }),
]);
export type EnterRefusal = z.infer<typeof enterRefusalSchema>;

/** A page of this studio: a path, and nothing that a browser would read as another host. */
const isOwnPath = (path: unknown): boolean =>
  typeof path === "string" && path.length <= limits.nextPathChars && /^\/(?![/\\])[^\\\s]*$/.test(path) && !/^\/enter(?![^?#])/.test(path);

/** Where to go after the entry; whatever else it says is the first page. */
export const nextPathSchema = z.catch(z.custom<Route>(isOwnPath), "/");

export const enterSchema = z.object({
  /** Longer than any code is as wrong as any other. */
  code: z.string().check(z.trim(), z.maxLength(limits.accessCodeChars.most)),
  next: nextPathSchema,
});

/** @param refusal why the entry shows again. */
export function entryPath(next: string, refusal?: EnterRefusal): Route {
  const path = nextPathSchema.parse(next);
  const said = new URLSearchParams([
    ...(path === "/" ? [] : [["next", path]]),
    ...(refusal === undefined ? [] : [["refused", refusal.code]]),
    ...(refusal?.code === "too_many_tries" ? [["wait", String(refusal.waitMs)]] : []),
  ]).toString();
  return said === "" ? "/enter" : `/enter?${said}`;
}

/** What `entryPath` put into the address; null for whatever else stands there. */
export const refusalIn = ({ refused, wait }: { refused?: unknown; wait?: unknown }): EnterRefusal | null =>
  enterRefusalSchema.safeParse({ code: refused, waitMs: Number(wait) }).data ?? null;
