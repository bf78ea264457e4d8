import path from "node:path";
import type { EngineAt } from "@/lib/server/doctor/engine";
import { isLoopback, type Env } from "@/lib/server/env";
import { createHttp, type Http } from "@/lib/server/http";
import { log } from "@/lib/server/log";
import type { Provider } from "@/lib/server/provider/provider";
import { runcomfyProvider } from "@/lib/server/provider/runcomfy";
import { chosenStorage } from "@/lib/server/storage/chosen";
import { createFiles } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";
import { uploadThingOf } from "@/lib/server/storage/upload-token";
import type { Settings } from "./settings";
import { quietly } from "./terminal";

/** Where the demo engine stands, as far as addresses go: on this machine. */
const NEAR = "http://127.0.0.1/v1";

export type Peers = {
  http: Http;
  provider: Provider;
  storageKind: Storage["kind"];
  /** Makes DATA_DIR where files stay on this machine: not before it is asked for. */
  openStorage: () => Storage;
  /** Who is to fetch references. */
  engineBaseUrl: string;
  isEngineNear: boolean;
  samplesDir: string;
};

/**
 * The adapters of the environment, without the studio around them: no database, no tracker, nothing that has to load first.
 * Where the addresses are and which storage is meant is asked of the same functions as in lib/server/services.ts.
 */
export function createPeers({ env, engine }: Settings): Peers {
  const engineBaseUrl = engine.kind === "demo" ? NEAR : engine.baseUrl;
  const http = createHttp(() => ownOrigins(env, engine));
  const token = engine.kind === "demo" ? undefined : engine.token;
  return {
    http, engineBaseUrl,
    isEngineNear: isLoopback(new URL(engineBaseUrl).hostname),
    provider: runcomfyProvider({ baseUrl: engineBaseUrl, token, http, log }),
    storageKind: uploadThingOf(env) === null ? "local" : "uploadthing",
    openStorage: () => quiet(chosenStorage(env, http, () => createFiles(env.DATA_DIR))),
    samplesDir: path.join(process.cwd(), "public", "samples"),
  };
}

const quiet = (storage: Storage): Storage => ({ ...storage, put: (file, facts) => quietly(() => storage.put(file, facts)), remove: (key) => quietly(() => storage.remove(key)) });

/** Who may be private or plain http: the configured engine, UploadThing by hand, and the studio on this machine. PUBLIC_URL has to be public. */
function ownOrigins(env: Env, engine: EngineAt): string[] {
  const configured = engine.kind === "demo" ? [] : [engine.baseUrl, engine.balanceUrl];
  return [...[...configured, `http://127.0.0.1:${env.PORT}`].map((address) => new URL(address).origin), ...(uploadThingOf(env)?.ownOrigins ?? [])];
}
