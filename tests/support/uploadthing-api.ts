import { z } from "zod";
import type { Taken } from "@/tests/support/uploadthing-ingest";
import type { UploadThingState } from "@/tests/support/uploadthing-ledger";

const registrationSchema = z.object({ fileKeys: z.array(z.string()).min(1), metadata: z.unknown(), callbackUrl: z.url(), callbackSlug: z.string() });
const resultSchema = z.object({ fileKey: z.string(), callbackData: z.unknown() });
const deletionSchema = z.object({ fileKeys: z.array(z.string()) });
const pageSchema = z.object({ limit: z.int().min(1).max(500).default(500), offset: z.int().min(0).default(0) });

const PLAN_BYTES = 2_000_000_000;
const done = (body: unknown): Taken => ({ status: 200, body });

/** What servers ask, with the key of the app: the route's own two calls, and those of the library's UTApi. */
export function answerServer(state: UploadThingState, pathname: string, body: unknown, origin: string): Taken {
  switch (pathname) {
    case "/route-metadata": return register(state, body, origin);
    case "/callback-result":
      state.results.push(resultSchema.parse(body));
      return done({ ok: true });
    case "/v6/deleteFiles": {
      const { fileKeys: keys } = deletionSchema.parse(body);
      const deleted = keys.filter((key) => state.files.delete(key)).length;
      state.deletions.push({ keys, deleted });
      return done({ success: true, deletedCount: deleted });
    }
    case "/v6/listFiles": {
      const { limit, offset } = pageSchema.parse(body);
      const files = [...state.files].map(([key, { name, bytes, uploadedAt }]) => ({ id: key, key, name, customId: null, size: bytes.length, status: "Uploaded", uploadedAt }));
      return done({ hasMore: offset + limit < files.length, files: files.slice(offset, offset + limit) });
    }
    case "/v6/getUsageInfo": {
      const totalBytes = [...state.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
      return done({ totalBytes, appTotalBytes: totalBytes, filesUploaded: state.files.size, limitBytes: PLAN_BYTES });
    }
    default: return { status: 404, body: { error: "Not found" } };
  }
}

function register(state: UploadThingState, body: unknown, origin: string): Taken {
  const { fileKeys, metadata, callbackUrl, callbackSlug } = registrationSchema.parse(body);
  for (const key of fileKeys) state.registered.set(key, { metadata, callbackUrl, callbackSlug, origin });
  return done({ ok: true });
}
