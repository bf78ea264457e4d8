import "server-only";
import path from "node:path";
import { microUsd, utcDay, type MicroUsd } from "@/lib/budget/money";
import type { UsualTime } from "@/lib/generations/sheet-state";
import type { EngineState } from "@/lib/generations/submit";
import { limits, serverLimits } from "@/lib/limits";
import { defaultModel, modelById } from "@/lib/models/catalog";
import { dayBudget, type Caps } from "@/lib/server/budget/store";
import { createImports, type Imports } from "@/lib/server/archives/imports";
import { readBuildId } from "@/lib/server/build-id";
import type { Database, GenerationRow } from "@/lib/server/db/database";
import { openPostgres } from "@/lib/server/db/postgres";
import { openSqlite } from "@/lib/server/db/sqlite";
import { accessOf, isLoopback, modelApiOf, type Env } from "@/lib/server/env";
import type { AcceptDeps, Engine } from "@/lib/server/generations/accept";
import { advance } from "@/lib/server/generations/advance";
import { leaseHolder } from "@/lib/server/generations/lease";
import type { ReadDeps } from "@/lib/server/generations/read";
import { generationStore, type GenerationStore } from "@/lib/server/generations/store";
import { startTracker, type Tracker } from "@/lib/server/generations/tracker";
import { usualTimes } from "@/lib/server/generations/usual";
import { createHttp } from "@/lib/server/http";
import { createLetters } from "@/lib/server/images/letters";
import { log, type Log } from "@/lib/server/log";
import type { Front } from "@/lib/server/origin";
import { fileOwners } from "@/lib/server/owners/files";
import { createOwners, type Owners } from "@/lib/server/owners/owners";
import { tryLimit, type Tries } from "@/lib/server/owners/tries";
import { pagePolicy, type PagePolicy } from "@/lib/server/page-policy";
import { catalogPrice } from "@/lib/server/provider/price";
import type { Provider } from "@/lib/server/provider/provider";
import { runcomfyProvider } from "@/lib/server/provider/runcomfy";
import { rateLimit, unlimited } from "@/lib/server/rate-limit";
import { fetchPicture } from "@/lib/server/references/fetch-picture";
import { prove } from "@/lib/server/references/reach";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import { referenceStore } from "@/lib/server/references/store";
import { openUpload, receiveUpload } from "@/lib/server/references/uploads";
import { keyFor, readSecret } from "@/lib/server/secret";
import { listSessions, type SessionsAsked } from "@/lib/server/sessions/list";
import { sessionStore, type SessionStore } from "@/lib/server/sessions/store";
import { startSweeper } from "@/lib/server/sessions/sweeper";
import { createOriginals } from "@/lib/server/shares/originals";
import { sharePass } from "@/lib/server/shares/pass";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { startFromShare, type StartCommand } from "@/lib/server/shares/start-from";
import { createUnfurls, type Unfurls } from "@/lib/server/shares/unfurl";
import { storagesOf } from "@/lib/server/storage/chosen";
import { createFiles, type FileKey, type Files } from "@/lib/server/storage/files";
import { createIngest, type Ingest } from "@/lib/server/storage/ingest";
import { removeLeftovers } from "@/lib/server/storage/leftovers";
import type { Storage } from "@/lib/server/storage/storage";
import { createUploadRoute, type UploadHooks } from "@/lib/server/storage/upload-route";
import { embeddedUploadToken, uploadThingOf } from "@/lib/server/storage/upload-token";
import type { SessionsPage } from "@/lib/sessions/summary";

const MINUTE_MS = 60_000;

