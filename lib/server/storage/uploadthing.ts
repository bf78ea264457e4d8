import "server-only";
import { readFile } from "node:fs/promises";
import { UTApi, UTFile } from "uploadthing/server";
import { err, ok } from "@/lib/result";
import { isPrivateHost } from "@/lib/server/addresses";
import { isLoopback } from "@/lib/server/env";
import type { Http } from "@/lib/server/http";
import type { Storage } from "@/lib/server/storage/storage";
import type { UploadThing } from "@/lib/server/storage/upload-token";

type Options = Pick<UploadThing, "token" | "ingestUrl" | "apiUrl" | "filesBase"> & { http: Pick<Http, "download" | "fetch"> };

export function uploadthingStorage({ token, ingestUrl, apiUrl, filesBase, http }: Options): Storage {
  // What it would print of a failure has the presigned address in it; the failure itself is answered.
  const api = new UTApi({ token, ingestUrl, apiUrl, fetch: http.fetch, logLevel: "None" });
  return {
    kind: "uploadthing",
    publicUrl(key, engineBaseUrl) {
      const isPublic = filesBase.startsWith("https://") && !isPrivateHost(new URL(filesBase).hostname);
      return isPublic || isLoopback(new URL(engineBaseUrl).hostname) ? ok(`${filesBase}/${key}`) : err({ code: "not_public", variable: "UPLOADTHING_UFS_HOST" });
    },
    async read(key, file, maxBytes) {
      const answer = await http.download(`${filesBase}/${key}`, file, { maxBytes });
      if (answer.ok) return ok(null);
      if (answer.error.code === "too_large") return err({ code: "too_large" });
      const isGone = answer.error.code === "status" && answer.error.status === 404;
      return err({ code: isGone ? "not_there" : "unavailable" });
    },
    async put(file, { name, mime }) {
      const answer = await api.uploadFiles(new UTFile([await readFile(file)], name, { type: mime }));
      return answer.error === null ? ok({ key: answer.data.key }) : err({ code: "unavailable" });
    },
    async remove(key) {
      // The library throws where the service does not answer as it should.
      const answer = await api.deleteFiles(key).catch(() => null);
      return answer?.success === true ? ok(null) : err({ code: "unavailable" });
    },
  };
}
