import "server-only";
import { readFile } from "node:fs/promises";
import { UTApi, UTFile } from "uploadthing/server";
import { err, ok } from "@/lib/result";
import type { Http } from "@/lib/server/http";
import type { Storage } from "@/lib/server/storage/storage";

type Options = { token: string; http: Http; filesBase: string; fetch: typeof globalThis.fetch };

/** @param options.filesBase where a key is public: "https://<app id>.ufs.sh/f". */
export function uploadthingStorage({ token, http, filesBase, fetch }: Options): Storage {
  // What it would print of a failure has the presigned address in it; the failure itself is answered.
  const api = new UTApi({ token, fetch, logLevel: "None" });
  return {
    kind: "uploadthing",
    publicUrl: (key) => ok(`${filesBase}/${key}`),
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

/** The app id stands in the token: base64 of {"apiKey": "sk_...", "appId": "...", "regions": [...]}. */
export const publicFilesBase = (appId: string): string => `https://${appId}.ufs.sh/f`;
