import "server-only";
import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { entryPath } from "@/lib/owners/enter";
import { languageCookie } from "@/lib/messages/language";
import { translatorFor } from "@/lib/server/catalogs";
import { browserOrigin } from "@/lib/server/origin";
import { ownerCookie } from "@/lib/server/owners/cookie";
import { services, type Services } from "@/lib/server/services";
import { notTherePage } from "@/lib/server/shares/not-there-page";
import { isThere } from "@/lib/server/shares/visit";

const shareIdIn = (pathname: string): string | undefined => /^\/share\/([^/]+)\/?$/.exec(pathname)?.[1];
/** The pages that need no owner: the entry, and a share, whose id is the right to look at it. */
const isOpenPage = (pathname: string): boolean => pathname === "/enter" || shareIdIn(pathname) !== undefined;

/** What proxy.ts does for every page: its policy with a nonce of its own, and the way in for who has no owner yet. A share that is not there ends here. */
export async function openPage(request: NextRequest): Promise<NextResponse> {
  const { front, pagePolicy } = services();
  const origin = browserOrigin(request.headers, front);
  const policy = pagePolicy({ nonce: randomBytes(16).toString("base64"), origin, isShare: request.nextUrl.pathname.startsWith("/share/") });
  const shareId = shareIdIn(request.nextUrl.pathname);
  const answer = shareId !== undefined && !(await isThere(services().shares, shareId)) ? notThere(request) : await admit(request, origin, policy, services());
  answer.headers.set("content-security-policy", policy);
  return answer;
}

function notThere({ cookies, headers }: NextRequest): NextResponse {
  const t = translatorFor(cookies.get(languageCookie)?.value, headers.get("accept-language"));
  return new NextResponse(notTherePage(t), { status: 404, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });
}

async function admit(request: NextRequest, origin: string | null, policy: string, { owners }: Services): Promise<NextResponse> {
  const headers = new Headers(request.headers);
  // Next takes the nonce of its own scripts from here.
  headers.set("content-security-policy", policy);
  const pass = NextResponse.next({ request: { headers } });
  // A name that is not believed gets its 404 from the page's own door.
  if (origin === null) return pass;
  const { name, options } = ownerCookie(origin);
  const found = await owners.read(request.cookies.get(name)?.value);
  if (found !== null) {
    if (found.isAging) pass.cookies.set(name, await owners.seal(found.owner.id), options);
    return pass;
  }
  const { pathname, search } = request.nextUrl;
  const isLook = request.method === "GET" || request.method === "HEAD";
  if (!isLook || isOpenPage(pathname)) return pass;
  const toEntry = NextResponse.redirect(new URL(entryPath(pathname + search), request.url));
  toEntry.headers.set("cache-control", "no-store");
  // The entry page sees whether the browser keeps it: one without cookies would get an owner with every click.
  if (owners.kind === "open") toEntry.cookies.set(name, await owners.seal(owners.newBrowser()), options);
  return toEntry;
}
