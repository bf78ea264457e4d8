import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { sealData, unsealData } from "iron-session";
import { z } from "zod";
import { codes, cookieOf } from "@/tests/support/entry";
import type { Studio } from "@/tests/support/studio";

export const callers = ["none", "forged", "expired", "other", "right"] as const;
export type Caller = (typeof callers)[number];
/** Whom a cookie proves nothing of. */
export const nobodies = ["none", "forged", "expired"] as const;

const claimSchema = z.object({ ownerId: z.string(), proof: z.string(), sealedAt: z.number() });
const MONTHS_MS = 60 * 24 * 3600 * 1000;

/** Genuine cookies of two owners, and what looks like the first one's and is not. */
export async function cookiesOf(studio: Studio): Promise<Record<Caller, string>> {
  const [right, other] = [await cookieOf(studio, codes.ann), await cookieOf(studio, codes.bob)];
  const keyOf = (secret: string) => createHmac("sha256", secret).update("owner-cookie").digest("hex");
  const genuine = keyOf(readFileSync(path.join(studio.dataDir, "secret"), "utf8").trim());
  const claim = claimSchema.parse(await unsealData(decodeURIComponent(right.slice("owner=".length)), { password: genuine, ttl: 0 }));
  const seal = async (changes: Partial<z.infer<typeof claimSchema>>, password: string) => `owner=${await sealData({ ...claim, ...changes }, { password, ttl: 0 })}`;
  return {
    right, other, none: "",
    forged: await seal({}, keyOf("the forger's own secret, long enough")),
    expired: await seal({ sealedAt: claim.sealedAt - MONTHS_MS }, genuine),
  };
}

export type Answer = {
  status: number;
  location: string | null;
  setsCookie: boolean;
  body: string;
};

/** What a person could read of it: without what differs from one answer to the next, and without the ids that were asked for. */
export const readable = ({ status, location, body }: Answer) => ({
  status,
  location: location && blank(location),
  body: blank(body.replace(/<script\b.*?<\/script>|<link[^>]*>/gs, "")).replace(/nonce(="|-)[A-Za-z0-9+/=]+/g, "nonce"),
});
const blank = (text: string) => text.replace(/(ses|gen|ref|out)_[0-9a-f]{32}/g, "$1_id").replace(/\b[0-9a-f]{32,64}\b/g, "hex").replace(/"now":\d+/g, '"now":0');

export async function ask(studio: Studio, cookie: string, address: string, init: { method?: string; headers?: Record<string, string>; body?: BodyInit } = {}): Promise<Answer> {
  const answer = await fetch(`${studio.url}${address}`, {
    ...init,
    redirect: "manual",
    // As a page of the studio sends it: what is tested here is who asks.
    headers: { origin: studio.url, "sec-fetch-site": "same-origin", ...(cookie === "" ? {} : { cookie }), ...init.headers },
  });
  return {
    status: answer.status,
    location: answer.headers.get("location") ?? answer.headers.get("x-action-redirect"),
    setsCookie: answer.headers.getSetCookie().length > 0,
    body: await answer.text(),
  };
}

const manifestSchema = z.object({ node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()), filename: z.string(), exportedName: z.string() })) });

/** Calls a server action as the browser does; its id is the build's. */
export function actionCaller(studio: Studio, pageOf: (pattern: string) => string) {
  const file = path.resolve(".next/server/server-reference-manifest.json");
  const references = Object.entries(manifestSchema.parse(JSON.parse(readFileSync(file, "utf8"))).node);
  return (cookie: string, action: string, ...args: unknown[]): Promise<Answer> => {
    const [domain, name] = action.split("/");
    const [id, reference] = references.find(([, { filename, exportedName }]) => filename === `lib/${domain}/actions.ts` && exportedName === name) ?? [];
    // A page without an id is everyone's own; a page of somebody's session is not there for another owner.
    const [worker] = Object.keys(reference?.workers ?? {}).filter((page) => !page.startsWith("app/_not-found")).sort((one, two) => Number(one.includes("[")) - Number(two.includes("[")));
    if (id === undefined || worker === undefined) throw new Error(`the build has no action ${action}: nothing calls it`);
    const address = pageOf(worker.replace(/^app/, "").replace(/\/\([^)]*\)/g, "").replace(/\/page$/, "") || "/");
    return ask(studio, cookie, address, { method: "POST", body: JSON.stringify(args), headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8", accept: "text/x-component" } });
  };
}
