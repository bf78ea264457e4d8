import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { createFiles } from "@/lib/server/storage/files";

export type FileDoor = { port: number; asked: { path: string; cookie: string | undefined; authorization: string | undefined }[]; close: () => Promise<void> };

/** Hands out the files of a DATA_DIR and says that it is well, as a running studio does. */
export async function openFileDoor(dataDir: string): Promise<FileDoor> {
  const files = createFiles(dataDir);
  const asked: FileDoor["asked"] = [];
  const server = createServer((message, response) => {
    const { pathname } = new URL(message.url ?? "/", "http://studio");
    asked.push({ path: pathname, cookie: message.headers.cookie, authorization: message.headers.authorization });
    if (pathname === "/api/health") return void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ok: true }));
    void files.find(pathname.replace("/api/files/", "")).then((found) => {
      if (found === null) return response.writeHead(404).end();
      response.writeHead(200, { "content-type": found.mime, "content-length": String(found.bytes) });
      return createReadStream(found.file).pipe(response);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port, asked,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}
