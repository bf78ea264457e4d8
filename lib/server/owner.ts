import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { entryPath } from "@/lib/owners/enter";
import { browserOrigin, isFromAnotherSite, isFromOurPage, PROXY_HINT } from "@/lib/server/origin";
import { ownerCookie } from "@/lib/server/owners/cookie";
import type { Owner, Owners } from "@/lib/server/owners/owners";
import { services } from "@/lib/server/services";

/** Only an action's call carries it; its mere presence makes a browser ask before it sends that to another site. */
const ACTION_HEADER = "next-action";

/** Whom the request's cookie proves; null for nobody. Read once a request. */
export const findOwner = cache(async (): Promise<Owner | null> => {
  const [asked, jar] = await Promise.all([headers(), cookies()]);
  const { owners, front } = services();
  const origin = browserOrigin(asked, front);
  if (origin === null) return null;
  return (await owners.read(jar.get(ownerCookie(origin).name)?.value))?.owner ?? null;
});

/** What the entry page is to show: "inside" for who has no need of it. */
export async function findEntry(): Promise<"inside" | Owners["kind"]> {
  return (await findOwner()) === null ? services().owners.kind : "inside";
}

/**
 * The one door: who asks. Nobody gets what a strange id gets, a 404; in a tab that was open before it ended, an action
 * leads to the entry page.
 */
export async function requireOwner(): Promise<Owner> {
  const owner = await admitOwner();
  if (owner !== null) return owner;
  const asked = await headers();
  if (asked.has(ACTION_HEADER)) redirect(entryPath(pathOf(asked.get("referer"))));
  notFound();
}

/** The same door, for an action that has to be told that nothing was done: a redirect is no answer to its caller. */
export async function admitOwner(): Promise<Owner | null> {
  const asked = await headers();
  requireOrigin(asked, asked.has(ACTION_HEADER));
  return findOwner();
}

/** For what needs no owner and changes something all the same: the entry. @returns the browser's origin. */
export async function requireOurPage(): Promise<string> {
  return requireOrigin(await headers(), true);
}

function requireOrigin(asked: Headers, changesSomething: boolean): string {
  const { front, log } = services();
  const origin = browserOrigin(asked, front);
  if (origin === null) {
    log.warn("host.refused", { host: asked.get("host")?.slice(0, 100), hint: "open the studio on this computer, as 127.0.0.1 or localhost, or set STUDIO_ACCESS_CODE" });
    notFound();
  }
  if (changesSomething ? !isFromOurPage(asked, origin) : isFromAnotherSite(asked, origin)) {
    log.warn("origin.refused", { origin: asked.get("origin")?.slice(0, 100), expected: origin, hint: PROXY_HINT });
    notFound();
  }
  return origin;
}

const pathOf = (address: string | null): string => {
  if (address === null || !URL.canParse(address)) return "/";
  const { pathname, search } = new URL(address);
  return pathname + search;
};
