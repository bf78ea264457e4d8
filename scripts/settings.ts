import { modelApiOf, readEnv, serverlessApiOf, type Env } from "@/lib/server/env";
import type { EngineAt } from "@/lib/server/doctor/engine";
import { parseUploadToken } from "@/lib/server/storage/upload-token";
import { err, ok, type Result } from "@/lib/result";

type Source = Record<string, string | undefined>;
export type Settings = { env: Env; engine: EngineAt };

/** @returns every problem of the environment, a sentence each; values are not repeated. */
export function readSettings(source: Source): Result<Settings, readonly string[]> {
  const env = sentencesOf(() => readEnv(source));
  const token = source.UPLOADTHING_TOKEN?.trim() ? sentencesOf(() => parseUploadToken(source.UPLOADTHING_TOKEN?.trim() ?? "")) : ok(null);
  const problems = [...(env.ok ? [] : env.error), ...(token.ok ? [] : token.error)];
  if (!env.ok || problems.length > 0) return err([...new Set(problems)]);
  return ok({ env: env.value, engine: engineOf(env.value) });
}

function engineOf(env: Env): EngineAt {
  const { RUNCOMFY_TOKEN: token, RUNCOMFY_MODEL_API_BASE: base } = env;
  if (token === undefined && base === undefined) return { kind: "demo" };
  return { kind: "real", baseUrl: modelApiOf(env), balanceUrl: serverlessApiOf(env), token };
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
    const codes = name === "STUDIO_ACCESS_CODE" ? value.split(",").map((part) => part.slice(part.indexOf(":") + 1).trim()) : [];
    const keys = name === "UPLOADTHING_TOKEN" ? (Buffer.from(value, "base64").toString("utf8").match(/sk_[A-Za-z0-9_]+/g) ?? []) : [];
    return [value, ...password, ...codes, ...keys].filter((text) => text.length >= SHORTEST_SECRET);
  });
