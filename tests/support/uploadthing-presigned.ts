import { createHmac, timingSafeEqual } from "node:crypto";
import type { UploadThingState } from "@/tests/support/uploadthing-ledger";

export type Presigned = { key: string; name: string; size: number; type: string; slug: string | null };

export const sign = (apiKey: string, payload: string): string => `hmac-sha256=${createHmac("sha256", apiKey).update(payload).digest("hex")}`;

const SIGNATURE = "&signature=";

/** The signature is over all that stands before it, and nothing behind it counts. */
export function presignedBy({ apiKey, appId, now }: UploadThingState, url: URL): Presigned | null {
  const at = url.href.lastIndexOf(SIGNATURE);
  if (at < 0) return null;
  const signed = new URL(url.href.slice(0, at));
  const given = Buffer.from(url.href.slice(at + SIGNATURE.length).replace("%3D", "="));
  const expected = Buffer.from(sign(apiKey, signed.href));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  // Values are encoded twice.
  const told = (name: string) => decodeURIComponent(signed.searchParams.get(name) ?? "");
  if (!(Number(told("expires")) >= now()) || told("x-ut-identifier") !== appId) return null;
  return { key: signed.pathname.slice(1), name: told("x-ut-file-name"), size: Number(told("x-ut-file-size")), type: told("x-ut-file-type"), slug: signed.searchParams.get("x-ut-slug") };
}
