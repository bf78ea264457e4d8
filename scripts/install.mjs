import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram, npm, root, run, say } from "./command.mjs";

const stampPath = join(root, "node_modules/.contact-sheet-install");

/** Another node or another machine needs other binaries, although the lock file is the same. */
const fingerprint = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest("hex");

const compilers = [
  { name: "g++", programs: ["g++", "c++", "clang++"] },
  { name: "make", programs: ["make", "gmake"] },
  { name: "python3", programs: ["python3", "python"] },
];

function sayWhatIsMissing() {
  if (process.platform === "win32") return;
  const missing = compilers.filter(({ programs }) => !findProgram(programs)).map(({ name }) => name);
  if (missing.length === 0) return;
  say(`missing here: ${missing.join(", ")}. The database (better-sqlite3) comes ready-made for most machines;`);
  say("where it cannot be had it is compiled, and that needs g++, make and python3");
  say("(Debian, Ubuntu: apt-get install -y g++ make python3; macOS: xcode-select --install).");
}

const databaseOpens = () => run(process.execPath, ["-e", 'require("better-sqlite3")(":memory:").close()'], { minutes: 1 });

/** Installs what the lock file says, unless that is what is there. Answers whether the app can be built on it. */
export async function install() {
  const wanted = fingerprint();
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === wanted) {
    say("packages are up to date");
    return true;
  }
  say("installing packages (npm ci; a few minutes the first time)");
  sayWhatIsMissing();
  rmSync(stampPath, { force: true });
  // The build needs the development packages too, whatever NODE_ENV says.
  if ((await npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], { minutes: 30 })) !== 0) {
    say("npm ci failed; its own words are above. It needs the package registry once, later starts do not.");
    sayWhatIsMissing();
    return false;
  }
  if ((await databaseOpens()) !== 0) {
    say("better-sqlite3 is installed but does not open a database: were its install scripts switched off (npm config get ignore-scripts)?");
    sayWhatIsMissing();
    return false;
  }
  // Last, so that an install that was interrupted is done again.
  writeFileSync(stampPath, wanted);
  return true;
}
