import "server-only";
import type { Env } from "@/lib/server/env";
import type { Http } from "@/lib/server/http";
import type { Files } from "@/lib/server/storage/files";
import { localStorage } from "@/lib/server/storage/local";
import type { Storage } from "@/lib/server/storage/storage";
import { uploadThingOf } from "@/lib/server/storage/upload-token";
import { uploadthingStorage } from "@/lib/server/storage/uploadthing";

/** The storage of new references. The studio and its commands on the terminal ask here, so that they agree. */
export const chosenStorage = (env: Env, http: Http, files: () => Files): Storage => uploadThingStorage(env, http) ?? localStorageOf(env, files());

/** Those that references of earlier runs may lie in as well; the first takes the new ones. */
export function storagesOf(env: Env, http: Http, files: Files): readonly [Storage, ...Storage[]] {
  const local = localStorageOf(env, files);
  const service = uploadThingStorage(env, http);
  return service === null ? [local] : [service, local];
}

const localStorageOf = (env: Env, files: Files): Storage => localStorage({ files, publicUrl: env.PUBLIC_URL, port: env.PORT });

function uploadThingStorage(env: Env, http: Http): Storage | null {
  const service = uploadThingOf(env);
  return service && uploadthingStorage({ ...service, http });
}
