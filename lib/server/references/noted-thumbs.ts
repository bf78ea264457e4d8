import "server-only";
import { serverLimits } from "@/lib/limits";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import type { Files } from "@/lib/server/storage/files";

/**
 * Files whose thumbnails are noted to go before they are written: their reference may never come to be, be it that the storage
 * does not answer, that its upload was taken away meanwhile, or that this process dies. The row takes the note away with it.
 */
export const notingThumbs = ({ files, store, now }: Pick<ReferenceDeps, "files" | "store" | "now">): Files => ({
  ...files,
  async write(bytes, key) {
    await store.discard([{ storage: "local", key }], now() + serverLimits.thumbsWithoutRowMs);
    await files.write(bytes, key);
  },
});
