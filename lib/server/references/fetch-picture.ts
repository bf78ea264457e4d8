import "server-only";
import { limits } from "@/lib/limits";
import type { FetchRefusal } from "@/lib/references/fetched-picture";
import { isOpened } from "@/lib/references/image-format";
import { err, ok, type Result } from "@/lib/result";
import type { DownloadFailure, Http } from "@/lib/server/http";
import { formatOfFile } from "@/lib/server/images/inspect";
import type { Tries } from "@/lib/server/owners/tries";
import type { Files } from "@/lib/server/storage/files";

export type FetchDeps = {
  /** Without any origin of our own: nobody reaches the engine or this machine through it. */
  http: Pick<Http, "download">;
  files: Files;
  tries: Tries;
};
/** The caller discards it. */
export type FetchedFile = { file: string; bytes: number };

/** Brings the picture of a pasted address: only from public hosts, only so large, and only what begins as a picture does. */
export async function fetchPicture({ http, files, tries }: FetchDeps, ownerId: string, address: string): Promise<Result<FetchedFile, FetchRefusal>> {
  const url = webAddress(address);
  if (url === null) return err({ code: "invalid_address" });
  const tooMany = tries.begin(ownerId);
  if (tooMany !== null) return err({ code: "too_many_tries", waitMs: tooMany.waitMs });
  const file = files.draftFile();
  const refuse = async (refusal: FetchRefusal) => {
    await files.discard(file);
    return err(refusal);
  };
  const answer = await http.download(url.href, file, { maxBytes: limits.imageBytes, deadlineMs: limits.fetchMs });
  if (!answer.ok) return refuse(refusalOf(answer.error));
  const format = await formatOfFile(file);
  return format !== null && isOpened(format) ? ok({ file, bytes: answer.value.bytes }) : refuse({ code: "not_an_image" });
}

/** null for what is no http or https address, or carries a name and a password. */
export function webAddress(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "" ? url : null;
}

function refusalOf(failure: DownloadFailure): FetchRefusal {
  switch (failure.code) {
    case "status": return { code: "unreachable", status: failure.status };
    case "forbidden_address": return { code: "private_address" };
    case "too_large": return { code: "too_large", limitBytes: limits.imageBytes };
    case "broken": return { code: "unreachable", status: null };
    default: return failure satisfies never;
  }
}
