import "server-only";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { browserOrigin } from "@/lib/server/origin";
import { services } from "@/lib/server/services";

export type Owner = { id: string };

/** On loopback without an access code there is one owner; who comes by another name gets the 404 that a stranger gets. */
export async function requireOwner(): Promise<Owner> {
  const asked = await headers();
  if (browserOrigin(asked) === null) {
    services().log.warn("host.refused", { host: asked.get("host")?.slice(0, 100), hint: "open the studio on this computer, as 127.0.0.1 or localhost" });
    notFound();
  }
  return { id: "local" };
}
