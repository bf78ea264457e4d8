import "server-only";
import type { Failure } from "@/lib/generations/generation";
import { serverLimits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import type { Database, ReferenceRow } from "@/lib/server/db/database";
import { isLoopback } from "@/lib/server/env";
import type { Http, Measure } from "@/lib/server/http";
import type { NotPublic, Storage } from "@/lib/server/storage/storage";
import { SERVICE_FILES_HOST } from "@/lib/server/storage/upload-token";

type Stored = Pick<ReferenceRow, "storage" | "stored_key">;
export type Proved = Stored & Pick<ReferenceRow, "id" | "name" | "format" | "bytes" | "proved_at" | "proved_origin">;
export type ReachDeps = { db: Database; http: Pick<Http, "measure">; storageOf: (kind: Storage["kind"]) => Storage | null; now: () => number };

type Unreachable = Extract<Failure, { code: "reference_unreachable" }>;
export type ReachFailure = NotPublic | { code: "unreachable"; failure: Unreachable; mayPass: boolean };

/** Where an engine fetches a reference; `variable` names what to set where it cannot. */
export function addressOf(storageOf: ReachDeps["storageOf"], { storage, stored_key }: Stored, engineBaseUrl: string): Result<string, NotPublic> {
  const place = storageOf(storage);
  if (place === null) return err({ code: "not_public", variable: "UPLOADTHING_TOKEN" });
  return place.publicUrl(stored_key, engineBaseUrl);
}

/**
 * Fetches a reference from its public address as the provider would, without a cookie, before anything is paid for. What came
 * from this origin within the day is not asked for again.
 */
export async function prove(deps: ReachDeps, reference: Proved, engineBaseUrl: string): Promise<Result<null, ReachFailure>> {
  const { db, http, storageOf, now } = deps;
  const url = addressOf(storageOf, reference, engineBaseUrl);
  if (!url.ok) return url;
  const { origin, hostname } = new URL(url.value);
  if (reference.proved_origin === origin && reference.proved_at !== null && now() < reference.proved_at + serverLimits.proofKeptMs) return ok(null);
  const told = { code: "reference_unreachable" as const, name: reference.name, origin, variable: variableOf(reference.storage, hostname) };
  // A host that was set by hand may be of this network: only an engine on this machine sees it as we do.
  const fromOutside = !isLoopback(new URL(engineBaseUrl).hostname);
  const answer = await http.measure(url.value, { maxBytes: reference.bytes, fromOutside });
  if (!answer.ok) {
    switch (answer.error.code) {
      case "broken": return err({ code: "unreachable", failure: { ...told, found: "no_answer", status: null }, mayPass: true });
      // Its name is public (`publicUrl` lets no other through), and this machine's DNS gives a private address for it.
      case "forbidden_address": return err({ code: "unreachable", failure: { ...told, found: "private_address", status: null }, mayPass: false });
      case "too_large": return err({ code: "unreachable", failure: { ...told, found: "other_bytes", status: null }, mayPass: false });
      default: return answer.error satisfies never;
    }
  }
  const found = faultOf(answer.value, reference);
  if (found !== null) return err({ code: "unreachable", failure: { ...told, found, status: answer.value.status }, mayPass: found === "status" && mayPass(answer.value.status) });
  await db.updateTable("references").set({ proved_at: now(), proved_origin: origin }).where("id", "=", reference.id).where("stored_key", "=", reference.stored_key).execute();
  return ok(null);
}

function faultOf({ status, mime, bytes }: Measure, stored: Proved): Unreachable["found"] | null {
  if (status !== 200) return "status";
  if (mime !== `image/${stored.format}`) return "no_image";
  return bytes === stored.bytes ? null : "other_bytes";
}

/** Somebody is overloaded, or being started again. */
const mayPass = (status: number): boolean => status >= 500 || status === 408 || status === 425 || status === 429;

function variableOf(storage: Storage["kind"], hostname: string): string {
  if (storage === "uploadthing") return hostname.endsWith(`.${SERVICE_FILES_HOST}`) ? "UPLOADTHING_TOKEN" : "UPLOADTHING_UFS_HOST";
  return isLoopback(hostname) ? "HOST" : "PUBLIC_URL";
}
