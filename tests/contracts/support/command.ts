import { spawn } from "node:child_process";
import path from "node:path";

export type Ran = { code: number | null; output: string };
export type Running = { said: (text: string | RegExp) => Promise<void>; signal: (name: NodeJS.Signals) => void; ended: Promise<Ran> };

const root = path.resolve(import.meta.dirname, "../../..");
const KEPT = ["PATH", "HOME", "TMPDIR", "LANG", "SystemRoot", "LD_LIBRARY_PATH"];
/** Empty counts as unset, and keeps a developer's own .env out. */
const OURS = [
  "PORT", "HOST", "DATABASE_URL", "PUBLIC_URL", "RUNCOMFY_TOKEN", "RUNCOMFY_MODEL_API_BASE", "RUNCOMFY_SERVERLESS_API_BASE", "UPLOADTHING_TOKEN", "UPLOADTHING_INGEST_URL",
  "UPLOADTHING_API_URL", "UPLOADTHING_CALLBACK_URL", "UPLOADTHING_UFS_HOST", "UPLOADTHING_UFS_APP_ID_LOCATION", "STUDIO_ACCESS_CODE", "STUDIO_ACCESS", "STUDIO_SECRET", "PRICE_USD_PER_OUTPUT", "CAP_USD_PER_TAKE", "CAP_USD_PER_DAY", "CAP_USD_PER_OWNER_DAY",
  "RUNCOMFY_POLL_MS", "RUNCOMFY_READS_PER_SECOND", "TRUSTED_PROXY_HOPS",
];

/** A command of scripts/ as a process of its own, with nothing of the developer's environment. */
export function startCommand(script: string, env: Record<string, string>, args: readonly string[] = []): Running {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  const unset = Object.fromEntries(OURS.filter((name) => name !== "PORT" && name !== "HOST").map((name) => [name, ""]));
  // By tsx's own file: a shell between would keep signals from it.
  const child = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "--conditions=react-server", `scripts/${script}`, ...args], {
    cwd: root, env: { ...kept, ...unset, NODE_ENV: "production", ...env }, stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let heard = () => {};
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => { output += chunk.toString(); heard(); });
  const ended = new Promise<Ran>((resolve) => { child.once("close", (code) => { resolve({ code, output }); heard(); }); });
  const holds = (text: string | RegExp) => (typeof text === "string" ? output.includes(text) : text.test(output));
  return {
    ended,
    signal: (name) => void child.kill(name),
    said: (text) =>
      new Promise((resolve, reject) => {
        heard = () => {
          if (holds(text)) resolve();
          else if (child.exitCode !== null) reject(new Error(`it ended without saying ${String(text)}:\n${output}`));
        };
        heard();
      }),
  };
}

export const runCommand = (script: string, env: Record<string, string>, args: readonly string[] = []): Promise<Ran> => startCommand(script, env, args).ended;
