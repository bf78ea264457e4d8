import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { defaultModel } from "@/lib/models/catalog";
import { migrate } from "@/lib/server/db/migrate";
import { openSqlite } from "@/lib/server/db/sqlite";
import { createHttp } from "@/lib/server/http";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import { referenceStore } from "@/lib/server/references/store";
import { openUpload, receiveUpload } from "@/lib/server/references/uploads";
import { createFiles } from "@/lib/server/storage/files";
import { createIngest } from "@/lib/server/storage/ingest";
import { localStorage } from "@/lib/server/storage/local";
import { createUploadRoute, type UploadHooks } from "@/lib/server/storage/upload-route";
import { embeddedUploadToken } from "@/lib/server/storage/upload-token";
import { uploadthingStorage } from "@/lib/server/storage/uploadthing";
import { listeningLog, owner } from "@/tests/contracts/support/take-fixture";
import { startUploadThingEmulator } from "@/tests/support/uploadthing-emulator";

export type DoorKind = "embedded" | "UploadThing";
type Handle = (request: Request) => Promise<Response>;

/** The upload route over HTTP, before the embedded ingest or before UploadThing. Who asks stands in "x-test-owner". */
export async function openDoor(kind: DoorKind) {
  const folder = mkdtempSync(path.join(tmpdir(), "sheet-door-"));
  const db = openSqlite(path.join(folder, "test.db"));
  await migrate(db);
  const files = createFiles(folder);
  let timeMs = Date.now();
  const now = () => timeMs;
  const service = await startUploadThingEmulator({ now });
  let origin = "";
  const http = createHttp(() => [origin, service.url]);
  const storage = kind === "embedded"
    ? localStorage({ files, publicUrl: undefined, port: 3000 })
    : uploadthingStorage({ token: service.token, ingestUrl: service.url, apiUrl: service.url, filesBase: service.filesBase, http });
  const made: string[] = [];
  const deps: ReferenceDeps = {
    store: referenceStore(db), storage, storageOf: (wanted) => (wanted === storage.kind ? storage : null), files, rules: defaultModel.referenceRules,
    ownsSession: () => Promise.resolve(true), samplesDir: "public/samples", stored: ({ id }) => void made.push(id), now, log: listeningLog().log,
  };
  const hooks = (ownerId: string): UploadHooks => ({
    open: (upload) => openUpload(deps, ownerId, upload),
    presigned: (tileId, key) => deps.store.setIngestKey(tileId, key),
    received: (tileId, storedKey) => receiveUpload(deps, tileId, storedKey),
  });
  const routeOf = (ownerId: string): Handle => kind === "embedded"
    ? createUploadRoute({ token: embeddedUploadToken("secret"), ingestUrl: `${origin}/api/ingest`, callbackUrl: `${origin}/api/uploadthing`, fetch: async () => Response.json({ ok: true }) }, hooks(ownerId))
    : createUploadRoute({ token: service.token, ingestUrl: service.url, callbackUrl: `${origin}/api/uploadthing`, fetch: http.fetch }, hooks(ownerId));
  const ingest = createIngest({
    dataDir: folder, apiKey: "sk_secret", files, now, callback: (request) => routeOf("")(request),
    async findUpload(key) {
      const upload = await deps.store.findUploadByIngestKey(key);
      return upload ? { tileId: upload.tile_id, storedKey: upload.stored_key } : null;
    },
  });

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (!url.pathname.startsWith("/api/ingest/")) return routeOf(request.headers.get("x-test-owner") ?? owner)(request);
    if (request.method === "HEAD") {
      const head = await ingest.head(url);
      return new Response(null, head.ok ? { headers: { "x-ut-range-start": String(head.value.rangeStart) } } : { status: 400 });
    }
    const put = await ingest.put(url, request);
    return put.ok ? Response.json({ ...put.value, serverData: null }) : Response.json({ error: put.error.code }, { status: 400 });
  }

  const server = createServer((message, response) => {
    const method = message.method ?? "GET";
    const init: RequestInit & { duplex: "half" } = {
      method, duplex: "half", headers: Object.entries(message.headers).flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : [])),
      ...(method === "POST" || method === "PUT" ? { body: new ReadableStream(sourceOf(message)) } : {}),
    };
    const request = new Request(`${origin}${message.url ?? "/"}`, init);
    void answer(request).then(async (reply) => {
      response.writeHead(reply.status, Object.fromEntries(reply.headers)).end(Buffer.from(await reply.arrayBuffer()));
      // What nobody wanted to read is let through, so that the connection is free again.
      if (!request.bodyUsed) await request.arrayBuffer();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    kind, origin, db, deps, files, service, ingest, made, routeUrl: `${origin}/api/uploadthing`,
    pass: (byMs: number) => { timeMs += byMs; },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
      await http.close();
      await service.close();
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Door = Awaited<ReturnType<typeof openDoor>>;

/** A body that fails when the browser hangs up, as Next's does. */
function sourceOf(message: Readable): UnderlyingDefaultSource<Uint8Array> {
  const chunks = message[Symbol.asyncIterator]();
  return {
    async pull(controller) {
      const next: IteratorResult<unknown> = await chunks.next();
      if (next.done === true) controller.close();
      else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
    },
  };
}
