import "server-only";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator } from "@/lib/emulator/emulator";
import { limits } from "@/lib/limits";
import { migrate } from "@/lib/server/db/migrate";
import { env as readEnv, type Env } from "@/lib/server/env";
import { generationStore } from "@/lib/server/generations/store";
import { log } from "@/lib/server/log";
import { LOCAL_OWNER } from "@/lib/server/owners/access";
import { watchRequests } from "@/lib/server/open-requests";
import { notePeerAddresses } from "@/lib/server/peer-address";
import { createServices, openDatabase } from "@/lib/server/services";
import { removeLeftovers } from "@/lib/server/storage/leftovers";

/** Once per process, before the first request is served. */
export async function boot(): Promise<void> {
  if (globalThis.contactSheetServices !== undefined) return;
  const env = readEnv();
  notePeerAddresses();
  const requests = watchRequests(env.PORT);
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 });
  const db = openDatabase(env);
  await migrate(db);
  await removeLeftovers(env.DATA_DIR, Date.now());
  const isDemo = env.RUNCOMFY_TOKEN === undefined && env.RUNCOMFY_MODEL_API_BASE === undefined;
  const open = await generationStore(db, "boot").openBases();
  // Demo takes that were open when a token came are followed to their end, and only there.
  const emulator = isDemo || open.some(({ engine }) => engine === "demo") ? await startDemo(env) : null;
  const services = createServices(env, db, { demoBaseUrl: isDemo ? (emulator?.url ?? null) : null, openBases: open.map(({ base_url }) => base_url) });
  globalThis.contactSheetServices = services;
  if (env.STUDIO_ACCESS_CODE?.some(({ code }) => code.length < limits.accessCodeChars.short)) {
    log.warn("access.short_code", { hint: `a code under ${limits.accessCodeChars.short} characters can be guessed by someone with patience and many addresses` });
  }
  // The price is asked for before the first person looks at the button.
  await services.engineState(LOCAL_OWNER);
  log.info("studio.ready", { engine: isDemo ? "demo" : "runcomfy", storage: services.references.storage.kind, database: env.DATABASE_URL ? "postgres" : "sqlite" });

  const close = async (signal: string) => {
    log.info("studio.closing", { signal });
    const late = setTimeout(() => process.exit(1), limits.closeMs);
    await services.close(requests.drain(limits.finishMs));
    await emulator?.close();
    clearTimeout(late);
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void close(signal));
}

/** A generation keeps the address it was sent to: the emulator takes its port again. */
async function startDemo(env: Env) {
  const portFile = path.join(env.DATA_DIR, "emulator-port");
  const port = readPort(portFile);
  // What it makes is free, and its answers say so.
  const options = { dataDir: path.join(env.DATA_DIR, "emulator"), priceUsdPerOutput: 0, log: (line: string) => log.info("emulator", { line }) };
  const emulator = await startEmulator({ ...options, port }).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    log.error("emulator.port_taken", error, { port, hint: "another program has the demo engine's port: demo takes under way wait until a start finds it free again" });
    return startEmulator({ ...options, port: 0 });
  });
  if (port === 0) writeFileSync(portFile, String(emulator.port));
  return emulator;
}

function readPort(file: string): number {
  try {
    const port = Number(readFileSync(file, "utf8"));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
  } catch {
    return 0;
  }
}
