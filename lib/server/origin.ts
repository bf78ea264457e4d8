import "server-only";
import { isLoopback } from "@/lib/server/env";

/** What stands between a browser and this server, and by which names the studio may be called. */
export type Front = {
  /** A name of the studio; where it is `nearOnly` that name is the provider's alone, because everyone can come by it. */
  publicUrl: string | undefined;
  /** Proxies of ours before the server: as many entries of the forwarded headers, from the right, are to be believed. */
  proxyHops: number;
  /**
   * Whether it answers to every name. Where nobody is asked for a code, only to its own: a strange name that resolves to
   * loopback is somebody else's page.
   */
  anyHost: boolean;
  /** Nobody is asked who he is: only who sits at this machine gets more than files by their keys, and shares. */
  nearOnly: boolean;
};

/** Where what a browser says and what the server knows of itself do not agree. */
export const PROXY_HINT = "behind a proxy: it has to pass Host on, and PUBLIC_URL or TRUSTED_PROXY_HOPS has to be set";

/** Set by the server itself on each request (lib/server/peer-address.ts): nobody else can. */
export const PEER_HEADER = "x-studio-peer";

/** The entry that the outermost trusted proxy wrote. */
function forwarded(value: string | null, hops: number): string | undefined {
  const entries = (value ?? "").split(",").map((entry) => entry.trim()).filter(Boolean);
  return entries.at(-hops) ?? entries[0];
}

/** A tunnel may call itself localhost; it says for whom it asks. */
function isForStranger(headers: Headers): boolean {
  // Next's own server writes the address of the connection there, where the caller wrote none; ours is the connection's always.
  const addresses = [headers.get("x-forwarded-for"), headers.get(PEER_HEADER)].flatMap((value) => value?.split(",") ?? []);
  return !addresses.every((address) => isLoopback(address.trim().replace(/^::ffff:/i, "")));
}

/** The origin that the browser used. `request.url` says localhost whatever that was, so the Host header tells; null where it is not believed. */
export function browserOrigin(headers: Headers, { publicUrl, proxyHops, anyHost, nearOnly }: Front): string | null {
  const host = headers.get("host");
  if (host === null || !URL.canParse(`http://${host}`)) return null;
  const isNear = isLoopback(new URL(`http://${host}`).hostname);
  if (nearOnly) return isNear && !isForStranger(headers) ? `http://${host}` : null;
  if (publicUrl !== undefined && new URL(publicUrl).host === host) return new URL(publicUrl).origin;
  if (!anyHost) return isNear ? `http://${host}` : null;
  const isSecure = proxyHops > 0 && forwarded(headers.get("x-forwarded-proto"), proxyHops) === "https";
  return `${isSecure ? "https" : "http"}://${host}`;
}

/** Who is at the other end, as far as our own proxies tell. */
export const callerAddress = (headers: Headers, { proxyHops }: Pick<Front, "proxyHops">): string =>
  (proxyHops > 0 ? forwarded(headers.get("x-forwarded-for"), proxyHops) : headers.get(PEER_HEADER)) ?? "unknown";

/** For what changes something: the request says that it comes from a page of ours. Browsers say so with every POST and PUT. */
export function isFromOurPage(headers: Headers, origin: string): boolean {
  const from = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  return from === null ? site === "same-origin" : from === origin && (site === null || site === "same-origin");
}

/** For all the rest: another site may link to a page here, and neither post to it nor load from it with this browser's rights. */
export function isFromAnotherSite(headers: Headers, origin: string): boolean {
  const from = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (from !== null && from !== origin) return true;
  return (site === "cross-site" || site === "same-site") && headers.get("sec-fetch-mode") !== "navigate";
}
