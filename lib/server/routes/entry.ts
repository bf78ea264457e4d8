import "server-only";
import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { limits, serverLimits } from "@/lib/limits";
import { enterSchema, entryPath, type EnterRefusal } from "@/lib/owners/enter";
import { callerAddress } from "@/lib/server/origin";
import { requireOurPage, requireOwner } from "@/lib/server/owner";
import { ownerCookie } from "@/lib/server/owners/cookie";
import { readText } from "@/lib/server/routes/body";
import { services } from "@/lib/server/services";

/** 303: what comes next is a page, loaded anew, so that nothing of one owner stays in the tab for another. */
const leadTo = (location: string) => new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });

/** The form of the entry page, with and without JavaScript. A right code leads on to the page that was asked for. */
export async function enterRoute(request: Request): Promise<Response> {
  const origin = await requireOurPage();
  const { owners, front, log } = services();
  if (owners.kind !== "codes") notFound();
  const sent = await readText(request, serverLimits.formBytes, limits.callMs);
  const form = Object.fromEntries(new URLSearchParams(sent ?? ""));
  const refuse = (refusal: EnterRefusal) => leadTo(entryPath(form.next ?? "/", refusal));
  const parsed = enterSchema.safeParse(form);
  if (!parsed.success) return refuse({ code: "wrong_code" });
  const address = callerAddress(await headers(), front);
  const entered = await owners.enter(parsed.data.code, address);
  if (!entered.ok) {
    log.warn("entry.refused", { reason: entered.error.code, address });
    return refuse(entered.error);
  }
  const { name, options } = ownerCookie(origin);
  (await cookies()).set(name, await owners.seal(entered.value.ownerId), options);
  return leadTo(parsed.data.next);
}

/** Forgets this browser. Only where a code leads back in: an owner per browser would lose everything. */
export async function leaveRoute(): Promise<Response> {
  await requireOwner();
  if (services().owners.kind !== "codes") notFound();
  const origin = await requireOurPage();
  const { name, options } = ownerCookie(origin);
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  return leadTo("/enter");
}
