import type { NextRequest } from "next/server";
import { openPage } from "@/lib/server/owners/page-door";

export const proxy = (request: NextRequest) => openPage(request);

/** Pages alone: routes and files ask for themselves, those of a share below its page too, and static assets belong to everyone. */
export const config = { matcher: ["/((?!api/|_next/|samples/|share/[^/]+/|icon\\.svg$|favicon\\.ico$).*)"] };
