import "server-only";
import { z } from "zod";
import type { Env } from "@/lib/server/env";

const tokenSchema = z.object({ apiKey: z.string().startsWith("sk_"), appId: z.string().min(1), regions: z.array(z.string()).min(1), ingestHost: z.string().default("ingest.uploadthing.com") });
export type UploadToken = z.infer<typeof tokenSchema>;

/** UploadThing's token: base64 of its JSON. @throws without repeating it: it is a secret. */
export function parseUploadToken(token: string): UploadToken {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(token, "base64").toString("utf8")));
  } catch {
    throw new Error("The environment does not fit:\n  UPLOADTHING_TOKEN is not a token of UploadThing (copy it whole from its dashboard, API Keys, V7)");
  }
}

/** What the embedded ingest signs with: the same kind of token, of our own. */
export const embeddedUploadToken = (key: string): string =>
  Buffer.from(JSON.stringify({ apiKey: `sk_${key}`, appId: "contactsheet", regions: ["local"] })).toString("base64");

/** UploadThing as it was set up. Its library is told every host: left to itself it reads process.env, where empty is not unset. */
export type UploadThing = {
  token: string;
  /** Where the browser sends files to. */
  ingestUrl: string;
  apiUrl: string;
  /** undefined: where the browser finds the studio, which may be this machine alone. */
  callbackUrl: string | undefined;
  /** Where a key is public. */
  filesBase: string;
  /** Hosts that were set by hand: they alone may be private or plain http. */
  ownOrigins: readonly string[];
};

type UploadThingEnv = Pick<Env, "UPLOADTHING_TOKEN" | "UPLOADTHING_INGEST_URL" | "UPLOADTHING_API_URL" | "UPLOADTHING_CALLBACK_URL" | "PUBLIC_URL" | "UPLOADTHING_UFS_HOST" | "UPLOADTHING_UFS_APP_ID_LOCATION">;

/** null where no token is set: references then stay in DATA_DIR. @throws where the token is none. */
export function uploadThingOf(env: UploadThingEnv): UploadThing | null {
  const { UPLOADTHING_TOKEN: token, UPLOADTHING_INGEST_URL: ingestUrl, UPLOADTHING_API_URL: apiUrl, UPLOADTHING_UFS_HOST: ufsHost } = env;
  if (token === undefined) return null;
  const { appId, regions, ingestHost } = parseUploadToken(token);
  const filesBase = publicFilesBase(appId, ufsHost, env.UPLOADTHING_UFS_APP_ID_LOCATION);
  const byHand = [ingestUrl, apiUrl, ufsHost === undefined ? undefined : filesBase];
  const ownOrigins = byHand.flatMap((address) => (address === undefined ? [] : [new URL(address).origin]));
  return {
    token, filesBase, ownOrigins,
    ingestUrl: ingestUrl ?? `https://${regions[0]}.${ingestHost}`,
    apiUrl: apiUrl ?? "https://api.uploadthing.com",
    callbackUrl: env.UPLOADTHING_CALLBACK_URL ?? (env.PUBLIC_URL && `${env.PUBLIC_URL}/api/uploadthing`),
  };
}

/** UploadThing's own file host. */
export const SERVICE_FILES_HOST = "ufs.sh";

/** As the library's generateSignedURL builds it (uploadthing 7.7, server/index.js): a host with "local" in its name has no TLS. */
function publicFilesBase(appId: string, host = SERVICE_FILES_HOST, place: "subdomain" | "path" = "subdomain"): string {
  const scheme = host.includes("local") ? "http" : "https";
  return place === "path" ? `${scheme}://${host}/a/${appId}` : `${scheme}://${appId}.${host}/f`;
}
