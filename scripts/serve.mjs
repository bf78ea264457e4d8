import { spawn } from "node:child_process";
import { constants } from "node:os";
import { probeAddress, readAddress } from "./address.mjs";
import { build } from "./build.mjs";
import { nextProgram, onWindows, root, say, stopWithParent } from "./command.mjs";
import { loadEnvFiles } from "./env-files.mjs";
import { install } from "./install.mjs";

const trouble = {
  EADDRINUSE: ({ port }) => `port ${port} is taken: stop what listens there, or choose another (PORT=${port + 1})`,
  EACCES: ({ port }) => `port ${port} may not be opened by this user: choose one above 1023 (PORT=3000)`,
  EADDRNOTAVAIL: ({ host }) => `HOST ${host} is not an address of this machine`,
  ENOTFOUND: ({ host }) => `HOST ${host} is not an address of this machine`,
};

async function findAddress() {
  const address = readAddress(process.env);
  if (address.refusal) {
    console.error(address.refusal);
    return null;
  }
  const code = await probeAddress(address);
  if (code === "free") return address;
  say(trouble[code]?.(address) ?? `cannot listen on ${address.host}:${address.port} (${code})`);
  return null;
}

/**
 * A group of its own, so that a terminal's Ctrl-C reaches the server once, through us: it closes in order at the first
 * signal and would die of a second.
 */
function listen(mode, { host, port }) {
  const env = { ...process.env, HOST: host, PORT: String(port), NEXT_TELEMETRY_DISABLED: "1", NEXT_MANUAL_SIG_HANDLE: "true" };
  const args = [nextProgram, mode, "-H", host, "-p", String(port)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env, detached: !onWindows });
  let isStopping = false;
  const stop = (signal) => {
    // A Windows console tells both by itself.
    if (!isStopping && !(onWindows && signal === "SIGINT")) child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
    isStopping = true;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** What works as it is, and what each missing token would switch on. */
function whatIsSet({ RUNCOMFY_TOKEN, RUNCOMFY_MODEL_API_BASE, UPLOADTHING_TOKEN, PUBLIC_URL }) {
  const engine = RUNCOMFY_TOKEN
    ? "RUNCOMFY_TOKEN is set: RunComfy makes the pictures, and takes cost money"
    : RUNCOMFY_MODEL_API_BASE
      ? "RUNCOMFY_MODEL_API_BASE is set, without a token"
      : "no RUNCOMFY_TOKEN: the demo engine makes the pictures, free";
  const place = UPLOADTHING_TOKEN ? "UPLOADTHING_TOKEN is set: photographs go to UploadThing" : "no UPLOADTHING_TOKEN: photographs stay on this computer";
  const isOutOfReach = RUNCOMFY_TOKEN && !UPLOADTHING_TOKEN && !PUBLIC_URL;
  return [engine, place, ...(isOutOfReach ? ["missing: RunComfy cannot fetch photographs from this computer; set UPLOADTHING_TOKEN or PUBLIC_URL"] : [])];
}

/** Installs, builds (in "start") and serves until stopped; answers with the exit code. */
export async function serve(mode) {
  stopWithParent();
  if (!(await install())) return 1;
  // Next reads .env for the server it starts; PORT and HOST in it have to be known before that.
  loadEnvFiles({ isDev: mode === "dev" });
  const address = await findAddress();
  if (!address) return 1;
  if (mode === "start" && !(await build())) return 1;
  for (const line of whatIsSet(process.env)) say(line);
  say(`serving on http://${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port} (Ctrl-C stops it)`);
  return listen(mode, address);
}
