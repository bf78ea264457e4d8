import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { envSchema } from "@/lib/server/env";
import { cleanEnv } from "@/tests/support/studio";

const root = path.resolve(import.meta.dirname, "../..");
/** Said by whoever starts a process. */
const SAID = ["NODE_ENV"];

test("of every variable that the studio knows, a story's studio sees none that is not its own", () => {
  const clean = cleanEnv();
  expect(Object.keys(envSchema.shape).filter((name) => clean[name] !== "")).toEqual(SAID);
});

test("a developer's .env brings nothing, whatever it names, to what Next starts", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "contact-sheet-env-"));
  try {
    writeFileSync(path.join(folder, ".env"), "RUNCOMFY_TOKEN=of-the-developer\n  export PGSSLMODE = of-the-developer\nDATABASE_URL='postgres://of-the-developer'\n");
    writeFileSync(path.join(folder, ".env.production.local"), "UPLOADTHING_LOG_LEVEL=of-the-developer\nPATH=/of-the-developer\n");
    const read = `require("@next/env").loadEnvConfig(${JSON.stringify(folder)}, false, console); console.log(JSON.stringify(process.env))`;
    const seen = (env: Record<string, string>) => {
      const { stdout } = spawnSync(process.execPath, ["-e", read], { cwd: root, env: { ...env, NODE_ENV: "production" }, encoding: "utf8" });
      return Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(stdout))).filter(([, value]) => value.includes("of-the-developer")).map(([name]) => name);
    };
    expect(seen({ PATH: process.env.PATH ?? "" }).sort()).toEqual(["DATABASE_URL", "PGSSLMODE", "RUNCOMFY_TOKEN", "UPLOADTHING_LOG_LEVEL"]);
    expect(seen(cleanEnv(folder))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
