"use server";

import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { enterSchema, type EnterRefusal } from "@/lib/owners/enter";
import { callerAddress } from "@/lib/server/origin";
import { requireOurPage, requireOwner } from "@/lib/server/owner";
import { ownerCookie } from "@/lib/server/owners/cookie";
import { services } from "@/lib/server/services";

/** The form of the entry page, with and without JavaScript. A right code leads on to the page that was asked for. */
export async function enter(_before: EnterRefusal | null, form: FormData): Promise<EnterRefusal> {
  const origin = await requireOurPage();
  const { owners, front, log } = services();
  if (owners.kind !== "codes") notFound();
  const parsed = enterSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { code: "wrong_code" };
  const address = callerAddress(await headers(), front);
  const entered = await owners.enter(parsed.data.code, address);
  if (!entered.ok) {
    log.warn("entry.refused", { reason: entered.error.code, address });
    return entered.error;
  }
  const { name, options } = ownerCookie(origin);
  (await cookies()).set(name, await owners.seal(entered.value.ownerId), options);
  redirect(parsed.data.next);
}

/** Forgets this browser. Only where a code leads back in: an owner per browser would lose everything. */
export async function leave(): Promise<void> {
  await requireOwner();
  if (services().owners.kind !== "codes") notFound();
  const origin = await requireOurPage();
  const { name, options } = ownerCookie(origin);
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  redirect("/enter");
}
