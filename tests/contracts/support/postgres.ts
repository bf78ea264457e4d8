import { execFile, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";

export type TestPostgres = { urlOf: (database: string) => string; run: (statement: string) => Promise<void>; close: () => Promise<void> };

const PROGRAMS = ["initdb", "postgres"];
const START_MS = 30_000;
const STOP_MS = 5000;

/** Debian keeps them beside each other outside PATH; elsewhere they are in it. */
function programFolder(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse().map((version) => path.join(debian, version, "bin")) : [];
  const folders = [...versions, ...(process.env.PATH ?? "").split(path.delimiter)];
  return folders.find((folder) => PROGRAMS.every((program) => existsSync(path.join(folder, program)))) ?? null;
}

/** Postgres refuses to run as root. */
function account(): { uid: number; gid: number } | null {
  if (userInfo().uid !== 0) return { uid: userInfo().uid, gid: userInfo().gid };
  for (const name of ["postgres", "nobody"]) {
    try {
      const idOf = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: idOf("-u"), gid: idOf("-g") };
    } catch {
      continue;
    }
  }
  return null;
}

/** What keeps Postgres from being started here, as a sentence; null where nothing does. */
export function whyNoPostgres(): string | null {
  if (programFolder() === null) return `no folder has ${PROGRAMS.join(" and ")} (Debian: apt-get install postgresql)`;
  return account() === null ? "Postgres does not run as root, and there is neither a user postgres nor nobody" : null;
}

/** A throw-away server on a socket in its own folder: no port, no password, no fsync. */
export async function startPostgres(): Promise<TestPostgres> {
  const programs = programFolder();
  const user = account();
  if (programs === null || user === null) throw new Error(whyNoPostgres() ?? "");
  const folder = mkdtempSync(path.join(tmpdir(), "sheet-pg-"));
  chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const data = path.join(folder, "data");
  const as = { ...user, cwd: folder, env: { ...process.env, HOME: folder, TMPDIR: folder } };
  await promisify(execFile)(path.join(programs, "initdb"), ["-D", data, "-U", "studio", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], as);
  const server = spawn(path.join(programs, "postgres"), ["-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=100"], { ...as, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => { server.once("exit", () => { resolve(); }); });
  await new Promise<void>((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => { reject(new Error(`Postgres did not start: ${said}`)); }, START_MS);
    server.stderr.on("data", (part: Buffer) => {
      said = (said + part.toString()).slice(-4000);
      if (!said.includes("ready to accept connections")) return;
      clearTimeout(late);
      resolve();
    });
    void ended.then(() => { reject(new Error(`Postgres ended: ${said}`)); });
  });
  const urlOf = (database: string) => `postgres://studio@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const pool = new pg.Pool({ connectionString: urlOf("postgres"), max: 1 });
  return {
    urlOf,
    run: async (statement) => void (await pool.query(statement)),
    async close() {
      await pool.end();
      // Waits for connections that are still closing; then sends away who stays.
      server.kill("SIGTERM");
      const late = setTimeout(() => { server.kill("SIGINT"); }, STOP_MS);
      await ended;
      clearTimeout(late);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
