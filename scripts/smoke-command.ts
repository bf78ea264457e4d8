import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { setTimeout as wait } from "node:timers/promises";
import { limits, serverLimits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { loadEnvFiles } from "./env-files.mjs";
import { createPeers, type Peers } from "./peers";
import { readSettings, secretsIn, type Settings } from "./settings";
import { agreeTo } from "./smoke-consent";
import { runSmoke, type SmokeDeps } from "./smoke-run";
import { stepsOn } from "./smoke-step";
import { askYesNo, printableWithout } from "./terminal";

const USAGE = `npm run smoke [-- --yes]

Makes one real picture with the configured engine and storage, and says how each step went. It asks before it spends;
--yes agrees beforehand. Exit code 0: it went well; 1: a step failed; 2: nothing was begun and nothing spent; 130: interrupted.`;
/** Where nothing tells how often to ask. */
const POLL_MS = 1000;

type Print = (line: string) => void;

function readFlags(print: Print): { yes: boolean } | { exitCode: number } {
  try {
    const { values } = parseArgs({ options: { yes: { type: "boolean", default: false }, help: { type: "boolean", default: false } } });
    if (!values.help) return { yes: values.yes };
    print(USAGE);
    return { exitCode: 0 };
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return { exitCode: 2 };
  }
}

/** Answers the exit code. */
export async function smokeCommand(): Promise<number> {
  const flags = readFlags((line) => { console.log(line); });
  if ("exitCode" in flags) return flags.exitCode;
  loadEnvFiles();
  const printable = printableWithout(secretsIn(process.env));
  const print: Print = (line) => { console.log(line.split("\n").map(printable).join("\n")); };
  const settings = readSettings(process.env);
  if (!settings.ok) {
    print(`  The environment does not fit:\n${settings.error.map((problem) => `        ${problem}`).join("\n")}`);
    return 2;
  }
  if (settings.value.engine.kind === "demo") {
    print("  RUNCOMFY_TOKEN is not set, so there is nothing real to try.\n        -> Put it into .env (see .env.example). The demo engine needs no test: `npm start`.");
    return 2;
  }
  return run(settings.value, flags.yes, print);
}

type Around = Pick<SmokeDeps, "folder" | "agree" | "signal">;

/** What the run is made of, as the environment has it. */
export const smokeDeps = ({ env, engine }: Settings, peers: Peers, around: Around): SmokeDeps => ({
  provider: peers.provider, http: peers.http, storage: peers.openStorage(), model: defaultModel,
  prices: { fixedMicroUsd: env.PRICE_USD_PER_OUTPUT, capPerTakeMicroUsd: env.CAP_USD_PER_TAKE },
  engineBaseUrl: peers.engineBaseUrl, hasToken: engine.kind === "real" && engine.token !== undefined,
  sampleFile: path.join(peers.samplesDir, "cups.jpg"), maxReferenceBytes: limits.uploadBytes,
  keepDir: path.join(env.DATA_DIR, "smoke"), pollMs: env.RUNCOMFY_POLL_MS ?? POLL_MS,
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => {}),
  ...around,
});

async function run(settings: Settings, isAgreed: boolean, print: Print): Promise<number> {
  const peers = createPeers(settings);
  const folder = await mkdtemp(path.join(tmpdir(), "contact-sheet-smoke-"));
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => { interrupt.abort(); });
  const ask = (question: string) => askYesNo(question, serverLimits.smokeAskMs);
  const terminal = { isAgreed, isTerminal: process.stdin.isTTY && process.stdout.isTTY, ask, print };
  try {
    const deps = smokeDeps(settings, peers, { folder, signal: interrupt.signal, agree: (price) => agreeTo(price, terminal) });
    const done = await runSmoke(deps, stepsOn(print, () => performance.now()));
    if (done.ok) print(`\n  It works. ${done.value}`);
    return done.ok ? 0 : done.error.exitCode;
  } finally {
    await peers.http.close();
    await rm(folder, { recursive: true, force: true });
  }
}
