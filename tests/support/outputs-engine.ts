import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

/**
 * An engine that finishes at once and answers with the output it was given: for the kinds of output that the demo engine
 * does not make. Speaks the calls of the API that a take needs.
 */
export async function startOutputsEngine(outputs: Record<string, (file: (name: string) => string) => unknown>): Promise<{ url: string; close: () => Promise<void> }> {
  const folder = path.resolve("tests/support");
  const kinds: Record<string, { file: string; mime: string }> = {
    "clip.webm": { file: path.join(folder, "clip.webm"), mime: "video/webm" },
    "cups.jpg": { file: path.resolve("public/samples/cups.jpg"), mime: "image/jpeg" },
    "blossom.jpg": { file: path.resolve("public/samples/blossom.jpg"), mime: "image/jpeg" },
  };
  const asked = new Map<string, string>();
  let origin = "";
  const fileUrl = (name: string) => `${origin}/files/${name}`;

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", origin);
    const answer = (body: unknown) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    const id = /^\/v1\/requests\/([^/]+)\//.exec(pathname)?.[1] ?? "";
    const kind = kinds[pathname.replace("/files/", "")];
    if (kind) {
      response.writeHead(200, { "content-type": kind.mime, "content-length": String(statSync(kind.file).size) });
      return void createReadStream(kind.file).pipe(response);
    }
    if (pathname.endsWith("/status")) return answer({ request_id: id, status: "completed" });
    if (pathname.endsWith("/result")) return answer({ request_id: id, status: "succeeded", output: outputs[asked.get(id) ?? ""]?.(fileUrl) });
    let text = "";
    request.on("data", (chunk: Buffer) => { text += chunk.toString(); });
    request.on("end", () => {
      const requestId = `request-${asked.size + 1}`;
      asked.set(requestId, Object.keys(outputs).find((name) => text.includes(`${name},`)) ?? "");
      answer({ request_id: requestId });
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    url: `${origin}/v1`,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}