export type Services = {
  db: Database;
  log: Log;
  now: () => number;
  front: Front;
  owners: Owners;
  /** The content security policy of a page. */
  pagePolicy: PagePolicy;
  files: Files;
  /** Whether an output or a thumbnail is one of this owner's. */
  ownsFile: (ownerId: string, key: FileKey) => Promise<boolean>;
  sessions: SessionStore;
  listSessions: (ownerId: string, asked: SessionsAsked) => Promise<SessionsPage>;
  /** Which build this process serves. */
  buildId: string;
  generations: GenerationStore;
  references: ReferenceDeps;
  /** The picture of a pasted address. */
  fetchPicture: (ownerId: string, address: string) => ReturnType<typeof fetchPicture>;
  accept: AcceptDeps;
  read: ReadDeps;
  shares: ShareDeps;
  unfurls: Unfurls;
  imports: Imports;
  /** What strangers may try: passphrases, and writing back. */
  shareTries: { passphrase: Tries; pick: Tries };
  /** `from` as the link to it has it. */
  startFromShare: (ownerId: string, command: StartCommand) => ReturnType<typeof startFromShare>;
  tracker: Tracker;
  /** The price, and what is left of the day for this owner. */
  engineState: (ownerId: string) => Promise<EngineState>;
  /** How long takes of this engine usually took, by count. */
  usualTimes: () => Promise<UsualTime[]>;
  /** UploadThing's route as the browser at this origin sees it. */
  uploadRoute: (origin: string, ownerId: string) => (request: Request) => Promise<Response>;
  /** null where UploadThing itself takes the files. */
  ingest: Ingest | null;
  ping: () => Promise<void>;
  /** Claims nothing more, and closes once its own steps and `requests`, which still ask, are through. */
  close: (requests: Promise<void>) => Promise<void>;
};

declare global {
  // Pages, routes and instrumentation are separate module graphs in one process: this is where they meet.
  var contactSheetServices: Services | undefined;
}

export function services(): Services {
  if (globalThis.contactSheetServices === undefined) throw new Error("asked before boot");
  return globalThis.contactSheetServices;
}

export const openDatabase = (env: Env): Database =>
  env.DATABASE_URL === undefined ? openSqlite(path.join(env.DATA_DIR, "contact-sheet.db")) : openPostgres(env.DATABASE_URL);

type Engines = {
  /** Where the embedded emulator takes new generations; null where RunComfy (or a base of one's own) is set. */
  demoBaseUrl: string | null;
  /** Where generations of earlier runs are still open. */
  openBases: readonly string[];
};

