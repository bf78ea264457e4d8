import "server-only";
import { z } from "zod";
import { isPrivateHost } from "@/lib/server/addresses";
import type { Finding } from "@/lib/server/doctor/finding";
import type { Answer, CallFailure, Http } from "@/lib/server/http";
import { parseBody } from "@/lib/server/provider/answers";
import type { Storage } from "@/lib/server/storage/storage";

type Deps = { publicUrl: string | undefined; isEngineNear: boolean; storageKind: Storage["kind"]; http: Http };

const TUNNEL = "Lead a public https address (a reverse proxy or a tunnel) to this studio and name it in PUBLIC_URL, or set UPLOADTHING_TOKEN.";

/** PUBLIC_URL as somebody else sees it: https, a public address, and this studio behind it. */
export async function checkPublicUrl({ publicUrl, isEngineNear, storageKind, http }: Deps): Promise<Finding> {
  const isNeeded = !isEngineNear && storageKind === "local";
  if (publicUrl === undefined) {
    if (isNeeded) return { state: "mend", says: "PUBLIC_URL is not set: the engine cannot fetch references from this machine", todo: TUNNEL };
    return { state: "good", says: `not set, and not needed: ${isEngineNear ? "the engine is on this machine" : "references lie at UploadThing"}` };
  }
  if (!publicUrl.startsWith("https://")) return { state: "mend", says: `${publicUrl} is not https`, todo: TUNNEL };
  if (isPrivateHost(new URL(publicUrl).hostname)) return { state: "mend", says: `${publicUrl} is an address inside a network`, todo: `Nobody outside reaches it. ${TUNNEL}` };
  const answer = await http.call({ method: "GET", url: `${publicUrl}/api/health` });
  return answer.ok ? heard(publicUrl, answer.value) : unheard(publicUrl, answer.error);
}

const healthSchema = z.object({ ok: z.boolean() });

function heard(publicUrl: string, { status, body }: Answer): Finding {
  const health = healthSchema.safeParse(parseBody(body));
  if (status === 200 && health.data?.ok === true) return { state: "good", says: `${publicUrl} leads to a studio` };
  if (health.success) return { state: "mend", says: `${publicUrl} leads to a studio that is not well`, todo: "Its log says why; most often its database cannot be reached." };
  if (status === 401 || status === 403 || (status >= 300 && status < 400)) {
    return { state: "mend", says: `${publicUrl}/api/health answers HTTP ${status}: something in front asks for more than a plain GET`, todo: "Let /api/files/r/ and /api/health through without a log-in or a redirect: RunComfy sends no cookies." };
  }
  return { state: "mend", says: `${publicUrl}/api/health answers HTTP ${status}, not as a studio does`, todo: "Start the studio, and lead PUBLIC_URL to its PORT." };
}

function unheard(publicUrl: string, { reason }: CallFailure): Finding {
  if (reason.includes("no public address")) {
    return { state: "mend", says: `this machine's DNS gives a private address for ${publicUrl}; elsewhere it may be another`, todo: "The studio cannot prove its references from in here, so no take is sent. Have this machine ask a public DNS server for that name, or set UPLOADTHING_TOKEN." };
  }
  return { state: "mend", says: `${publicUrl} does not answer (${reason})`, todo: "Is the studio running, the name in DNS, the certificate valid, and the proxy or tunnel up?" };
}
