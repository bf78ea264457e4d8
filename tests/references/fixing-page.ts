import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";

/** As strict as the studio's own policy, without its nonce: what works here works there. */
const POLICY = "default-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; object-src 'none'";
const folder = path.resolve(import.meta.dirname, "../../components/references/fixing");

/** A page that has nothing but `prepareFile`, with its worker in a file of its own, as the studio's build makes it. */
export async function serveFixingPage(): Promise<{ url: string; close: () => Promise<void> }> {
  const { outputFiles } = await build({
    stdin: { contents: `import { prepareFile } from "./prepare-file"; Object.assign(window, { prepareFile });`, resolveDir: folder, sourcefile: "page.ts" },
    bundle: true, format: "esm", write: false, outdir: "/", tsconfig: path.resolve(folder, "../../../tsconfig.json"), logLevel: "warning",
  });
  const worker = await build({
    entryPoints: [path.join(folder, "fixing-worker.ts")],
    bundle: true, format: "esm", splitting: true, write: false, outdir: "/", tsconfig: path.resolve(folder, "../../../tsconfig.json"), logLevel: "warning",
  });
  const scripts = new Map([...outputFiles, ...worker.outputFiles].map((file) => [path.basename(file.path), file.text]));
  const server = createServer((request, response) => {
    // The worker is asked for by its source's name: nothing rewrote it.
    const name = path.basename(request.url ?? "/").replace("fixing-worker.ts", "fixing-worker.js");
    const script = scripts.get(name);
    // As in the studio, the page has a policy and its static files have none: a worker goes by that of its own file.
    if (script === undefined) response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Content-Type", script === undefined ? "text/html" : "text/javascript");
    response.end(script ?? '<!doctype html><meta charset="utf-8"><title>Fixing</title><script type="module" src="/stdin.js"></script>');
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  return { url: `http://127.0.0.1:${portOf(address)}/`, close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }) };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}
