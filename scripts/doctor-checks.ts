import { readdirSync } from "node:fs";
import { stat, statfs } from "node:fs/promises";
import path from "node:path";
import { defaultModel } from "@/lib/models/catalog";
import { checkBalance } from "@/lib/server/doctor/check-balance";
import { checkClock } from "@/lib/server/doctor/check-clock";
import { checkDatabase } from "@/lib/server/doctor/check-database";
import { checkDrift } from "@/lib/server/doctor/check-drift";
import { checkEngine } from "@/lib/server/doctor/check-engine";
import { checkFolder } from "@/lib/server/doctor/check-folder";
import { checkBinaries, checkEnvironment, checkNode, type Binary } from "@/lib/server/doctor/check-machine";
import { checkPublicUrl } from "@/lib/server/doctor/check-public-url";
import { checkStorage } from "@/lib/server/doctor/check-storage";
import type { Check } from "@/lib/server/doctor/finding";
import type { Env } from "@/lib/server/env";
import type { Peers } from "./peers";
import type { Settings } from "./settings";

/** Loaded when they are looked at: a package that does not load must not end the doctor. */
const binaries: readonly Binary[] = [
  {
    name: "sharp",
    async open() {
      const { default: sharp } = await import("sharp");
      await sharp({ create: { width: 1, height: 1, channels: 3, background: "#000" } }).png().toBuffer();
      return sharp.versions.sharp ?? "";
    },
  },
  {
    name: "better-sqlite3",
    async open() {
      const { default: SQLite } = await import("better-sqlite3");
      const database = new SQLite(":memory:");
      const version = database.prepare("select sqlite_version()").pluck().get();
      database.close();
      return `with SQLite ${String(version)}`;
    },
  },
];

const exists = (file: string): Promise<boolean> => stat(file).then(() => true, () => false);
const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** What has to hold before anything else is looked at. */
export const machineChecks = (wantedNode: string, problems: readonly string[], envFiles: readonly string[]): Check[] => [
  { name: "node", look: () => checkNode(wantedNode, process.version) },
  { name: "packages", look: () => checkBinaries(binaries) },
  { name: "environment", look: () => checkEnvironment(problems, envFiles) },
];

export function studioChecks({ env, engine }: Settings, peers: Peers): Check[] {
  const { http, provider, storageKind } = peers;
  const model = defaultModel.model;
  const prices = { fixedMicroUsd: env.PRICE_USD_PER_OUTPUT, capPerTakeMicroUsd: env.CAP_USD_PER_TAKE };
  return [
    { name: "data folder", look: () => checkFolder({ dataDir: env.DATA_DIR, freeBytes, platform: process.platform }) },
    { name: "database", needs: ["packages", "data folder"], look: () => checkDatabase(databaseAt(env)) },
    { name: "engine", look: () => checkEngine({ engine, provider, modelId: model.id, prices }) },
    { name: "balance", needs: ["engine"], look: () => checkBalance({ engine, http, prices }) },
    { name: "clock", look: () => checkClock({ engine, http, now: () => Date.now() }) },
    { name: "schema", needs: ["engine"], look: () => checkDrift({ engine, http, shipped: model }) },
    { name: "public address", look: () => checkPublicUrl({ publicUrl: env.PUBLIC_URL, isEngineNear: peers.isEngineNear, storageKind, http }) },
    {
      name: "storage",
      needs: storageKind === "local" ? ["data folder", "public address"] : [],
      async look() {
        if (storageKind === "local" && !(await exists(env.DATA_DIR))) return { state: "unseen", says: "DATA_DIR is made at the first start: look again then" };
        return checkStorage({ storage: peers.openStorage(), http, engineBaseUrl: peers.engineBaseUrl });
      },
    },
  ];
}

function databaseAt(env: Env): Parameters<typeof checkDatabase>[0] {
  const url = env.DATABASE_URL;
  const file = path.join(env.DATA_DIR, "contact-sheet.db");
  return {
    kind: url === undefined ? "SQLite" : "Postgres",
    exists: async () => url !== undefined || (await exists(file)),
    async open() {
      if (url !== undefined) return (await import("@/lib/server/db/postgres")).openPostgres(url);
      return (await import("@/lib/server/db/sqlite")).openSqlite(file);
    },
    shipped: readdirSync(path.join(process.cwd(), "lib/server/db/migrations")).flatMap((name) => /^(\d{4}-[\w-]+)\.ts$/.exec(name)?.[1] ?? []).sort(),
  };
}
