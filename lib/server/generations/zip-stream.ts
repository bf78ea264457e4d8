import "server-only";
import { createReadStream } from "node:fs";
import { makeZip, predictLength } from "client-zip";
import { recipeFileName, writeRecipe, type RecipeTake } from "@/lib/generations/recipe";
import type { ZipPlan, ZipReference } from "@/lib/server/generations/zip-plan";
import type { Log } from "@/lib/server/log";
import { fileStream } from "@/lib/server/storage/file-stream";
import type { Files } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";

type StreamDeps = { files: Files; storageOf: (kind: Storage["kind"]) => Storage | null; now: () => number; log: Log };
export type ZipStream = { body: ReadableStream<Uint8Array>; /** null where it is not known before it is made. */ bytes: bigint | null };

/**
 * The zip as it is made: one file open at a time, read on only as fast as the client takes it. The recipe comes last, and says
 * which references could be had.
 */
export async function streamZip(deps: StreamDeps, plan: ZipPlan): Promise<ZipStream> {
  const { files, now } = deps;
  const near: ZipReference[] = [];
  let isAllNear = true;
  for (const reference of plan.references) {
    if (reference.storage !== "local") isAllNear = false;
    else if ((await files.find(reference.stored_key)) !== null) near.push(reference);
  }
  const savedAt = now();
  const recipeOf = (had: readonly ZipReference[]): string => writeRecipe({ title: plan.title, savedAt, takes: withFiles(plan.takes, had) });
  const texts = (had: readonly ZipReference[]): Text[] => [{ name: recipeFileName, input: recipeOf(had) }, ...(plan.last ? [{ name: plan.last.name, input: plan.last.of(had) }] : [])];
  const bytes = isAllNear
    ? predictLength([...plan.frames, ...near].map(({ name, bytes: size }) => ({ name, size })).concat(texts(near).map(({ name, input }) => ({ name, size: Buffer.byteLength(input) }))))
    : null;
  return { body: quietEnd(makeZip(entries(deps, plan, texts))), bytes };
}

type Text = { name: string; input: string };

/** Each is opened when the one before it is out, and closed when the client leaves. */
async function* entries({ files, storageOf, log, now }: StreamDeps, plan: ZipPlan, texts: (had: readonly ZipReference[]) => Text[]) {
  for (const { name, key, at } of plan.frames) {
    const source = createReadStream(files.pathOf(key));
    try {
      yield { name, lastModified: new Date(at), input: fileStream(source) };
    } finally {
      source.destroy();
    }
  }
  const had: ZipReference[] = [];
  for (const reference of plan.references) {
    const draft = files.draftFile();
    try {
      const read = await storageOf(reference.storage)?.read(reference.stored_key, draft, reference.bytes);
      if (read?.ok !== true) {
        log.warn("zip.reference_left_out", { storage: reference.storage, reason: read === undefined ? "its storage is not set up any more" : read.error.code });
        continue;
      }
      had.push(reference);
      const source = createReadStream(draft);
      try {
        yield { name: reference.name, lastModified: new Date(reference.at), input: fileStream(source) };
      } finally {
        source.destroy();
      }
    } finally {
      await files.discard(draft);
    }
  }
  for (const { name, input } of texts(had)) yield { name, lastModified: new Date(now()), input };
}

function withFiles(takes: readonly RecipeTake[], had: readonly ZipReference[]): RecipeTake[] {
  const names = new Map(had.map(({ sha256, name }) => [sha256, name]));
  return takes.map((take) => ({ ...take, references: take.references.map((reference) => ({ ...reference, file: names.get(reference.sha256) ?? null })) }));
}

/** A client that leaves is no error of the stream's. */
export function quietEnd(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason).catch(() => {}),
  }, { highWaterMark: 0 });
}
