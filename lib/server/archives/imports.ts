import "server-only";
import { createWriteStream } from "node:fs";
import { statfs } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ImportLine, ImportRefusal } from "@/lib/archives/import-answer";
import { limits, serverLimits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import { importSession, type ImportDeps } from "@/lib/server/archives/import-session";
import type { Log } from "@/lib/server/log";

type ImportsDeps = ImportDeps & { dataDir: string; log: Log };
/** A zip as it comes: told how long it is, where that is told, and never believed. */
export type Coming = { body: ReadableStream<Uint8Array> | null; bytes: number | null };
/** The last is how it went. */
export type Lines = AsyncGenerator<ImportLine, void, void>;
export type Imports = {
  /** One at a time for an owner, and few in all. @param ended aborts when whoever asked has gone. @returns what is said, line by line. */
  begin(ownerId: string, coming: Coming, ended: AbortSignal): Lines;
};

export function createImports(deps: ImportsDeps): Imports {
  const under = new Set<string>();
  return {
    async *begin(ownerId, coming, ended): Lines {
      if (under.has(ownerId) || under.size >= serverLimits.importsAtOnce) {
        yield { is: "refused", refusal: { code: "busy" } };
        return;
      }
      under.add(ownerId);
      const { files } = deps.references;
      const zip = files.draftFile();
      let refusal: ImportRefusal | null = null;
      try {
        const received = await receive(deps, coming, zip, ended);
        if (received.ok) yield* lines(deps, ownerId, zip, ended);
        else refusal = received.error;
      } finally {
        under.delete(ownerId);
        await files.discard(zip);
      }
      // Said when all is cleared away: perhaps nobody is there any more to ask for what comes after.
      if (refusal !== null) yield { is: "refused", refusal };
    },
  };
}

class TooLarge extends Error {}

async function receive({ dataDir, log }: ImportsDeps, { body, bytes }: Coming, zip: string, ended: AbortSignal): Promise<Result<null, ImportRefusal>> {
  if (body === null) return err({ code: "not_a_zip" });
  if (bytes !== null && bytes > serverLimits.importBytes) return err({ code: "too_large" });
  const { bavail, bsize } = await statfs(dataDir);
  // It lies there twice while its files are kept.
  let room = Math.min(serverLimits.importBytes, (bavail * bsize - serverLimits.diskLowBytes) / 2);
  if (room < (bytes ?? 0)) return err({ code: "disk_full" });
  const idle = new AbortController();
  const stop = () => idle.abort();
  let timer = setTimeout(stop, limits.importIdleMs);
  const watched = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      clearTimeout(timer);
      timer = setTimeout(stop, limits.importIdleMs);
      room -= chunk.length;
      pass(room < 0 ? new TooLarge() : null, chunk);
    },
  });
  const kept = createWriteStream(zip, { mode: 0o600 });
  try {
    await pipeline(Readable.from(body), watched, kept, { signal: AbortSignal.any([ended, idle.signal]) });
    return ok(null);
  } catch (error) {
    if (error instanceof TooLarge) return err({ code: "too_large" });
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") return err({ code: "disk_full" });
    log.warn("import.cut_off", { reason: error instanceof Error ? error.message.slice(0, 200) : "" });
    return err({ code: "cut_off" });
  } finally {
    clearTimeout(timer);
    // A file that is still being opened would be made after it was cleared away.
    if (!kept.closed) await new Promise<void>((resolve) => { kept.once("close", resolve); });
  }
}

/** What is reported meanwhile is told as soon as it is asked for: the newest alone, since each says all. */
async function* lines(deps: ImportsDeps, ownerId: string, zip: string, ended: AbortSignal): Lines {
  let news: ImportLine | null = null;
  let wake = () => {};
  const report = (files: number, of: number) => {
    news = { is: "at", files, of };
    wake();
  };
  const coming = importSession(deps, ownerId, zip, report, ended).then(
    (answer): ImportLine => (answer.ok ? { is: "done", ...answer.value } : { is: "refused", refusal: answer.error }),
    (error: unknown): ImportLine => {
      deps.log.error("import.failed", error);
      return { is: "refused", refusal: { code: "broken" } };
    },
  );
  for (;;) {
    const changed = new Promise<null>((resolve) => { wake = () => resolve(null); });
    if (news !== null) {
      yield news;
      news = null;
    }
    const last = await Promise.race([coming, changed]);
    if (last === null) continue;
    yield last;
    return;
  }
}
