import "server-only";
import { chargeSchema } from "@/lib/generations/generation-schema";
import { limits } from "@/lib/limits";
import type { GenerationRow, OutputRow } from "@/lib/server/db/database";
import type { AdvanceDeps } from "@/lib/server/generations/advance-deps";
import { backoffMs } from "@/lib/server/generations/backoff";
import type { DownloadFailure } from "@/lib/server/http";
import { bytesOf, readPicture, readVideoMime } from "@/lib/server/images/inspect";
import { makeThumbs } from "@/lib/server/images/thumbs";
import { outputKey, sha256Of } from "@/lib/server/storage/files";

/**
 * Copies what the provider made into our own storage, one file a step, so that many takes at once share the steps; each
 * picture shows as soon as it is here.
 */
export async function save(deps: AdvanceDeps, row: GenerationRow): Promise<number> {
  const { store, now } = deps;
  const outputs = await store.outputs(row.id);
  // The one that failed least comes first: a file that never comes holds no other up.
  const [next, after] = outputs.filter(({ state }) => state === "pending").sort((a, b) => a.attempts - b.attempts || a.frame - b.frame);
  if (next) {
    const mayGoOn = (await fetchOutput(deps, row, next)) || (after !== undefined && after.attempts <= next.attempts);
    return mayGoOn ? now() : now() + backoffMs(limits.fileBackoffMs, next.attempts, null);
  }
  const missing = Array.from({ length: Math.max(0, row.images_asked - outputs.length) }, (_, at) => outputs.length + at + 1);
  await store.addMissing(row.id, missing, now());
  await store.move(row, "completed", { waiting: "none" }, now(), { charge: chargeSchema.parse(row.charge), chargedMicroUsd: row.charged_micro_usd });
  return now();
}

/** @returns false where it is to be asked for again. */
async function fetchOutput(deps: AdvanceDeps, row: GenerationRow, output: OutputRow): Promise<boolean> {
  const { store, files, http, log } = deps;
  const draft = files.draftFile();
  try {
    const answer = await http.download(output.source_url ?? "", draft, { maxBytes: limits.videoBytes });
    if (!answer.ok) return await failedFetch(deps, row, output, isNeverKept(answer.error), answer.error.code);
    const bytes = await bytesOf(draft);
    const read = await readPicture(draft);
    if (read.ok && bytes <= limits.imageBytes) return await keepPicture(deps, row, output, draft, { ...read.picture, bytes });
    const mime = await readVideoMime(draft);
    if (mime === null) return await failedFetch(deps, row, output, false, "no picture and no video");
    const sha256 = await sha256Of(draft);
    const key = outputKey(sha256, mime);
    await files.keep(draft, key);
    await store.setOutput(row, output.id, { state: "delivered", media: "video", mime, file_key: key, sha256, bytes });
    return true;
  } catch (error) {
    // Ours to mend (a full disk, say), not the provider's loss: asked again, and never counted as lost.
    log.error("output.not_saved", error, { id: row.id, frame: output.frame });
    await store.setOutput(row, output.id, { attempts: output.attempts + 1 });
    return false;
  } finally {
    await files.discard(draft);
  }
}

type Facts = { mime: string; width: number; height: number; bytes: number };

async function keepPicture(deps: AdvanceDeps, row: GenerationRow, output: OutputRow, draft: string, facts: Facts): Promise<boolean> {
  const { store, files } = deps;
  const sha256 = await sha256Of(draft);
  const thumbs = await makeThumbs(files, draft, sha256);
  // Cut off or damaged on the way: it does not decode to its end.
  if (thumbs === null) return failedFetch(deps, row, output, false, "does not decode");
  const key = outputKey(sha256, facts.mime);
  await files.keep(draft, key);
  await store.setOutput(row, output.id, {
    state: "delivered", media: "image", file_key: key, sha256, ...facts,
    thumb_small_key: thumbs.small, thumb_large_key: thumbs.large, placeholder: thumbs.placeholder, thumb_bytes: thumbs.bytes,
  });
  return true;
}

/** Nothing that we would ever keep: asking again changes nothing. */
const isNeverKept = (error: DownloadFailure): boolean => error.code === "forbidden_address" || error.code === "too_large";

async function failedFetch({ store, log, now }: AdvanceDeps, row: GenerationRow, output: OutputRow, never: boolean, reason: string): Promise<boolean> {
  const attempts = output.attempts + 1;
  const lost = never || now() - output.pending_since >= limits.fileLostAfterMs;
  log.warn("output.fetch_failed", { id: row.id, frame: output.frame, attempts, lost, reason });
  await store.setOutput(row, output.id, lost ? { state: "lost", attempts } : { attempts });
  return lost;
}
