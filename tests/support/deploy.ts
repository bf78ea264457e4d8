import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";

/** A folder that a studio is started from. */
export type Build = { folder: string; buildId: string; remove: () => void };

const root = path.resolve(import.meta.dirname, "../..");
const NOT_SERVED = ["cache", "trace", "diagnostics"];
const IS_TEXT = /\.(js|json|html|rsc|body|meta|segment)$|BUILD_ID$/;
const BESIDE = ["node_modules", "public", "package.json", "next.config.ts", "tsconfig.json"];

const turned = (name: string): string => `${name.slice(1)}${name.slice(0, 1)}`;
const manifestSchema = z.object({ node: z.record(z.string(), z.unknown()) });

/**
 * What a deploy brings, without the minutes of a second build: the build that is here under another id, with another name
 * for every file that a browser fetches and for every server action. So nothing that a page of the old one still wants to
 * load is there, and no action that it calls is known.
 */
export function anotherBuild(): Build {
  const from = path.join(root, ".next");
  const buildId = readFileSync(path.join(from, "BUILD_ID"), "utf8").trim();
  const chunks = readdirSync(path.join(from, "static/chunks")).map((file) => path.parse(file).name);
  const actions = Object.keys(manifestSchema.parse(JSON.parse(readFileSync(path.join(from, "server/server-reference-manifest.json"), "utf8"))).node);
  // Beside its name the first two figures of an action say what arguments it takes.
  const renamed = new Map([...[buildId, ...chunks].map((name) => [name, turned(name)] as const), ...actions.map((id) => [id, id.slice(0, 2) + turned(id.slice(2))] as const)]);
  if (new Set(renamed.values()).size < renamed.size || [...renamed].some(([old, name]) => old === name)) throw new Error("two names became one");
  const known = new RegExp([...renamed.keys()].map((name) => name.replaceAll(/[^\w]/g, "\\$&")).join("|"), "g");
  const rename = (text: string) => text.replace(known, (name) => renamed.get(name) ?? name);

  const folder = mkdtempSync(path.join(tmpdir(), "contact-sheet-build-"));
  for (const name of BESIDE) symlinkSync(path.join(root, name), path.join(folder, name));
  copy(from, path.join(folder, ".next"), rename);
  return { folder, buildId: rename(buildId), remove: () => { rmSync(folder, { recursive: true, force: true }); } };
}

function copy(from: string, to: string, rename: (text: string) => string): void {
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, file.name), path.join(to, rename(file.name))];
    if (NOT_SERVED.includes(file.name) || file.name.endsWith(".map")) continue;
    // The native packages: a link into node_modules.
    if (file.isSymbolicLink()) symlinkSync(path.join("../..", "node_modules", file.name.replace(/-[0-9a-f]{16}$/, "")), target);
    else if (file.isDirectory()) copy(source, target, rename);
    else if (IS_TEXT.test(file.name)) writeFileSync(target, rename(readFileSync(source, "utf8")));
    else copyFileSync(source, target);
  }
}
