import "server-only";
import { cookies, headers } from "next/headers";
import { browserOrigin, callerAddress, isFromOurPage, PROXY_HINT } from "@/lib/server/origin";
import { services } from "@/lib/server/services";
import { passCookie, visitorCookie } from "@/lib/server/shares/pass";

export type Visitor = {
  /** As the browser calls this server; null where it does not say. */
  origin: string | null;
  address: string;
  /** What the share's own cookies say: the passphrase was known, and which picks are this browser's. */
  pass: string | undefined;
  id: string | null;
};
export type Writer = Visitor & { origin: string };

const VISITOR = /^[0-9a-f]{32}$/;

/** Whoever looks at a share: nobody in particular. A share is shown under every name that leads here, so that a tunnel or a proxy is no way around it and none to it. */
export async function readVisitor(shareId: string): Promise<Visitor> {
  const [asked, jar] = await Promise.all([headers(), cookies()]);
  const { front } = services();
  const origin = browserOrigin(asked, { ...front, anyHost: true, nearOnly: false });
  const address = callerAddress(asked, front);
  if (origin === null) return { origin, address, pass: undefined, id: null };
  const id = jar.get(visitorCookie(origin, shareId).name)?.value;
  return { origin, address, id: id !== undefined && VISITOR.test(id) ? id : null, pass: jar.get(passCookie(origin, shareId).name)?.value };
}

/** Whoever writes. @returns null for a request that comes from no page of the share's own: before anything is looked up. */
export async function readWriter(shareId: string): Promise<Writer | null> {
  const [asked, { origin, ...visitor }] = await Promise.all([headers(), readVisitor(shareId)]);
  if (origin !== null && isFromOurPage(asked, origin)) return { ...visitor, origin };
  services().log.warn("origin.refused", { origin: asked.get("origin")?.slice(0, 100), expected: origin ?? undefined, hint: PROXY_HINT });
  return null;
}

/** Whether whoever looks may also work in the studio, or at least be asked for a code there. */
export async function mayEnterStudio(): Promise<boolean> {
  return browserOrigin(await headers(), services().front) !== null;
}
