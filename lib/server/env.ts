import "server-only";
import { isIP } from "node:net";
import path from "node:path";
import { z } from "zod";
import { microUsd } from "@/lib/budget/money";

const trimmed = z.string().trim();
const url = trimmed.regex(/^https?:\/\//, "must begin with https:// or http://").pipe(z.url()).transform((text) => text.replace(/\/+$/, ""));
const usd = z.coerce.number().min(0).max(1_000_000).transform(microUsd);
const port = z.coerce.number().int().min(1).max(65_535);

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

const schema = z.object({
  PORT: port.default(3000),
  HOST: trimmed.default("127.0.0.1").refine(isLoopback, "has to be a loopback address (127.0.0.1): there is no access code, so everyone who reaches the studio could spend on it"),
  DATA_DIR: trimmed.default("./data").transform((folder) => path.resolve(/* turbopackIgnore: true */ folder)),
  DATABASE_URL: trimmed.regex(/^postgres(ql)?:\/\//, "must begin with postgres://").optional(),
  PUBLIC_URL: url.optional(),
  RUNCOMFY_TOKEN: trimmed.optional(),
  RUNCOMFY_MODEL_API_BASE: url.optional(),
  UPLOADTHING_TOKEN: trimmed.optional(),
  UPLOADTHING_INGEST_URL: url.optional(),
  UPLOADTHING_CALLBACK_URL: url.optional(),
  PRICE_USD_PER_OUTPUT: usd.optional(),
  CAP_USD_PER_TAKE: usd.default(microUsd(1)),
  CAP_USD_PER_DAY: usd.default(microUsd(10)),
  RUNCOMFY_POLL_MS: z.coerce.number().int().min(100).max(60_000).optional(),
  RUNCOMFY_READS_PER_SECOND: z.coerce.number().min(0.1).max(1000).optional(),
});

export type Env = z.infer<typeof schema>;

/** @throws with every problem at once, each by its variable's name. Values are not repeated: one may be a secret. */
export function readEnv(source: Record<string, string | undefined>): Env {
  // An empty variable is an unset one: .env files are full of them.
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim() !== "")));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The environment does not fit:\n${problems.join("\n")}`);
}

let read: Env | undefined;
/** The process's own environment, read once. */
export const env = (): Env => (read ??= readEnv(process.env));
