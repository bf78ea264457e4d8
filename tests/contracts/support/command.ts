import { spawn } from "node:child_process";
import path from "node:path";
import { cleanEnv } from "@/tests/support/studio";

export type Ran = { code: number | null; output: string };
export type Running = { said: (text: string | RegExp) => Promise<void>; signal: (name: NodeJS.Signals) => void; ended: Promise<Ran> };

const root = path.resolve(import.meta.dirname, "../../..");

/** A command of scripts/ as a process of its own, with nothing of the developer's environment. */
export function startCommand(script: string, env: Record<string, string>, args: readonly string[] = []): Running {
  // By tsx's own file: a shell between would keep signals from it.
  const child = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "--conditions=react-server", `scripts/${script}`, ...args], {
    cwd: root, env: { ...cleanEnv(), NODE_ENV: "production", ...env }, stdio: ["ignore", "pipe", "pipe"],
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
