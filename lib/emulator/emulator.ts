import { createServer } from "node:http";
import { doorOf, readsWithin } from "@/lib/emulator/access";
import { refuse, type Counter } from "@/lib/emulator/counter";
import { emulatorLimits } from "@/lib/emulator/limits";
import { filesIn } from "@/lib/emulator/files";
import { lanesOf } from "@/lib/emulator/lanes";
import { internalError, type ErrorStatuses } from "@/lib/emulator/refusal";
import { answerCall } from "@/lib/emulator/routes";
import { openStore } from "@/lib/emulator/store";
import { startWorker, sweep, type StageMs } from "@/lib/emulator/worker";

export type EmulatorOptions = {
  /** Everything is kept here; one emulator at a time. */
  dataDir: string;
  host?: string;
  /** 0 takes a free one. */
  port?: number;
  /** When set, every call of the API must carry it; several are several people, who share the balance and the ledger. */
  token?: string | readonly string[];
  stageMs?: Partial<StageMs>;
  /** Of the models that are paid by the image. */
  priceUsdPerOutput?: number;
  /** false: the catalog tells no prices. Runs are billed all the same. */
  tellsPrices?: boolean;
  /** Only of a new `dataDir`: afterwards the balance is what is left. */
  balanceUsd?: number;
  /** Status, result and catalog together; a read too many is answered with 429. */
  readsPerSecond?: number;
  /** Waiting and running; a submit beyond is answered with 429. */
  openRequests?: number;
  /** The Retry-After of a 429; without it none is sent. */
  retryAfterSeconds?: number;
  /** HTTP statuses that some error codes shall have instead: `{ 404001: 200 }` as the service does now and then. */
  errorStatuses?: ErrorStatuses;
  /** How long a finished request and its files are known. */
  keptMs?: number;
  /** What files are said to be; without it what they are. */
  fileContentType?: string;
  /** Results repeat the input. */
  echoesInput?: boolean;
  /** From 1: the engine breaks there, in every run, and what is left of the group does not come. */
  breaksAtOutput?: number;
  log?: (line: string) => void;
  now?: () => number;
};

export type Emulator = {
  /** The API's base, with /v1. */
  url: string;
  /** The base of the vendor's other host: the balance is there. */
  serverlessUrl: string;
  port: number;
  close: () => Promise<void>;
};

const DEFAULT_STAGE_MS: StageMs = { queue: 600, start: 500, perImage: 900 };
const MICRO_PER_USD = 1_000_000;

/**
 * RunComfy's Model API with three models, their queue and their pictures, on a port of its own. Throws where the port is
 * taken or another emulator has the folder.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { dataDir, host = "127.0.0.1", port = 0, token = [], stageMs, priceUsdPerOutput = 0.03, balanceUsd = 1_000_000, log = () => undefined, now = Date.now } = options;
  const room = { openRequests: options.openRequests ?? emulatorLimits.openRequests, keptMs: options.keptMs ?? emulatorLimits.keptMs };
  const store = openStore(dataDir, Math.round(balanceUsd * MICRO_PER_USD), room);
  const files = filesIn(dataDir);
  const worker = startWorker({ store, files, stageMs: { ...DEFAULT_STAGE_MS, ...stageMs }, now, log, breaksAtOutput: options.breaksAtOutput ?? null });
  const counter: Counter = {
    store, files, now,
    lanes: lanesOf(emulatorLimits.parallelReferences),
    prices: { perOutputUsd: priceUsdPerOutput, areTold: options.tellsPrices ?? true },
    door: doorOf(typeof token === "string" ? [token] : token),
    refuseRead: readsWithin(options.readsPerSecond, now),
    retryAfterSeconds: options.retryAfterSeconds ?? null,
    errorStatuses: options.errorStatuses ?? {},
    fileContentType: options.fileContentType ?? null,
    echoesInput: options.echoesInput ?? false,
    wake: worker.wake,
  };
  const server = createServer({ requestTimeout: emulatorLimits.bodyMs, headersTimeout: emulatorLimits.bodyMs, keepAliveTimeout: emulatorLimits.keepAliveMs }, (message, response) => {
    answerCall(counter, message, response).catch((error: unknown) => {
      log(`${message.method ?? ""} ${message.url ?? ""}: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else refuse(counter, response, internalError);
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
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${boundPort}`;
  return {
    url: `${origin}/v1`,
    serverlessUrl: origin,
    port: boundPort,
    close: async () => {
      const closed = new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
      server.closeAllConnections();
      await closed;
      await end();
    },
  };
}
