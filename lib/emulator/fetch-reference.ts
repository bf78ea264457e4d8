import { request } from "undici";
import { emulatorLimits } from "@/lib/emulator/limits";
import { err, ok, type Result } from "@/lib/result";

export type Unfetched = { code: "too_many_bytes"; bytes: number } | { code: "not_fetched"; message: string };

/**
 * Fetches a reference as the service does: a plain GET, no cookies, no credentials, a few redirects. Private addresses
 * are allowed: this engine stands beside the studio that keeps the files.
 */
export async function fetchReference(address: string): Promise<Result<Buffer, Unfetched>> {
  const signal = AbortSignal.timeout(emulatorLimits.referenceMs);
  let url = new URL(address);
  for (let hop = 0; hop <= emulatorLimits.redirects; hop += 1) {
    const answer = await request(url, { signal, headers: { accept: "image/*" } }).catch(() => null);
    if (!answer) return notFetched("The file could not be fetched: no answer from its address.");
    const { statusCode, headers, body } = answer;
    if (statusCode >= 300 && statusCode < 400 && typeof headers.location === "string") {
      await body.dump().catch(() => undefined);
      if (!isWebAddress(headers.location, url)) return notFetched("The file could not be fetched: it redirects to no web address.");
      url = new URL(headers.location, url);
      continue;
    }
    if (statusCode !== 200) {
      await body.dump().catch(() => undefined);
      return notFetched(`The file could not be fetched: HTTP ${statusCode}.`);
    }
    return readAll(body);
  }
  return notFetched(`The file could not be fetched: more than ${emulatorLimits.redirects} redirects.`);
}

const isWebAddress = (location: string, base: URL): boolean =>
  URL.canParse(location, base.href) && /^https?:$/.test(new URL(location, base).protocol);
const notFetched = (message: string) => err<Unfetched>({ code: "not_fetched", message });

async function readAll(body: AsyncIterable<Buffer>): Promise<Result<Buffer, Unfetched>> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of body) {
      bytes += part.length;
      // Leaving the loop closes the connection.
      if (bytes > emulatorLimits.referenceBytes) return err({ code: "too_many_bytes", bytes });
      parts.push(part);
    }
  } catch {
    return notFetched("The file could not be fetched: the connection broke off.");
  }
  return ok(Buffer.concat(parts));
}
