import "server-only";
import { isLoopback } from "@/lib/server/env";

/**
 * The origin that the browser used, where that is this machine. `request.url` says localhost whatever that was, so the Host
 * header tells: a strange name that resolves to loopback is somebody else's page, and PUBLIC_URL is for the provider alone,
 * because everyone can come by it.
 */
export function browserOrigin(headers: Headers): string | null {
  const host = headers.get("host");
  if (host === null || !URL.canParse(`http://${host}`)) return null;
  const isNear = isLoopback(new URL(`http://${host}`).hostname) && !isForwarded(headers);
  return isNear ? `http://${host}` : null;
}

/** A tunnel may call itself localhost; it says for whom it asks. */
function isForwarded(headers: Headers): boolean {
  const forwarded = headers.get("x-forwarded-for");
  // Next's own server writes the address of the connection there.
  return forwarded !== null && !forwarded.split(",").every((address) => isLoopback(address.trim().replace(/^::ffff:/, "")));
}

/** For routes that change something: a form on another site must not reach them with this browser's rights. */
export function isFromOurPage(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const from = headers.get("origin");
  return from === null || from === origin;
}
