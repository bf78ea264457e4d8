import { createServer } from "node:http";
import { emulatorLimits } from "@/lib/emulator/limits";
import { filesIn } from "@/lib/emulator/files";
import { lanesOf } from "@/lib/emulator/lanes";
import { answerCall } from "@/lib/emulator/routes";
import { openStore } from "@/lib/emulator/store";
import { startWorker, sweep, type StageMs } from "@/lib/emulator/worker";

export type EmulatorOptions = {
  /** Everything is kept here; one emulator at a time. */
  dataDir: string;
  host?: string;
  /** 0 takes a free one. */
  port?: number;
  /** When set, every call of the API must carry it. */
  token?: string;
  stageMs?: Partial<StageMs>;
  priceUsdPerOutput?: number;
  /** Only of a new `dataDir`: afterwards the balance is what is left. */
  balanceUsd?: number;
  log?: (line: string) => void;
  now?: () => number;
};

export type Emulator = {
  /** The API's base, with /v1. */
  url: string;
  port: number;
  close: () => Promise<void>;
};

const DEFAULT_STAGE_MS: StageMs = { queue: 600, start: 500, perImage: 900 };
const MICRO_PER_USD = 1_000_000;

/**
 * RunComfy's Model API with one model, its queue and its pictures, on a port of its own. Throws where the port is taken
 * or another emulator has the folder.
 */
export async function startEmulator({ dataDir, host = "127.0.0.1", port = 0, token, stageMs, priceUsdPerOutput = 0.03, balanceUsd = 1_000_000, log = () => undefined, now = Date.now }: EmulatorOptions): Promise<Emulator> {
  const store = openStore(dataDir, Math.round(balanceUsd * MICRO_PER_USD));
  const files = filesIn(dataDir);
  const worker = startWorker({ store, files, stageMs: { ...DEFAULT_STAGE_MS, ...stageMs }, now, log });
  const counter = {
    store, files, now, priceUsdPerOutput,
    lanes: lanesOf(emulatorLimits.parallelReferences),
    priceMicroUsdPerOutput: Math.round(priceUsdPerOutput * MICRO_PER_USD),
    token: token ?? null,
    wake: worker.wake,
  };
  const server = createServer({ requestTimeout: emulatorLimits.bodyMs, headersTimeout: emulatorLimits.bodyMs, keepAliveTimeout: emulatorLimits.keepAliveMs }, (message, response) => {
    answerCall(counter, message, response).catch((error: unknown) => {
      log(`${message.method ?? ""} ${message.url ?? ""}: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "application/json" }).end(JSON.stringify({ error_code: 500001, error_message: "Internal error." }));
    });
  });
  const end = async (): Promise<void> => {
    await worker.stop();
    store.close();
  };
  try {
    await sweep({ store, files, now });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    await end();
    throw error;
  }
  const address = server.address();
  const boundPort = typeof address === "object" && address ? address.port : port;
  const shownHost = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${boundPort}/v1`,
    port: boundPort,
    close: async () => {
      const closed = new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
      server.closeAllConnections();
      await closed;
      await end();
    },
  };
}
