import "server-only";
import { isLoopback } from "@/lib/server/env";

/**
 * The origin that the browser used. `request.url` says localhost whatever that was, so the Host header tells; it is believed
 * only where it names this machine or PUBLIC_URL: a strange name that resolves to loopback is somebody else's page.
 */
export function browserOrigin(headers: Headers, publicUrl: string | undefined): string | null {
  const host = headers.get("host");
  if (host === null || !URL.canParse(`http://${host}`)) return null;
  if (publicUrl !== undefined && new URL(publicUrl).host === host) return new URL(publicUrl).origin;
  return isLoopback(new URL(`http://${host}`).hostname) ? `http://${host}` : null;
}

/** For routes that change something: a form on another site must not reach them with this browser's rights. */
export function isFromOurPage(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const from = headers.get("origin");
  return from === null || from === origin;
}
