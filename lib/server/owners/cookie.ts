import "server-only";
import { limits } from "@/lib/limits";

/** The owner's cookie as a browser at this origin keeps it. `__Host-` ties it to https and to this very host. */
export function ownerCookie(origin: string) {
  const isSecure = origin.startsWith("https://");
  return {
    name: isSecure ? "__Host-owner" : "owner",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure, maxAge: limits.ownerCookieMs / 1000 },
  } as const;
}
