import "server-only";
import { isIP } from "node:net";
import path from "node:path";
import { z } from "zod";
import { microUsd } from "@/lib/budget/money";
import { limits } from "@/lib/limits";
import { accessCodesSchema, type Access } from "@/lib/server/owners/access";

const trimmed = z.string().trim();
const url = trimmed.regex(/^https?:\/\//, "must begin with https:// or http://").pipe(z.url()).transform((text) => text.replace(/\/+$/, ""));
const usd = z.coerce.number().min(0).max(1_000_000).transform(microUsd);
const port = z.coerce.number().int().min(1).max(65_535);

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

/** Every variable that the studio knows. */
export const envSchema = z.object({
  PORT: port.default(3000),
  HOST: trimmed.default("127.0.0.1"),
  DATA_DIR: trimmed.default("./data").transform((folder) => path.resolve(/* turbopackIgnore: true */ folder)),
  DATABASE_URL: trimmed.regex(/^postgres(ql)?:\/\//, "must begin with postgres://").optional(),
  PUBLIC_URL: url.optional(),
  STUDIO_ACCESS_CODE: accessCodesSchema.optional(),
  STUDIO_ACCESS: trimmed.pipe(z.literal("open", "has to be open, or empty")).optional(),
  STUDIO_SECRET: trimmed.min(limits.secretChars, `has to have ${limits.secretChars} characters or more: openssl rand -hex 32 makes one`).optional(),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  RUNCOMFY_TOKEN: trimmed.optional(),
  RUNCOMFY_MODEL_API_BASE: url.optional(),
  RUNCOMFY_SERVERLESS_API_BASE: url.optional(),
  UPLOADTHING_TOKEN: trimmed.optional(),
  UPLOADTHING_INGEST_URL: url.optional(),
  UPLOADTHING_API_URL: url.optional(),
  UPLOADTHING_CALLBACK_URL: url.optional(),
  UPLOADTHING_UFS_HOST: trimmed.regex(/^[\w.-]+(:\d{1,5})?$/, "must be a host, with or without a port, and nothing else").optional(),
  UPLOADTHING_UFS_APP_ID_LOCATION: trimmed.pipe(z.enum(["subdomain", "path"], "has to be subdomain or path")).optional(),
  PRICE_USD_PER_OUTPUT: usd.optional(),
  CAP_USD_PER_TAKE: usd.default(microUsd(1)),
  CAP_USD_PER_DAY: usd.default(microUsd(10)),
  CAP_USD_PER_OWNER_DAY: usd.optional(),
  RUNCOMFY_POLL_MS: z.coerce.number().int().min(100).max(60_000).optional(),
  RUNCOMFY_READS_PER_SECOND: z.coerce.number().min(0.1).max(1000).optional(),
  /** Set by Next itself. */
  NODE_ENV: trimmed.default("production"),
});

export type Env = z.infer<typeof envSchema>;

/** What no variable can tell by itself. */
function contradictions(source: Record<string, string | undefined>): string[] {
  const has = (name: string) => source[name] !== undefined;
  const found: string[] = [];
  if (has("HOST") && !isLoopback((source.HOST ?? "").trim()) && !has("STUDIO_ACCESS_CODE") && !has("STUDIO_ACCESS")) {
    found.push("HOST has to be a loopback address (127.0.0.1) while there is no access code: everyone who reaches the studio could spend on it. Set STUDIO_ACCESS_CODE=name:code, or STUDIO_ACCESS=open");
  }
  if (has("STUDIO_ACCESS_CODE") && has("STUDIO_ACCESS")) found.push("STUDIO_ACCESS contradicts STUDIO_ACCESS_CODE: set one of them");
  if (has("DATABASE_URL") && !has("STUDIO_SECRET")) found.push("STUDIO_SECRET is required with DATABASE_URL: every process on that database has to sign alike. openssl rand -hex 32 makes one");
  return found;
}

/** @throws with every problem at once, each by its variable's name. Values are not repeated: one may be a secret. */
export function readEnv(source: Record<string, string | undefined>): Env {
  // An empty variable is an unset one: .env files are full of them.
  const told = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim() !== ""));
  const parsed = envSchema.safeParse(told);
  const issues = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  const problems = [...issues, ...contradictions(told)];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new Error(`The environment does not fit:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}

export function accessOf(env: Pick<Env, "STUDIO_ACCESS_CODE" | "STUDIO_ACCESS">): Access {
  if (env.STUDIO_ACCESS_CODE !== undefined) return { kind: "codes", codes: env.STUDIO_ACCESS_CODE };
  return { kind: env.STUDIO_ACCESS ?? "loopback" };
}

const RUNCOMFY = { modelApi: "https://model-api.runcomfy.net/v1", serverlessApi: "https://api.runcomfy.net" };

/** Where RunComfy's API is; the demo engine stands elsewhere. */
export const modelApiOf = (env: Pick<Env, "RUNCOMFY_MODEL_API_BASE">): string => env.RUNCOMFY_MODEL_API_BASE ?? RUNCOMFY.modelApi;

/** Where the balance is told. An engine of one's own answers for that too: a token for it is not RunComfy's to see. */
export function serverlessApiOf(env: Pick<Env, "RUNCOMFY_MODEL_API_BASE" | "RUNCOMFY_SERVERLESS_API_BASE">): string {
  if (env.RUNCOMFY_SERVERLESS_API_BASE !== undefined) return env.RUNCOMFY_SERVERLESS_API_BASE;
  return env.RUNCOMFY_MODEL_API_BASE === undefined ? RUNCOMFY.serverlessApi : new URL(env.RUNCOMFY_MODEL_API_BASE).origin;
}

let read: Env | undefined;
/** The process's own environment, read once. */
export const env = (): Env => (read ??= readEnv(process.env));
