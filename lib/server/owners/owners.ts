import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import { z } from "zod";
import { limits } from "@/lib/limits";
import type { EnterRefusal } from "@/lib/owners/enter";
import { err, ok, type Result } from "@/lib/result";
import { LOCAL_OWNER, type Access } from "@/lib/server/owners/access";
import { codeFinder } from "@/lib/server/owners/codes";
import { tryLimit } from "@/lib/server/owners/tries";
import { keyFor } from "@/lib/server/secret";

export type Owner = {
  id: string;
  /** The name of the access code; null where there are none. */
  name: string | null;
};
export type Proven = {
  owner: Owner;
  /** Its cookie is old enough to be sent anew. */
  isAging: boolean;
};

export type Owners = {
  kind: Access["kind"];
  /** @returns null where the cookie proves nobody: none, forged, expired, or of a code that has changed since. */
  read(cookie: string | undefined): Promise<Proven | null>;
  seal(ownerId: string): Promise<string>;
  /** For a browser that has no owner yet; nothing is stored until it makes something. */
  newBrowser(): string;
  enter(code: string, address: string): Promise<Result<{ ownerId: string }, EnterRefusal>>;
};

const BROWSER_ID = /^browser_[0-9a-f]{32}$/;
const claimSchema = z.object({ ownerId: z.string(), proof: z.string(), sealedAt: z.int() });

type OwnersDeps = { access: Access; secret: string; now: () => number };

export function createOwners({ access, secret, now }: OwnersDeps): Owners {
  const password = keyFor(secret, "owner-cookie");
  const codes = access.kind === "codes" ? access.codes : [];
  const findCode = codeFinder(codes);
  const tries = tryLimit(now);

  /** What a cookie of this owner has to hold; another code, another proof. null: there is no such owner. */
  function proofOf(ownerId: string): string | null {
    if (access.kind === "open") return BROWSER_ID.test(ownerId) ? "browser" : null;
    const known = codes.find((code) => code.ownerId === ownerId);
    return known ? createHmac("sha256", keyFor(secret, "access-code")).update(`${ownerId}:${known.code}`).digest("base64url") : null;
  }
  const ownerOf = (ownerId: string): Owner => ({ id: ownerId, name: codes.find((code) => code.ownerId === ownerId)?.name ?? null });

  return {
    kind: access.kind,
    async read(cookie) {
      if (access.kind === "loopback") return { owner: { id: LOCAL_OWNER, name: null }, isAging: false };
      if (cookie === undefined || cookie.length > limits.ownerCookieChars) return null;
      // The age is checked here, by our own clock. A seal that is broken gives an empty object, or throws.
      const claim = claimSchema.safeParse(await unsealData(cookie, { password, ttl: 0 }).catch(() => null));
      if (!claim.success) return null;
      const { ownerId, proof, sealedAt } = claim.data;
      const ageMs = now() - sealedAt;
      if (ageMs >= limits.ownerCookieMs || proof !== proofOf(ownerId)) return null;
      return { owner: ownerOf(ownerId), isAging: ageMs >= limits.ownerCookieRenewMs };
    },
    async seal(ownerId) {
      const proof = proofOf(ownerId);
      if (proof === null) throw new Error("a cookie for nobody");
      const claim: z.infer<typeof claimSchema> = { ownerId, proof, sealedAt: now() };
      return sealData(claim, { password, ttl: 0 });
    },
    newBrowser: () => `browser_${randomBytes(16).toString("hex")}`,
    async enter(given, address) {
      const tooMany = tries.begin(address);
      if (tooMany) return err({ code: "too_many_tries", waitMs: tooMany.waitMs });
      const found = await findCode(given);
      if (found === null) return err({ code: "wrong_code" });
      tries.forgive(address);
      return ok({ ownerId: found.ownerId });
    },
  };
}
