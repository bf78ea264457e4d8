import type { Route } from "next";
import * as z from "zod/mini";
import { limits } from "@/lib/limits";

export type EnterRefusal =
  | { code: "wrong_code" }
  /** Of this address, or of all together. */
  | { code: "too_many_tries"; waitMs: number };

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

export const entryPath = (next: string): Route => {
  const path = nextPathSchema.parse(next);
  return path === "/" ? "/enter" : `/enter?next=${encodeURIComponent(path)}`;
};
