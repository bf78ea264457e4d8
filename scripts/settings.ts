import { z } from "zod";
import { readEnv, type Env } from "@/lib/server/env";
import type { EngineAt } from "@/lib/server/doctor/engine";
import { parseUploadToken } from "@/lib/server/storage/upload-token";
import { err, ok, type Result } from "@/lib/result";

const RUNCOMFY_BASE = "https://model-api.runcomfy.net/v1";
const RUNCOMFY_SERVERLESS_BASE = "https://api.runcomfy.net";

type Source = Record<string, string | undefined>;
export type Settings = { env: Env; engine: EngineAt };

/** Asked for by these commands alone: the studio itself never asks for the balance. */
const serverlessSchema = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z.url({ protocol: /^https?$/, error: "must begin with https:// or http://" }).transform((text) => text.replace(/\/+$/, "")).optional(),
);

/** @returns every problem of the environment, a sentence each; values are not repeated. */
export function readSettings(source: Source): Result<Settings, readonly string[]> {
  const env = sentencesOf(() => readEnv(source));
  const serverless = serverlessSchema.safeParse(source.RUNCOMFY_SERVERLESS_API_BASE);
  const token = source.UPLOADTHING_TOKEN?.trim() ? sentencesOf(() => parseUploadToken(source.UPLOADTHING_TOKEN?.trim() ?? "")) : ok(null);
  const problems = [
    ...(env.ok ? [] : env.error),
    ...(serverless.success ? [] : [`RUNCOMFY_SERVERLESS_API_BASE ${serverless.error.issues[0]?.message ?? "does not fit"}`]),
    ...(token.ok ? [] : token.error),
  ];
  if (!env.ok || !serverless.success || problems.length > 0) return err([...new Set(problems)]);
  return ok({ env: env.value, engine: engineOf(env.value, serverless.data) });
}

function engineOf(env: Env, serverless: string | undefined): EngineAt {
  const { RUNCOMFY_TOKEN: token, RUNCOMFY_MODEL_API_BASE: base } = env;
  if (token === undefined && base === undefined) return { kind: "demo" };
  // An engine of one's own answers for its balance too: a token for it is not RunComfy's to see.
  const balanceUrl = serverless ?? (base === undefined ? RUNCOMFY_SERVERLESS_BASE : new URL(base).origin);
  return { kind: "real", baseUrl: base ?? RUNCOMFY_BASE, balanceUrl, token };
}

/** The environment's readers throw all problems as lines below a heading. */
function sentencesOf<T>(read: () => T): Result<T, readonly string[]> {
  try {
    return ok(read());
  } catch (error) {
    const lines = (error instanceof Error ? error.message : String(error)).split("\n").map((line) => line.trim());
    return err(lines.length > 1 ? lines.slice(1) : lines);
  }
}

/** Shorter ones are words of their own: blanking them would blank the sentences. */
const SHORTEST_SECRET = 6;

/** What never stands on a screen. */
export const secretsIn = (source: Source): string[] =>
  ["RUNCOMFY_TOKEN", "UPLOADTHING_TOKEN", "DATABASE_URL", "STUDIO_SECRET", "STUDIO_ACCESS_CODE"].flatMap((name) => {
    const value = source[name]?.trim() ?? "";
    const password = name === "DATABASE_URL" && URL.canParse(value) ? [new URL(value).password, decodeURIComponent(new URL(value).password)] : [];
    return [value, ...password].filter((text) => text.length >= SHORTEST_SECRET);
  });
