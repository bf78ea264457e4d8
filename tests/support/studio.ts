import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** The production build as a process of its own, with a folder of its own: killed and started again like a person's. */
export type Studio = {
  readonly url: string;
  readonly dataDir: string;
  /** Everything it printed since the first start. */
  output(): string;
  /** @param build the folder of another build than the one that is here. */
  start(env?: Record<string, string>, build?: string): Promise<void>;
  /** As by SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** As by a power cut. */
  kill(): Promise<void>;
  /** Resolves once the process has ended, however it did. */
  ended(): Promise<void>;
  remove(): Promise<void>;
};

const root = path.resolve(import.meta.dirname, "../..");
const READY_MS = 60_000;
const CHECK_MS = 50;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const removed = new Set<string>();
/** Whether this address is one of a studio that is not any more. */
export const isRemoved = (address: string): boolean => URL.canParse(address) && removed.has(new URL(address).origin);

/** What a process needs to run. */
const KEPT = ["PATH", "HOME", "TMPDIR", "LANG", "SystemRoot", "LD_LIBRARY_PATH"];
const namesIn = (file: string): string[] =>
  existsSync(file) ? [...readFileSync(file, "utf8").matchAll(/^\s*#?\s*(?:export\s+)?([\w.-]+)\s*=/gm)].flatMap(([, name = ""]) => [name]) : [];

/**
 * Nothing of a developer's own environment reaches it but what a process needs to run; nor of his .env, which Next and the
 * commands read by themselves, for every name that is not set: empty is set to them, and unset to us.
 * @param folder where its .env would be.
 */
export function cleanEnv(folder = root): Record<string, string> {
  const files = [path.join(root, ".env.example"), ...[".env", ".env.local", ".env.production", ".env.production.local"].map((name) => path.join(folder, name))];
  const kept = KEPT.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(files.flatMap(namesIn).map((name) => [name, ""])), ...Object.fromEntries(kept) };
}

export async function createStudio(baseEnv: Record<string, string>): Promise<Studio> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "contact-sheet-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  removed.delete(url);
  let child: ChildProcess | null = null;
  let printed = "";
  let ended = Promise.resolve();

  const isReady = async () => {
    try {
      return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2000) })).ok;
    } catch {
      return false;
    }
  };

  async function start(env: Record<string, string> = {}, build = root): Promise<void> {
    const started = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-H", baseEnv.HOST ?? "127.0.0.1", "-p", String(port)], {
      cwd: build,
      env: { ...cleanEnv(), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_MANUAL_SIG_HANDLE: "true", HOST: "127.0.0.1", PORT: String(port), DATA_DIR: dataDir, ...baseEnv, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream.on("data", (chunk: Buffer) => { printed += chunk.toString(); });
    ended = new Promise((resolve) => started.once("exit", () => { resolve(); }));
    const until = Date.now() + READY_MS;
    while (!(await isReady())) {
      if (started.exitCode !== null || started.signalCode !== null) throw new Error(`the studio ended while starting:\n${printed}`);
      if (Date.now() > until) throw new Error(`the studio was not ready in ${READY_MS} ms:\n${printed}`);
      await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
    }
  }

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
    const running = child;
    running?.kill(signal);
    await ended;
    return running?.exitCode ?? null;
  }

  return {
    url, dataDir, start,
    output: () => printed,
    stop: () => end("SIGTERM"),
    kill: async () => void (await end("SIGKILL")),
    ended: () => ended,
    async remove() {
      removed.add(url);
      await end("SIGKILL");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A started studio, for as long as a story takes. */
export async function withStudio(env: Record<string, string>, story: (studio: Studio) => Promise<void>): Promise<void> {
  const studio = await createStudio(env);
  try {
    await studio.start();
    await story(studio);
  } finally {
    await studio.remove();
  }
}
