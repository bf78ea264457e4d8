import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
/** Next's command, run by this very node. */
export const nextProgram = fileURLToPath(new URL("../node_modules/next/dist/bin/next", import.meta.url));
export const onWindows = process.platform === "win32";
const MINUTE_MS = 60_000;
const PARENT_CHECK_MS = 500;

/** Says what the set-up does, in lines that stand out from the tools' own output. */
export const say = (line) => console.log(`contact-sheet: ${line}`);

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first of these programs that can be run: a bare name is looked for on PATH, a path as it is. */
export function findProgram(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const places = names.flatMap((name) =>
    /[\\/]/.test(name) ? [name] : folders.map((folder) => join(folder, onWindows ? `${name}.exe` : name)),
  );
  return places.find(isExecutable) ?? null;
}

/** npm sends SIGTERM to its shell, which may die without passing it on: losing that parent means the same. */
export function stopWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.kill(process.pid, "SIGTERM"), PARENT_CHECK_MS).unref();
}

/** Runs to the end and answers with the exit code; past its deadline the program is stopped with all it started. */
export function run(program, args, { minutes, env = {} }) {
  return new Promise((resolve, reject) => {
    // A group of its own, so that the deadline and a Ctrl-C reach what the program started as well.
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env }, detached: !onWindows });
    const stop = (signal) => (onWindows ? child.kill(signal) : process.kill(-child.pid, signal));
    const interrupted = (signal) => {
      stop(signal);
      process.exit(1);
    };
    const deadline = setTimeout(() => {
      say(`stopped after ${minutes} minutes without an end: ${program} ${args.join(" ")}`);
      stop("SIGKILL");
    }, minutes * MINUTE_MS);
    const settle = () => {
      clearTimeout(deadline);
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, interrupted);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupted);
    child.on("error", (error) => (settle(), reject(error)));
    child.on("exit", (code) => (settle(), resolve(code ?? 1)));
  });
}

/** npm as it was called: `npm start` tells where its own script is; only Windows cannot run `npm` without that. */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  return script?.endsWith("npm-cli.js") ? run(process.execPath, [script, ...args], options) : run("npm", args, options);
}
