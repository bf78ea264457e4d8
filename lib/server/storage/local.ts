import "server-only";
import { copyFile, rm } from "node:fs/promises";
import { err, ok } from "@/lib/result";
import { isPrivateHost } from "@/lib/server/addresses";
import { isLoopback } from "@/lib/server/env";
import { referenceKey, type Files } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";

/** DATA_DIR as storage. A provider out there reaches it by PUBLIC_URL alone; an engine on this machine by loopback too. */
export function localStorage({ files, publicUrl, port }: { files: Files; publicUrl: string | undefined; port: number }): Storage {
  return {
    kind: "local",
    publicUrl(key, engineBaseUrl) {
      const isNear = isLoopback(new URL(engineBaseUrl).hostname);
      if (isNear) return ok(`http://127.0.0.1:${port}${files.urlOf(key)}`);
      if (publicUrl?.startsWith("https://") !== true || isPrivateHost(new URL(publicUrl).hostname)) return err({ code: "not_public", variable: "PUBLIC_URL" });
      return ok(`${publicUrl}${files.urlOf(key)}`);
    },
    async read(key, file, maxBytes) {
      const found = await files.find(key);
      if (found === null) return err({ code: "not_there" });
      if (found.bytes > maxBytes) return err({ code: "too_large" });
      await copyFile(found.file, file);
      return ok(null);
    },
    async put(file, { mime }) {
      const key = referenceKey(mime);
      const draft = files.draftFile();
      await copyFile(file, draft);
      await files.keep(draft, key);
      return ok({ key });
    },
    async remove(key) {
      await rm(files.pathOf(key), { force: true });
      return ok(null);
    },
  };
}
