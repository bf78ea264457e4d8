import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { nextProgram, root, run, say } from "./command.mjs";

const stampPath = join(root, ".next/contact-sheet-build");
const folders = ["app", "components", "lib"];
const isRootSource = (name) => /\.(ts|mjs|json)$/.test(name) && !/^(next-env\.d|vitest\.|playwright\.|eslint\.|\.dependency)/.test(name);

function sources() {
  const inFolders = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const atRoot = readdirSync(root).filter(isRootSource).map((name) => join(root, name));
  return [...inFolders, ...atRoot].sort();
}

function fingerprint() {
  const hash = createHash("sha256").update(process.version);
  for (const path of sources()) {
    const bytes = readFileSync(path);
    hash.update(`${path.slice(root.length)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}

/** Makes the production build, unless the one that is there was made from these sources. Answers whether there is one. */
export async function build() {
  const wanted = fingerprint();
  if (existsSync(join(root, ".next/BUILD_ID")) && existsSync(stampPath) && readFileSync(stampPath, "utf8") === wanted) {
    say("the build is up to date");
    return true;
  }
  say("building (next build; about a minute)");
  rmSync(stampPath, { force: true });
  if ((await run(process.execPath, [nextProgram, "build"], { minutes: 20, env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } })) !== 0) {
    say("the build failed; its own words are above");
    return false;
  }
  // Last, so that a build that was interrupted is made again.
  writeFileSync(stampPath, wanted);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = (await build()) ? 0 : 1;
