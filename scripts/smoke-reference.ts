import path from "node:path";
import { err, ok, type Result } from "@/lib/result";
import type { DownloadFailure } from "@/lib/server/http";
import type { SmokeDeps } from "./smoke-run";
import type { StepResult, Stop } from "./smoke-step";

export type StoredReference = { key: string; url: string };
const stop = (says: string, todo: string): Result<never, Stop> => err({ says, todo, exitCode: 1 });

/** Puts the sample where a person's photograph would go. */
export async function storeSample({ storage, sampleFile, engineBaseUrl }: SmokeDeps): Promise<StepResult<StoredReference>> {
  const stored = await storage.put(sampleFile, { name: path.basename(sampleFile), mime: "image/jpeg" });
  if (!stored.ok) return stop(`the storage (${storage.kind}) took no file`, "`npm run doctor` looks at the storage by itself.");
  const { key } = stored.value;
  const url = storage.publicUrl(key, engineBaseUrl);
  if (url.ok) return ok({ value: { key, url: url.value }, says: `${path.basename(sampleFile)} is stored (${storage.kind})` });
  await storage.remove(key);
  return stop("the engine could not fetch the reference: this machine has no public address", `Set ${url.error.variable} to the studio's https address, or UPLOADTHING_TOKEN.`);
}

/** As the engine will: a plain GET. Found out here it costs nothing. */
export async function fetchAsTheEngine({ http, folder, maxReferenceBytes }: SmokeDeps, { url }: StoredReference): Promise<StepResult<null>> {
  const answer = await http.download(url, path.join(folder, "fetched"), { maxBytes: maxReferenceBytes });
  const { origin } = new URL(url);
  if (answer.ok) return ok({ value: null, says: `${origin} hands it out without a cookie` });
  return stop(`${origin} does not hand it out (${sentenceOf(answer.error)})`, "Is the studio running (`npm start` in another terminal), with the same DATA_DIR and PORT, and reachable there?");
}

function sentenceOf(failure: DownloadFailure): string {
  switch (failure.code) {
    case "status": return `HTTP ${failure.status}`;
    case "forbidden_address": return "a private address, or no https";
    case "too_large": return "other bytes than were stored";
    case "broken": return failure.reason;
    default: return failure satisfies never;
  }
}
