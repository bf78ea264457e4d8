import "server-only";
import { z } from "zod";

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
