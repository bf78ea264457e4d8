import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { once } from "node:events";
import { freePort } from "@/tests/support/studio";

const root = path.resolve(import.meta.dirname, "../..");
const next = "node_modules/next/dist/bin/next";
const READY_MS = 60_000;
const BUILD_MS = 300_000;

const files: Record<string, string> = {
  "package.json": JSON.stringify({ name: "empty-page", private: true, type: "module" }),
  "app/layout.js": 'export const metadata = { title: "Empty", description: "An empty page." };\nexport default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n',
  "app/page.js": "export default function Page() { return <main><h1>Empty</h1></main>; }\n",
  "next.config.js": "export default { agentRules: false };\n",
};

function program(cwd: string, ...args: string[]) {
  return spawn(process.execPath, [next, ...args], { cwd, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } });
}

/** A page with a heading and nothing else, made by the same Next: what any page of it costs. */
export async function serveEmptyPage(): Promise<{ url: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), "empty-page-"));
  mkdirSync(path.join(folder, "app"));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  const building = program(folder, "build", "--webpack");
  const late = setTimeout(() => building.kill(), BUILD_MS);
  await once(building, "exit");
  clearTimeout(late);
  if (building.exitCode !== 0) throw new Error("the empty page could not be built");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const server = program(folder, "start", "-H", "127.0.0.1", "-p", String(port));
  const close = async () => {
    server.kill("SIGKILL");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
    rmSync(folder, { recursive: true, force: true });
  };
  const until = performance.now() + READY_MS;
  while (!(await fetch(url, { signal: AbortSignal.timeout(2000) }).then(({ ok }) => ok, () => false))) {
    if (performance.now() > until) {
      await close();
      throw new Error("the empty page does not answer");
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, close };
}
