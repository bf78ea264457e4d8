import "server-only";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Sample } from "@/lib/references/upload";
import { err, ok } from "@/lib/result";
import { measureReference, referenceRow } from "@/lib/server/references/examine";
import { fitPicture } from "@/lib/server/references/fit";
import { notingThumbs } from "@/lib/server/references/noted-thumbs";
import type { Answer, ReferenceDeps } from "@/lib/server/references/reference-deps";
import { discardNow, givenAgain, isStored, mendStanding, type FileOrigin } from "@/lib/server/references/same-bytes";
import { toReference } from "@/lib/server/references/store";
import type { Discarded } from "@/lib/server/sessions/discarded-files";

export function referenceFromSample(deps: ReferenceDeps, ownerId: string, sample: Sample): Answer {
  const name = `${sample}.jpg`;
  return referenceFromFile(deps, path.join(deps.samplesDir, name), { owner_id: ownerId, name, output_id: null, made_from: null, made_from_output_id: null });
}

/** "Edit this". The same frame twice is one reference. */
export async function referenceFromOutput(deps: ReferenceDeps, ownerId: string, output: { id: string; fileKey: string; frame: string }): Answer {
  const known = await deps.store.findOfOutput(ownerId, output.id);
  if (known && (await isStored(deps, known)) && (await deps.store.giveAgain(known, {}, deps.now()))) return ok(toReference(known, deps.files));
  return referenceFromFile(deps, deps.files.pathOf(output.fileKey), { owner_id: ownerId, name: output.frame, output_id: output.id, made_from: output.frame, made_from_output_id: output.id });
}

/** A picture that another owner shared becomes this one's own. @param file its bytes. */
export const referenceFromShare = (deps: ReferenceDeps, ownerId: string, file: string, name: string): Answer =>
  referenceFromFile(deps, file, { owner_id: ownerId, name, output_id: null, made_from: null, made_from_output_id: null });

/** What the server itself puts in is made fit as a person's file is, and then believed as little. */
async function referenceFromFile(deps: ReferenceDeps, file: string, known: Omit<FileOrigin, "source_json">): Answer {
  const { files, rules } = deps;
  const fitted = await fitPicture(file, rules);
  if (!fitted.ok) return err({ code: "problem", problem: fitted.error });
  const draft = files.draftFile();
  try {
    await writeFile(draft, fitted.value.bytes);
    return await referenceFromBytes(deps, draft, { ...known, source_json: JSON.stringify(fitted.value.source) });
  } finally {
    await files.discard(draft);
  }
}

/** Just as they are, where the rules allow it: what is brought in stays what it was, byte for byte. */
export async function referenceFromBytes(deps: ReferenceDeps, draft: string, origin: FileOrigin): Answer {
  const { store, storage, files, rules, now, stored } = deps;
  const measured = await measureReference(notingThumbs(deps), draft, rules);
  if (!measured.ok) return err({ code: "problem", problem: measured.error });
  const again = await givenAgain(deps, measured.value, origin);
  if (again) return ok(toReference(again, files));
  const put = await storage.put(draft, { name: origin.name, mime: `image/${measured.value.format}` });
  if (!put.ok) return err({ code: "storage_unavailable" });
  const copy: Discarded = { storage: storage.kind, key: put.value.key };
  await mendStanding(deps, origin.owner_id, measured.value, copy.key);
  const row = referenceRow(measured.value, { ...origin, storage: copy.storage, stored_key: copy.key }, now());
  const standing = await store.insert(row);
  if (standing.id === row.id) stored(row);
  // Another click was first: its reference stands, and this copy goes.
  else if (standing.stored_key !== copy.key) await discardNow(deps, copy);
  return ok(toReference(standing, files));
}
