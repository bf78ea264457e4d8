import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { serverLimits } from "@/lib/limits";
import { sharePath } from "@/lib/shares/addresses";
import type { ShareRow } from "@/lib/server/db/database";
import { keyFor } from "@/lib/server/secret";

type Locked = Pick<ShareRow, "id" | "passphrase_hash">;

export type SharePass = {
  /** What the browser keeps once the passphrase was right. */
  give(share: Locked): string;
  /** Another passphrase, and it is worth nothing. */
  isValid(share: Locked, given: string | undefined): boolean;
  /** Part of the link by which a visitor takes the share to a session of his own: the cookie stays below the share's path. */
  grant(share: Locked): string;
  isGrant(share: Locked, given: string): boolean;
};

export function sharePass({ secret, now }: { secret: string; now: () => number }): SharePass {
  const key = keyFor(secret, "share-pass");
  const sign = (text: string): string => createHmac("sha256", key).update(text).digest("hex");
  const signed = ({ id, passphrase_hash }: Locked, use: string): string => sign(`${use}:${id}:${passphrase_hash ?? ""}`);
  return {
    give(share) {
      const until = now() + serverLimits.shareCookieMs;
      return `${until}.${signed(share, `until ${until}`)}`;
    },
    isValid(share, given) {
      const [, until = "", mark = ""] = /^(\d{1,15})\.([0-9a-f]{64})$/.exec(given ?? "") ?? [];
      return Number(until) > now() && isSame(mark, signed(share, `until ${until}`));
    },
    grant: (share) => signed(share, "grant").slice(0, 32),
    isGrant: (share, given) => isSame(given, signed(share, "grant").slice(0, 32)),
  };
}

const isSame = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Below the share's own path alone: `__Host-` would have to be sent everywhere. */
function cookie(origin: string, shareId: string, name: string, maxAgeMs: number) {
  const isSecure = origin.startsWith("https://");
  return {
    name: isSecure ? `__Secure-${name}` : name,
    options: { httpOnly: true, sameSite: "lax", path: sharePath(shareId), secure: isSecure, maxAge: maxAgeMs / 1000 },
  } as const;
}
export const passCookie = (origin: string, shareId: string) => cookie(origin, shareId, "pass", serverLimits.shareCookieMs);
export const visitorCookie = (origin: string, shareId: string) => cookie(origin, shareId, "visitor", serverLimits.visitorCookieMs);
