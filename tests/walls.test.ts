import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ground, wallsBetweenFiles, wallsWithinFiles } from "@/tests/support/walls";

const root = fileURLToPath(new URL("..", import.meta.url));
const house = realpathSync(mkdtempSync(join(tmpdir(), "walls-")));
const broken = new Map<string, Set<string>>();

const report = (file: string, rule: string) => broken.set(file, (broken.get(file) ?? new Set()).add(rule));
const rulesBroken = (file: string) => [...(broken.get(file) ?? [])];

function plant({ file, code }: { file: string; code: string }) {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), code);
}

const cruiseSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }), cycle: z.array(z.object({ name: z.string() })).default([]) })),
  }),
});

function cruise() {
  const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [program, "--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json", "app", "components", "lib"];
  const { summary } = cruiseSchema.parse(JSON.parse(execFileSync(process.execPath, args, { cwd: house, encoding: "utf8", timeout: 60_000 })));
  for (const { from, rule, cycle } of summary.violations) [from, ...cycle.map(({ name }) => name)].forEach((file) => report(file, rule.name));
}

async function lint() {
  const eslint = new ESLint({
    cwd: house,
    overrideConfigFile: join(root, "eslint.config.mjs"),
    overrideConfig: { languageOptions: { parserOptions: { tsconfigRootDir: house } } },
  });
  for (const { filePath, messages } of await eslint.lintFiles(["."])) {
    for (const { ruleId, message } of messages) report(filePath.slice(house.length + 1), ruleId ?? message);
  }
}

beforeAll(async () => {
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
  copyFileSync(join(root, "tsconfig.json"), join(house, "tsconfig.json"));
  for (const wall of [...wallsBetweenFiles, ...wallsWithinFiles]) [wall, wall.clean].forEach(plant);
  ground.forEach(plant);
  cruise();
  await lint();
}, 120_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

test.each([...wallsBetweenFiles, ...wallsWithinFiles])("$rule: $file is caught, $clean.file passes", ({ rule, file, clean }) => {
  expect(rulesBroken(file)).toContain(rule);
  expect(rulesBroken(clean.file)).toEqual([]);
});

test("the ground that is built on keeps every rule", () => {
  expect(ground.flatMap(({ file }) => rulesBroken(file))).toEqual([]);
});