export function createServices(env: Env, db: Database, { demoBaseUrl, openBases }: Engines): Services {
  const now = () => Date.now();
  const model = defaultModel;
  const modelOf = modelById;
  const baseUrl = demoBaseUrl ?? modelApiOf(env);
  const isNear = isLoopback(new URL(baseUrl).hostname);
  const bases = [baseUrl, ...openBases];
  // An engine on this machine fetches references from this very server, and so does their proof.
  const own = ownOrigins(env, bases.some((base) => isLoopback(new URL(base).hostname)) ? [...bases, `http://127.0.0.1:${env.PORT}`] : bases);
  const http = createHttp(() => own);
  // For addresses that a person gives: to public hosts alone, whatever is configured.
  const strangersHttp = createHttp(() => [], { plainHttp: true });
  const fetchTries = tryLimit(now, limits.fetchTries);
  const files = createFiles(env.DATA_DIR);
  const secret = readSecret(env);
  const access = accessOf(env);

  const providers = new Map<string, Provider>();
  const providerAt = (address: string): Provider => {
    // The token goes to the configured engine alone, wherever an older generation lives.
    const token = address === baseUrl ? env.RUNCOMFY_TOKEN : undefined;
    const known = providers.get(address) ?? runcomfyProvider({ baseUrl: address, token, http, log });
    providers.set(address, known);
    return known;
  };

  const storages = storagesOf(env, http, files);
  const [storage] = storages;

  const storageOf = (kind: Storage["kind"]) => storages.find((place) => place.kind === kind) ?? null;

  const sessions = sessionStore(db, model.emptyDraft);
  const references = referenceStore(db);
  const referenceDeps: ReferenceDeps = {
    store: references, storage, storageOf, ownsSession: async (ownerId, sessionId) => (await sessions.find(ownerId, sessionId)) !== null, files, rules: model.referenceRules, samplesDir: path.join(process.cwd(), "public", "samples"), now, log,
    // Found out early it costs nobody's patience; what is not proved here is asked again before the take is sent.
    stored: (row) => void prove({ db, http, storageOf, now }, row, baseUrl).catch((error: unknown) => { log.error("reference.not_proved", error, { id: row.id }); }),
  };
  const generations = generationStore(db, leaseHolder());
  const reads = env.RUNCOMFY_READS_PER_SECOND === undefined && isNear
    ? unlimited
    : rateLimit(env.RUNCOMFY_READS_PER_SECOND ?? 5, now, (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const pollMs = (row: GenerationRow, at: number): number => env.RUNCOMFY_POLL_MS ?? (isNear ? 500 : at - (row.accepted_at ?? at) < MINUTE_MS ? 1000 : 2000);
  const advanceDeps = {
    db, store: generations, providerOf: (row: GenerationRow) => providerAt(row.base_url), storageOf,
    modelOf, reads, pollMs, files, http, now, log,
  };
  const tracker = startTracker({ store: generations, advance: (id) => advance(advanceDeps, id), now, log });
  const shares: ShareDeps = { db, files, originals: createOriginals(files), pass: sharePass({ secret, now }), storageOf, modelOf, now, log };
  const build = readBuildId();
  const sweeper = startSweeper({ db, files, storageOf, now, log, removeLeftovers: () => removeLeftovers(env.DATA_DIR, now()) });

  const engine: Engine = { kind: demoBaseUrl === null ? "runcomfy" : "demo", baseUrl, pricePerOutput: priceReader(env, demoBaseUrl, providerAt(baseUrl), model.model.id, now) };
  const caps: Caps = { perTakeMicroUsd: env.CAP_USD_PER_TAKE, perDayMicroUsd: env.CAP_USD_PER_DAY, perOwnerDayMicroUsd: ownerDayCap(env) };
  const uploads = uploadDoor({ env, files, secret, http, referenceDeps, now });

  return {
    db, log, now, front: frontOf(env), owners: createOwners({ access, secret, now }), pagePolicy: pagePolicy(env), files, ownsFile: fileOwners(db), tracker, generations,
    sessions,
    listSessions: (ownerId, asked) => listSessions({ db, files, build, now }, ownerId, asked),
    buildId: build,
    references: referenceDeps,
    fetchPicture: (ownerId, address) => fetchPicture({ http: strangersHttp, files, tries: fetchTries }, ownerId, address),
    accept: { db, references, storageOf, model, engine, caps, now },
    read: { db, files, modelOf, log },
    shares,
    imports: createImports({ db, references: referenceDeps, dataDir: env.DATA_DIR, log }),
    unfurls: createUnfurls(createLetters(path.join(/* turbopackIgnore: true */ process.cwd(), "node_modules"))),
    shareTries: { passphrase: tryLimit(now), pick: tryLimit(now, serverLimits.pickTries) },
    startFromShare: (ownerId, command) => startFromShare({ shares, references: referenceDeps, sessions, emptyDraft: model.emptyDraft }, ownerId, command),
    async engineState(ownerId) {
      const { heldMicroUsd, capMicroUsd } = await dayBudget(db, utcDay(now()), ownerId, caps);
      return { engine: engine.kind, pricePerOutputMicroUsd: engine.pricePerOutput(), spentTodayMicroUsd: heldMicroUsd, capPerDayMicroUsd: capMicroUsd };
    },
    usualTimes: usualTimes({ db, engine: engine.kind, modelId: model.model.id, now }),
    ...uploads,
    ping: async () => void (await db.selectFrom("sessions").select("id").limit(1).execute()),
    async close(requests) {
      // A file that is still coming is cut off and asked for again after the start.
      strangersHttp.abort();
      const cut = setTimeout(() => http.abort(), limits.finishMs);
      await Promise.all([tracker.stop(), sweeper.stop(), requests]);
      await http.close();
      clearTimeout(cut);
      await db.destroy();
    },
  };
}

/** A single owner has the whole day, unless it is said otherwise. */
function ownerDayCap(env: Env): MicroUsd {
  const access = accessOf(env);
  const isSingle = access.kind === "loopback" || (access.kind === "codes" && access.codes.length === 1);
  return env.CAP_USD_PER_OWNER_DAY ?? (isSingle ? env.CAP_USD_PER_DAY : microUsd(10));
}

/** Without a code, and with nothing before it but this machine, the studio answers to this machine's own names (and PUBLIC_URL, where it is open). */
function frontOf(env: Env): Front {
  const kind = accessOf(env).kind;
  const anyHost = kind === "codes" || (kind === "open" && (!isLoopback(env.HOST) || env.TRUSTED_PROXY_HOPS > 0));
  return { publicUrl: env.PUBLIC_URL, proxyHops: env.TRUSTED_PROXY_HOPS, anyHost, nearOnly: kind === "loopback" };
}

function priceReader(env: Env, demoBaseUrl: string | null, provider: Provider, modelId: string, now: () => number): () => MicroUsd | null {
  if (demoBaseUrl !== null) return () => microUsd(0);
  const fixed = env.PRICE_USD_PER_OUTPUT;
  return fixed === undefined ? catalogPrice({ provider, modelId, now, log }) : () => fixed;
}

/** Who may be private or plain http: the engines that were configured, and UploadThing where its hosts were set by hand. */
const ownOrigins = (env: Env, bases: readonly string[]): string[] =>
  [...bases.map((address) => new URL(address).origin), ...(uploadThingOf(env)?.ownOrigins ?? [])];

type UploadDeps = { env: Env; files: Files; secret: string; http: { fetch: typeof globalThis.fetch }; referenceDeps: ReferenceDeps; now: () => number };

function uploadDoor({ env, files, secret, http, referenceDeps, now }: UploadDeps): Pick<Services, "uploadRoute" | "ingest"> {
  const { store } = referenceDeps;
  const hooks = (ownerId: string): UploadHooks => ({
    open: (upload) => openUpload(referenceDeps, ownerId, upload),
    presigned: (tileId, key) => store.setIngestKey(tileId, key),
    received: (tileId, storedKey) => receiveUpload(referenceDeps, tileId, storedKey),
  });
  const service = uploadThingOf(env);
  const callbackUrl = (origin: string) => service?.callbackUrl ?? `${origin}/api/uploadthing`;
  if (service !== null) {
    const { token, ingestUrl } = service;
    return { uploadRoute: (origin, ownerId) => createUploadRoute({ token, ingestUrl, callbackUrl: callbackUrl(origin), fetch: http.fetch }, hooks(ownerId)), ingest: null };
  }
  const key = keyFor(secret, "ingest");
  // The service's two answers to the route (metadata noted, result noted) come from this very process.
  const inProcess: typeof globalThis.fetch = () => Promise.resolve(Response.json({ ok: true }));
  const uploadRoute: Services["uploadRoute"] = (origin, ownerId) =>
    createUploadRoute({ token: embeddedUploadToken(key), ingestUrl: `${origin}/api/ingest`, callbackUrl: callbackUrl(origin), fetch: inProcess }, hooks(ownerId));
  const ingest = createIngest({
    dataDir: env.DATA_DIR, apiKey: `sk_${key}`, files, now,
    async findUpload(ingestKey) {
      const upload = await store.findUploadByIngestKey(ingestKey);
      return upload ? { tileId: upload.tile_id, storedKey: upload.stored_key } : null;
    },
    // A callback needs no owner: its signature is its right.
    callback: (request) => uploadRoute(new URL(request.url).origin, "")(request),
  });
  return { uploadRoute, ingest };
}
