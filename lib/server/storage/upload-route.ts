import "server-only";
import { createRouteHandler, createUploadthing, UploadThingError, type FileRouter } from "uploadthing/server";
import { z } from "zod";
import { limits } from "@/lib/limits";
import { uploadInputSchema } from "@/lib/references/upload";

export type UploadHooks = {
  /** Who uploads which tile; false refuses. */
  open: (upload: z.infer<typeof uploadInputSchema>) => Promise<boolean>;
  /** UploadThing's key of a tile's presigned address. */
  presigned: (tileId: string, key: string) => Promise<void>;
  /** The storage has the bytes under this key. */
  received: (tileId: string, storedKey: string) => Promise<void>;
};
export type UploadRouteConfig = { token: string; ingestUrl: string; callbackUrl: string; fetch: typeof globalThis.fetch };
type Handle = (request: Request) => Promise<Response>;

const metadataSchema = z.object({ tileId: z.string() });
const registrationSchema = z.object({ fileKeys: z.array(z.string()).length(1), metadata: metadataSchema });

/** UploadThing's own route handler, for its service and for the embedded ingest alike. */
export function createUploadRoute(config: UploadRouteConfig, hooks: UploadHooks): Handle {
  const define = createUploadthing();
  const router = {
    reference: define(
      { image: { maxFileSize: limits.uploadSizeClass, maxFileCount: 1 } },
      // The tile's id alone makes the key: a second try of a tile resumes, and like files do not collide.
      { getFileHashParts: (file) => [file.name], awaitServerData: false, presignedURLTTL: limits.presignedUrlMs / 1000 },
    )
      .input(uploadInputSchema)
      .middleware(async ({ input, files }) => {
        if (files.length !== 1 || files[0]?.name !== input.tileId) throw new UploadThingError({ code: "BAD_REQUEST", message: "One file a tile, named by its id" });
        if (!(await hooks.open(input))) throw new UploadThingError({ code: "FORBIDDEN", message: "This tile is not yours" });
        return { tileId: input.tileId };
      })
      .onUploadComplete(async ({ metadata, file }) => hooks.received(metadata.tileId, file.key)),
  } satisfies FileRouter;

  const watchedFetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).pathname.endsWith("/route-metadata")) {
      const registration = registrationSchema.safeParse(await request.clone().json());
      const [key] = registration.success ? registration.data.fileKeys : [];
      if (registration.success && key !== undefined) await hooks.presigned(registration.data.metadata.tileId, key);
    }
    return config.fetch(request);
  };
  return createRouteHandler({
    router,
    // Its default level prints presigned addresses; its development mode calls back over a stream that production does not have.
    config: { ...config, fetch: watchedFetch, logLevel: "Warning", logFormat: "json", isDev: false, handleDaemonPromise: "await" },
  });
}
