import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const names = z.record(z.string(), z.string()).default({});
const lockedSchema = z.object({
  version: z.string().optional(),
  optional: z.boolean().default(false),
  os: z.array(z.string()).default([]),
  cpu: z.array(z.string()).default([]),
  libc: z.array(z.string()).default([]),
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
});

const text = (file: string) => readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), "utf8");
const lock = z.object({ packages: z.record(z.string(), lockedSchema) }).parse(JSON.parse(text("package-lock.json"))).packages;
const manifest = z.object({ dependencies: names, devDependencies: names }).parse(JSON.parse(text("package.json")));

const lockedFor = (path: string, name: string) => lock[`${path}/node_modules/${name}`] ?? lock[`node_modules/${name}`];

const optionalPackages = Object.entries(lock).flatMap(([path, { optionalDependencies }]) =>
  Object.entries(optionalDependencies).map(([name, wanted]) => ({ name, wanted, locked: lockedFor(path, name) })),
);
/** Those whose name says for which machine they are. */
const platforms = optionalPackages.filter(({ name }) => /(darwin|linux|linuxmusl|win32)-(arm64|x64)/.test(name));

test.each(["darwin-arm64", "darwin-x64", "win32-x64", "linux-x64", "linux-arm64"])("npm ci finds every native package for %s", (platform) => {
  const families = ["@img/sharp-", "@next/swc-", "lightningcss-", "@tailwindcss/oxide-", "@esbuild/"];
  for (const family of families) {
    expect(Object.keys(lock).find((path) => path.startsWith(`node_modules/${family}${platform}`)), `${family}${platform}`).toBeDefined();
  }
});

test("musl systems find theirs", () => {
  for (const name of ["@img/sharp-linuxmusl-x64", "@next/swc-linux-x64-musl", "lightningcss-linux-x64-musl", "@tailwindcss/oxide-linux-x64-musl"]) {
    expect(lock[`node_modules/${name}`], name).toMatchObject({ os: ["linux"], cpu: ["x64"], libc: ["musl"] });
  }
});

test("no optional package is missing, whatever machine the lock file was made on", () => {
  expect(optionalPackages.filter(({ locked }) => !locked?.version).map(({ name }) => name)).toEqual([]);
});

test("each platform package is optional, at the version its owner wants, and says where it runs", () => {
  expect(platforms.length).toBeGreaterThan(60);
  const wrong = platforms.filter(({ name, wanted, locked }) => {
    const [, os = "", cpu = ""] = /(darwin|linux|win32)(?:musl)?-(arm64|x64)/.exec(name) ?? [];
    return !locked?.optional || !locked.os.includes(os) || !locked.cpu.includes(cpu) || (/^\d/.test(wanted) && locked.version !== wanted);
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test("the lock file names no registry, and agrees with package.json", () => {
  expect(text("package-lock.json")).not.toMatch(/"resolved"|\.tgz/);
  expect(lock[""]).toMatchObject({ dependencies: manifest.dependencies, devDependencies: manifest.devDependencies });
});

test("zod is pinned exactly: its messages and its JSON are part of what is stored and shown", () => {
  expect(manifest.dependencies.zod).toMatch(/^\d+\.\d+\.\d+$/);
  expect(lock["node_modules/zod"]?.version).toBe(manifest.dependencies.zod);
});
